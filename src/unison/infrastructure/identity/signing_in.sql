-- find_organization_of_slug --
-- Before anybody has signed in.
SELECT unison.organization_of_slug(%(slug)s);

-- find_login --
-- The person who signs in, and whether they have done so from this network within a quarter of a year.
SELECT u.user_id, u.password_hash, u.disabled_at IS NOT NULL AS disabled,
  EXISTS (
    SELECT FROM unison.second_factors f
    WHERE f.organization_id = u.organization_id AND f.account_id = u.user_id AND f.confirmed_at IS NOT NULL
  ) AS has_factor,
  EXISTS (
    SELECT FROM unison.sessions s
    WHERE s.organization_id = u.organization_id AND s.account_id = u.user_id AND s.network = %(network)s
      AND s.last_used_at > now() - interval '90 days'
  ) AS knows_network
FROM unison.users u WHERE u.organization_id = unison.organization() AND u.login = %(login)s;

-- show_me --
SELECT u.user_id, u.login, u.name, u.email, u.assignments, u.must_change_password, o.organization_id, o.slug AS organization, o.name AS organization_name,
  (SELECT e.data->>'language' FROM unison.events e
   WHERE e.organization_id = o.organization_id AND e.stream_id = 'organizations:settings' AND e.topic = 'organizations.LanguagesSet'
   ORDER BY e.version DESC LIMIT 1) AS language
FROM unison.users u JOIN unison.organizations o USING (organization_id)
WHERE u.organization_id = unison.organization() AND u.user_id = %(user_id)s;

-- find_password --
SELECT password_hash FROM unison.users WHERE organization_id = unison.organization() AND user_id = %(user_id)s;

-- change_password --
UPDATE unison.users SET password_hash = %(password_hash)s, must_change_password = false
WHERE organization_id = unison.organization() AND user_id = %(user_id)s;

-- change_email --
UPDATE unison.users SET email = %(email)s WHERE organization_id = unison.organization() AND user_id = %(user_id)s RETURNING user_id;

-- find_young_session --
SELECT session_id FROM unison.sessions
WHERE organization_id = unison.organization() AND session_id = %(session)s
  AND begun_at > now() - make_interval(mins => %(minutes)s);
