-- find_organization_of_slug --
-- Before anybody has signed in.
SELECT unison.organization_of_slug(%(slug)s);

-- find_login --
-- The person who signs in: nothing more than that needs.
SELECT user_id, password_hash, disabled_at IS NOT NULL AS disabled
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

-- show_me --
SELECT u.user_id, u.login, u.name, u.email, u.assignments, u.must_change_password, o.organization_id, o.slug AS organization, o.name AS organization_name
FROM unison.users u JOIN unison.organizations o USING (organization_id)
WHERE u.organization_id = unison.organization() AND u.user_id = %(user_id)s;

-- find_password --
SELECT password_hash FROM unison.users WHERE organization_id = unison.organization() AND user_id = %(user_id)s;

-- change_password --
UPDATE unison.users SET password_hash = %(password_hash)s, must_change_password = false
WHERE organization_id = unison.organization() AND user_id = %(user_id)s;

-- change_email --
UPDATE unison.users SET email = %(email)s WHERE organization_id = unison.organization() AND user_id = %(user_id)s RETURNING user_id;
