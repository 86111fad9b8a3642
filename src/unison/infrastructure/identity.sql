-- find_organization_of_slug --
-- Before anybody has signed in.
SELECT unison.organization_of_slug(%(slug)s);

-- find_login --
-- The person who signs in: nothing more than that needs.
SELECT user_id, password_hash, role, plants, disabled_at IS NOT NULL AS disabled
FROM unison.users WHERE organization_id = unison.organization() AND login = %(login)s;

-- count_failures --
-- How often the login failed within the window, and for how many seconds the oldest of those failures still counts.
SELECT count(*) AS failures,
  coalesce(ceil(extract(epoch FROM min(failed_at) + make_interval(secs => %(window_s)s) - now())), 0)::integer AS wait_s
FROM unison.login_attempts
WHERE organization_id = unison.organization() AND login = %(login)s
  AND failed_at > now() - make_interval(secs => %(window_s)s);

-- note_failure --
INSERT INTO unison.login_attempts (organization_id, login) VALUES (unison.organization(), %(login)s);

-- forget_failures --
-- Of this login, and whatever is too old to count.
DELETE FROM unison.login_attempts
WHERE organization_id = unison.organization()
  AND (login = %(login)s OR failed_at < now() - make_interval(secs => %(window_s)s));

-- forget_old_failures --
DELETE FROM unison.login_attempts
WHERE organization_id = unison.organization() AND failed_at < now() - make_interval(secs => %(window_s)s);

-- forget_expired_tokens --
DELETE FROM unison.refresh_tokens
WHERE organization_id = unison.organization() AND user_id = %(user_id)s AND expires_at < now();

-- add_refresh_token --
INSERT INTO unison.refresh_tokens (organization_id, token_hash, family_id, user_id, expires_at)
VALUES (unison.organization(), %(token_hash)s, %(family_id)s, %(user_id)s, now() + make_interval(days => %(days)s))
RETURNING expires_at;

-- use_refresh_token --
-- One use each: of two that come at once, one gets a row.
UPDATE unison.refresh_tokens t SET used_at = now() FROM unison.users u
WHERE t.organization_id = unison.organization() AND t.token_hash = %(token_hash)s AND t.used_at IS NULL
  AND t.revoked_at IS NULL AND t.expires_at > now() AND u.user_id = t.user_id AND u.disabled_at IS NULL
RETURNING t.family_id, t.user_id, u.role, u.plants;

-- use_lost_refresh_token --
-- Once more within the grace: the answer to its use was lost, so nobody has used the token that it led to, nor has anybody
-- been given another one since. That one is void now.
UPDATE unison.refresh_tokens t SET revoked_at = now() FROM unison.refresh_tokens lost, unison.users u
WHERE lost.organization_id = unison.organization() AND lost.token_hash = %(token_hash)s
  AND lost.used_at > now() - make_interval(secs => %(grace_s)s) AND lost.revoked_at IS NULL AND lost.expires_at > now()
  AND t.organization_id = lost.organization_id AND t.family_id = lost.family_id AND t.used_at IS NULL
  AND t.revoked_at IS NULL AND u.user_id = lost.user_id AND u.disabled_at IS NULL
  AND NOT EXISTS (
    SELECT FROM unison.refresh_tokens later
    WHERE later.organization_id = lost.organization_id AND later.family_id = lost.family_id
      AND (later.used_at > lost.used_at OR later.revoked_at IS NOT NULL)
  )
RETURNING lost.family_id, lost.user_id, u.role, u.plants;

-- revoke_family --
UPDATE unison.refresh_tokens SET revoked_at = now()
WHERE organization_id = unison.organization() AND revoked_at IS NULL AND family_id = (
  SELECT family_id FROM unison.refresh_tokens
  WHERE organization_id = unison.organization() AND token_hash = %(token_hash)s
);

-- revoke_user --
UPDATE unison.refresh_tokens SET revoked_at = now()
WHERE organization_id = unison.organization() AND user_id = %(user_id)s AND revoked_at IS NULL;

-- show_me --
SELECT u.user_id, u.login, u.name, u.email, u.role, u.plants, o.organization_id, o.slug AS organization, o.name AS organization_name
FROM unison.users u JOIN unison.organizations o USING (organization_id)
WHERE u.organization_id = unison.organization() AND u.user_id = %(user_id)s;

-- list_users --
SELECT user_id, login, name, email, role, plants, disabled_at, created_at
FROM unison.users WHERE organization_id = unison.organization() ORDER BY login;

-- find_password --
SELECT password_hash FROM unison.users WHERE organization_id = unison.organization() AND user_id = %(user_id)s;

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

-- erase_user --
-- Facts keep the id, which names nobody any more. Refresh tokens go with the row.
DELETE FROM unison.users WHERE organization_id = unison.organization() AND user_id = %(user_id)s RETURNING user_id;

-- list_plants --
SELECT plant, name, time_zone, day_starts_at FROM unison.plants
WHERE organization_id = unison.organization() ORDER BY plant;

-- unknown_plants --
SELECT wanted FROM unnest(%(plants)s::text[]) AS wanted
WHERE NOT EXISTS (SELECT FROM unison.plants WHERE organization_id = unison.organization() AND plant = wanted);

-- open_plant --
-- The fact of plants.open; its row in unison.plants follows from it.
SELECT unison.append(unison.organization(), '[]', json_build_array(json_build_object(
  'stream', 'plants:' || %(plant)s::text, 'version', 1, 'topic', 'plants.PlantOpened', 'schema_version', 1,
  'data', json_build_object('name', %(name)s::text, 'time_zone', %(time_zone)s::text, 'day_starts_at',
    %(day_starts_at)s::time),
  'meta', json_strip_nulls(json_build_object('user', %(user)s::text)), 'occurred_at', now()
)));

-- create_organization --
INSERT INTO unison.organizations (organization_id, slug, name) VALUES (unison.organization(), %(slug)s, %(name)s);

-- find_organization --
-- Of the worker, who sees them all; so is the next.
SELECT organization_id FROM unison.organizations WHERE slug = %(slug)s;

-- list_slugs --
SELECT slug FROM unison.organizations ORDER BY slug;
