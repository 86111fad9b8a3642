-- read_accounts --
-- Everybody and everything of the organization that can be let in, and what each may do where.
SELECT account_id, kind, assignments, active, must_change_password, tokens_from, until, station, equipment, has_factor
FROM unison.accounts
WHERE organization_id = unison.organization();

-- read_roles --
-- What the organization has said of roles.
SELECT role, allow, deny, second_factor, retired FROM unison.roles WHERE organization_id = unison.organization();

-- read_machine_keys --
-- Those that are not revoked. What expires is looked at when it is asked for.
SELECT key AS visible, account_id, key_hash AS fingerprint, expires_at FROM unison.machine_keys
WHERE organization_id = unison.organization() AND revoked_at IS NULL AND key_hash IS NOT NULL
  AND (expires_at IS NULL OR expires_at > now());

-- read_ended_sessions --
-- Those of which an access token may still be out.
SELECT session_id FROM unison.ended_sessions
WHERE organization_id = unison.organization() AND ended_at > now() - make_interval(secs => %(life_s)s);

-- listen_to_access --
LISTEN unison_access;
