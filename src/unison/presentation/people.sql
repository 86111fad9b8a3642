-- list_names --
SELECT user_id, name FROM unison.users WHERE organization_id = unison.organization() ORDER BY name, user_id;

-- list_people --
SELECT u.user_id AS person, u.login, u.name, u.email, u.assignments, u.disabled_at, u.created_at,
  u.password_hash IS NOT NULL AS has_password, u.must_change_password, i.pin_hash IS NOT NULL AS has_pin,
  i.badge_hash IS NOT NULL AS has_badge,
  EXISTS (
    SELECT FROM unison.second_factors f
    WHERE f.organization_id = u.organization_id AND f.account_id = u.user_id AND f.confirmed_at IS NOT NULL
  ) AS has_second_factor
FROM unison.users u LEFT JOIN unison.identifications i ON i.organization_id = u.organization_id AND i.account_id = u.user_id
WHERE u.organization_id = unison.organization() ORDER BY u.name, u.login;

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
