-- list_users --
SELECT user_id, login, name, email, role, plants, disabled_at, created_at
FROM unison.users WHERE organization_id = unison.organization() ORDER BY login;

-- create_user --
INSERT INTO unison.users (organization_id, user_id, login, name, email, password_hash, role, plants)
VALUES (unison.organization(), %(user_id)s, %(login)s, %(name)s, %(email)s, %(password_hash)s, %(role)s, %(plants)s)
RETURNING user_id, login, name, email, role, plants, disabled_at, created_at;

-- disable_user --
UPDATE unison.users SET disabled_at = coalesce(disabled_at, now())
WHERE organization_id = unison.organization() AND user_id = %(user_id)s
RETURNING user_id, login, name, email, role, plants, disabled_at, created_at;

-- enable_user --
UPDATE unison.users SET disabled_at = NULL
WHERE organization_id = unison.organization() AND user_id = %(user_id)s
RETURNING user_id, login, name, email, role, plants, disabled_at, created_at;

-- change_email --
UPDATE unison.users SET email = %(email)s
WHERE organization_id = unison.organization() AND user_id = %(user_id)s
RETURNING user_id, login, name, email, role, plants, disabled_at, created_at;

-- change_role --
UPDATE unison.users SET role = %(role)s, plants = %(plants)s
WHERE organization_id = unison.organization() AND user_id = %(user_id)s
RETURNING user_id, login, name, email, role, plants, disabled_at, created_at;

-- set_password --
UPDATE unison.users SET password_hash = %(password_hash)s
WHERE organization_id = unison.organization() AND user_id = %(user_id)s
RETURNING user_id, login, name, email, role, plants, disabled_at, created_at;

-- revoke_user --
UPDATE unison.refresh_tokens SET revoked_at = now()
WHERE organization_id = unison.organization() AND user_id = %(user_id)s AND revoked_at IS NULL;

-- erase_user --
-- Facts keep the id, which names nobody any more. Refresh tokens go with the row.
DELETE FROM unison.users WHERE organization_id = unison.organization() AND user_id = %(user_id)s RETURNING user_id;

-- unknown_plants --
SELECT wanted FROM unnest(%(plants)s::text[]) AS wanted
WHERE NOT EXISTS (SELECT FROM unison.plants WHERE organization_id = unison.organization() AND plant = wanted);
