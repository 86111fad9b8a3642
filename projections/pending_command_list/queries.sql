-- open_pending_command --
INSERT INTO pending_commands (organization_id, pending_command, plant, command, body, made_at, by_user, device, device_seq, code,
  refusal_facts, met, set_aside_at, status, version)
SELECT organization_id, pending_command, plant, command, body, made_at, by_user, device, device_seq, code, refusal_facts, met,
  set_aside_at, status, version
FROM json_populate_recordset(null::pending_commands, %(rows)s)
ON CONFLICT (organization_id, pending_command) DO NOTHING;

-- settle_pending_command --
UPDATE pending_commands v SET status = r.status, amended = r.amended, reason = r.reason, settled_by = r.settled_by,
  settled_at = r.settled_at, version = r.version
FROM json_populate_recordset(null::pending_commands, %(rows)s) r
WHERE v.organization_id = r.organization_id AND v.pending_command = r.pending_command AND v.version < r.version;

-- list_pending_commands --
-- What was done first comes first. A name is that of the person as it is now; one who was erased has none.
SELECT r.pending_command, r.plant, r.command, r.body, r.made_at, r.by_user, u.name AS by_name, r.device, r.device_seq, r.code,
  r.refusal_facts, r.set_aside_at, r.status, r.amended, r.reason, r.settled_by, s.name AS settled_by_name, r.settled_at,
  r.version
FROM pending_commands r
LEFT JOIN unison.users u ON u.organization_id = r.organization_id AND u.user_id = r.by_user
LEFT JOIN unison.users s ON s.organization_id = r.organization_id AND s.user_id = r.settled_by
WHERE r.organization_id = unison.organization() AND r.status = ANY (%(status)s)
  AND (%(pending_command)s::text IS NULL OR r.pending_command = %(pending_command)s)
ORDER BY r.made_at, r.pending_command LIMIT %(limit)s OFFSET %(offset)s;

-- count_open --
SELECT count(*) AS open FROM pending_commands WHERE organization_id = unison.organization() AND status = 'open';

-- list_facts_met --
-- The last facts of each stream that the refusal was about, the newest first, as the feed has them now.
SELECT m.stream, m.version AS met_version, f.version, f.topic, f.data, f.by_user, u.name AS by_name, f.occurred_at,
  f.recorded_at
FROM pending_commands r
CROSS JOIN LATERAL json_to_recordset(r.met::json) AS m(stream text, version integer)
LEFT JOIN LATERAL (
  SELECT e.version, e.topic, e.data, (e.meta ->> 'user')::uuid AS by_user, e.occurred_at, e.recorded_at
  FROM unison.events e
  WHERE e.organization_id = r.organization_id AND e.stream_id = m.stream ORDER BY e.version DESC LIMIT %(facts)s
) f ON true
LEFT JOIN unison.users u ON u.organization_id = r.organization_id AND u.user_id = f.by_user
WHERE r.organization_id = unison.organization() AND r.pending_command = %(pending_command)s
ORDER BY m.stream, f.version DESC;
