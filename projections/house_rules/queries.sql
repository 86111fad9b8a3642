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

-- put_setting --
INSERT INTO settings AS s SELECT * FROM json_populate_recordset(null::settings, %(rows)s)
ON CONFLICT (organization_id, setting) DO UPDATE
SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at, version = excluded.version
WHERE s.version < excluded.version;

-- list_settings --
SELECT s.setting, s.value, s.set_by, u.name AS set_by_name, s.set_at
FROM settings s LEFT JOIN unison.users u ON u.organization_id = s.organization_id AND u.user_id = s.set_by
WHERE s.organization_id = unison.organization();

-- show_organization --
SELECT slug, name FROM unison.organizations WHERE organization_id = unison.organization();
