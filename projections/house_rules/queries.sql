-- put_warning_policy --
INSERT INTO warning_policies AS p SELECT * FROM json_populate_recordset(null::warning_policies, %(rows)s)
ON CONFLICT (organization_id, warning) DO UPDATE
SET policy = excluded.policy, set_by = excluded.set_by, set_at = excluded.set_at, version = excluded.version
WHERE p.version < excluded.version;

-- list_warning_policies --
-- A name is that of the person as it is now; one who was erased has none.
SELECT p.warning, p.policy, p.set_by, u.name AS set_by_name, p.set_at
FROM warning_policies p
LEFT JOIN unison.users u ON u.organization_id = p.organization_id AND u.user_id = p.set_by
WHERE p.organization_id = unison.organization() ORDER BY p.warning;

-- add_to_books --
INSERT INTO books SELECT * FROM json_populate_recordset(null::books, %(rows)s) ON CONFLICT (organization_id, version) DO NOTHING;

-- list_books --
-- The last one first.
SELECT b.closed, b.through, b.closed_until, b.reason, b.by_user, u.name AS by_name, b.at
FROM books b LEFT JOIN unison.users u ON u.organization_id = b.organization_id AND u.user_id = b.by_user
WHERE b.organization_id = unison.organization() ORDER BY b.version DESC LIMIT 100;
