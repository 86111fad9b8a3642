-- begin_session --
INSERT INTO unison.sessions
  (organization_id, session_id, account_id, kind, station_id, way, second_factor, agent, address, network, expires_at)
VALUES (unison.organization(), %(session_id)s, %(account_id)s, %(kind)s, %(station_id)s, %(way)s, %(second_factor)s, %(agent)s,
  %(address)s, %(network)s, now() + %(longest)s);

-- add_refresh_token --
-- It lives as long as it may lie idle, and never longer than its session.
INSERT INTO unison.refresh_tokens (organization_id, token_hash, session_id, expires_at)
SELECT s.organization_id, %(token_hash)s, s.session_id, least(now() + %(idle)s, s.expires_at)
FROM unison.sessions s WHERE s.organization_id = unison.organization() AND s.session_id = %(session_id)s
RETURNING expires_at;

-- use_refresh_token --
-- One use each: of two that come at once, one gets a row.
UPDATE unison.refresh_tokens t SET used_at = now()
FROM unison.sessions s JOIN unison.accounts a USING (organization_id, account_id)
WHERE t.organization_id = unison.organization() AND t.token_hash = %(token_hash)s AND t.used_at IS NULL
  AND t.revoked_at IS NULL AND t.expires_at > now() AND s.organization_id = t.organization_id
  AND s.session_id = t.session_id AND s.ended_at IS NULL AND s.expires_at > now() AND a.active
RETURNING s.session_id, s.account_id, s.kind, s.station_id, s.second_factor;

-- use_lost_refresh_token --
-- Once more within the grace: the answer to its use was lost, so nobody has used the token that it led to, nor has anybody
-- been given another one since. That one is void now.
UPDATE unison.refresh_tokens t SET revoked_at = now()
FROM unison.refresh_tokens lost, unison.sessions s JOIN unison.accounts a USING (organization_id, account_id)
WHERE lost.organization_id = unison.organization() AND lost.token_hash = %(token_hash)s
  AND lost.used_at > now() - make_interval(secs => %(grace_s)s) AND lost.revoked_at IS NULL AND lost.expires_at > now()
  AND t.organization_id = lost.organization_id AND t.session_id = lost.session_id AND t.used_at IS NULL
  AND t.revoked_at IS NULL AND s.organization_id = lost.organization_id AND s.session_id = lost.session_id
  AND s.ended_at IS NULL AND s.expires_at > now() AND a.active
  AND NOT EXISTS (
    SELECT FROM unison.refresh_tokens later
    WHERE later.organization_id = lost.organization_id AND later.session_id = lost.session_id
      AND (later.used_at > lost.used_at OR later.revoked_at IS NOT NULL)
  )
RETURNING s.session_id, s.account_id, s.kind, s.station_id, s.second_factor;

-- touch_session --
UPDATE unison.sessions SET last_used_at = now(), agent = %(agent)s, address = %(address)s, network = %(network)s
WHERE organization_id = unison.organization() AND session_id = %(session_id)s;

-- note_second_factor --
UPDATE unison.sessions SET second_factor = 'own'
WHERE organization_id = unison.organization() AND session_id = %(session_id)s AND ended_at IS NULL
RETURNING session_id, account_id, kind, station_id, second_factor;

-- revoke_refresh_tokens --
UPDATE unison.refresh_tokens SET revoked_at = now()
WHERE organization_id = unison.organization() AND session_id = %(session_id)s AND revoked_at IS NULL;

-- end_session_of_token --
UPDATE unison.sessions SET ended_at = now()
WHERE organization_id = unison.organization() AND ended_at IS NULL AND session_id = (
  SELECT session_id FROM unison.refresh_tokens
  WHERE organization_id = unison.organization() AND token_hash = %(token_hash)s
)
RETURNING session_id, account_id;

-- end_session --
-- One of them, wherever it is; a device stays the station that it is.
WITH signed_in AS (
  UPDATE unison.sessions SET ended_at = now()
  WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND session_id = %(session_id)s AND ended_at IS NULL
  RETURNING session_id
), at_station AS (
  UPDATE unison.station_sessions SET ended_at = now()
  WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND session_id = %(session_id)s AND ended_at IS NULL
    AND station_id <> account_id
  RETURNING session_id
)
SELECT session_id FROM signed_in UNION ALL SELECT session_id FROM at_station;

-- end_sessions --
-- Every one of an account, but one that may be null.
WITH signed_in AS (
  UPDATE unison.sessions SET ended_at = now()
  WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND ended_at IS NULL
    AND session_id IS DISTINCT FROM %(but)s
  RETURNING session_id
), at_station AS (
  UPDATE unison.station_sessions SET ended_at = now()
  WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND ended_at IS NULL AND station_id <> account_id
    AND session_id IS DISTINCT FROM %(but)s
  RETURNING session_id
)
SELECT session_id FROM signed_in UNION ALL SELECT session_id FROM at_station;

-- list_sessions --
-- Those that go on, the one used last first; those at stations among them.
SELECT session_id, way, agent, address, NULL AS station, begun_at, last_used_at, expires_at
FROM unison.sessions s
WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND ended_at IS NULL AND expires_at > now()
  AND EXISTS (
    SELECT FROM unison.refresh_tokens t
    WHERE t.organization_id = s.organization_id AND t.session_id = s.session_id AND t.used_at IS NULL
      AND t.revoked_at IS NULL AND t.expires_at > now()
  )
UNION ALL
SELECT t.session_id, 'station', '', '', p.station, t.began_at, t.seen_at, t.seen_at + %(at_station)s
FROM unison.station_sessions t
JOIN unison.stations p ON p.organization_id = t.organization_id AND p.account_id = t.station_id
WHERE t.organization_id = unison.organization() AND t.account_id = %(account_id)s AND t.station_id <> t.account_id
  AND t.ended_at IS NULL AND t.seen_at > now() - %(at_station)s
ORDER BY last_used_at DESC, session_id LIMIT %(limit)s;
