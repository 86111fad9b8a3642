-- list_names --
SELECT user_id, name FROM unison.users WHERE organization_id = unison.organization() ORDER BY name, user_id;

-- list_people --
SELECT user_id AS person, login, name, email, assignments, disabled_at, created_at, password_hash IS NOT NULL AS has_password,
  must_change_password
FROM unison.users WHERE organization_id = unison.organization() ORDER BY name, login;

-- list_roles --
-- What the organization has said of its roles, and how many have each; null where it has said nothing.
SELECT role, r.allow, r.deny, coalesce(r.second_factor, false) AS second_factor, coalesce(r.retired, false) AS retired,
  coalesce(h.people, 0) AS people
FROM (SELECT * FROM unison.roles WHERE organization_id = unison.organization()) r
FULL JOIN (
  SELECT a->>'role' AS role, count(*) AS people FROM unison.users u, jsonb_array_elements(u.assignments) AS a
  WHERE u.organization_id = unison.organization() AND u.disabled_at IS NULL GROUP BY 1
) h USING (role);

-- list_plants --
SELECT plant, name, time_zone, day_starts_at FROM unison.plants
WHERE organization_id = unison.organization() ORDER BY plant;
