-- find_station_of_code --
-- Before any organization is known.
SELECT organization_id, station FROM unison.station_of_code(%(code_hash)s);

-- renew_device --
-- One use each: of two that come at once, one gets a row. The token that was used last gets one more while its answer may be on its way.
UPDATE unison.station_sessions t SET token_before = CASE WHEN t.token_hash = %(token_hash)s THEN t.token_hash ELSE t.token_before END,
  token_hash = %(after)s, seen_at = CASE WHEN t.token_hash = %(token_hash)s THEN now() ELSE t.seen_at END
WHERE t.organization_id = unison.organization() AND t.ended_at IS NULL
  AND (t.token_hash = %(token_hash)s AND t.seen_at > now() - make_interval(days => %(days)s)
    OR t.token_before = %(token_hash)s AND t.seen_at > now() - make_interval(secs => %(grace_s)s))
RETURNING t.session_id, t.station_id;

-- end_copied_device --
-- A token that was used before: there are two who have it.
UPDATE unison.station_sessions SET ended_at = now()
WHERE organization_id = unison.organization() AND token_before = %(token_hash)s AND ended_at IS NULL;

-- show_station --
SELECT station, plant, equipment, role, paired_at FROM unison.stations
WHERE organization_id = unison.organization() AND account_id = %(station_id)s;

-- list_stations --
SELECT s.account_id, s.station, s.plant, s.equipment, s.role, s.paired_at, s.code_until, s.closed_at,
  (SELECT max(t.seen_at) FROM unison.station_sessions t
    WHERE t.organization_id = s.organization_id AND t.station_id = s.account_id) AS seen_at
FROM unison.stations s WHERE s.organization_id = unison.organization()
ORDER BY s.closed_at IS NOT NULL, s.station LIMIT %(limit)s OFFSET %(offset)s;

-- list_people_of_station --
-- Those who are let in and may do something in its plant.
SELECT u.user_id AS account_id, u.name, i.pin_hash IS NOT NULL AS has_pin, i.badge_hash IS NOT NULL AS has_badge
FROM unison.stations s
JOIN unison.accounts a ON a.organization_id = s.organization_id AND a.kind = 'person' AND a.active
JOIN unison.users u ON u.organization_id = a.organization_id AND u.user_id = a.account_id
LEFT JOIN unison.identifications i ON i.organization_id = u.organization_id AND i.account_id = u.user_id
WHERE s.organization_id = unison.organization() AND s.account_id = %(station_id)s
  AND EXISTS (
    SELECT FROM jsonb_array_elements(a.assignments) AS held
    WHERE held->'plants' = '[]' OR held->'plants' ? s.plant
  )
ORDER BY u.name, u.user_id LIMIT %(limit)s;

-- find_pin --
-- Of somebody who can be at the station.
SELECT i.pin_hash FROM unison.identifications i
JOIN unison.stations s ON s.organization_id = i.organization_id AND s.account_id = %(station_id)s
JOIN unison.accounts a ON a.organization_id = i.organization_id AND a.account_id = i.account_id AND a.active
WHERE i.organization_id = unison.organization() AND i.account_id = %(account_id)s
  AND EXISTS (
    SELECT FROM jsonb_array_elements(a.assignments) AS held
    WHERE held->'plants' = '[]' OR held->'plants' ? s.plant
  );

-- show_identification --
SELECT count(pin_hash) > 0 AS has_pin, count(badge_hash) > 0 AS has_badge FROM unison.identifications
WHERE organization_id = unison.organization() AND account_id = %(account_id)s;

-- find_own_pin --
SELECT pin_hash FROM unison.identifications WHERE organization_id = unison.organization() AND account_id = %(account_id)s;

-- find_person_of_badge --
SELECT i.account_id FROM unison.identifications i
JOIN unison.stations s ON s.organization_id = i.organization_id AND s.account_id = %(station_id)s
JOIN unison.accounts a ON a.organization_id = i.organization_id AND a.account_id = i.account_id AND a.active
WHERE i.organization_id = unison.organization() AND i.badge_hash = ANY (%(badge_hashes)s)
  AND EXISTS (
    SELECT FROM jsonb_array_elements(a.assignments) AS held
    WHERE held->'plants' = '[]' OR held->'plants' ? s.plant
  );

-- count_tries --
SELECT count(*) AS tries, coalesce(extract(epoch FROM now() - max(failed_at)), 0)::float8 AS since_s
FROM unison.station_tries
WHERE organization_id = unison.organization() AND station_id = %(station_id)s AND account_id = %(account_id)s;

-- note_try --
INSERT INTO unison.station_tries (organization_id, station_id, account_id) VALUES (unison.organization(), %(station_id)s, %(account_id)s);

-- forget_old_tries --
DELETE FROM unison.station_tries
WHERE organization_id = unison.organization() AND station_id = %(station_id)s AND account_id = %(account_id)s
  AND failed_at < now() - make_interval(secs => %(window_s)s);

-- forget_tries --
DELETE FROM unison.station_tries WHERE organization_id = unison.organization() AND station_id = %(station_id)s AND account_id = %(account_id)s;

-- begin_person --
INSERT INTO unison.station_sessions (organization_id, session_id, station_id, account_id)
VALUES (unison.organization(), %(session_id)s, %(station_id)s, %(account_id)s);

-- forget_old_people --
-- Those whose last token has expired long ago.
DELETE FROM unison.station_sessions
WHERE organization_id = unison.organization() AND station_id = %(station_id)s AND account_id <> station_id
  AND seen_at < now() - interval '2 days';

-- see_person --
UPDATE unison.station_sessions SET seen_at = now()
WHERE organization_id = unison.organization() AND session_id = %(session_id)s AND ended_at IS NULL;

-- end_person --
UPDATE unison.station_sessions SET ended_at = now()
WHERE organization_id = unison.organization() AND session_id = %(session_id)s AND ended_at IS NULL;

-- find_device --
-- The station whose device holds this token now.
SELECT station_id FROM unison.station_sessions
WHERE organization_id = unison.organization() AND token_hash = %(token_hash)s AND ended_at IS NULL
  AND (%(session_id)s::uuid IS NULL OR session_id = %(session_id)s);

-- find_code --
SELECT expires_at FROM unison.pairing_codes WHERE organization_id = unison.organization() AND code_hash = %(code_hash)s;
