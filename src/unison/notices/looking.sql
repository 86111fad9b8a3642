-- enter_tables --
SELECT set_config('search_path', %(search_path)s, true);

-- give_found --
-- What stands already is not told again.
SELECT unison.give_notice(f.organization_id, %(subject)s::text, f.about, f.told, f.plant)
FROM json_to_recordset(%(rows)s::json) AS f(organization_id uuid, about text, plant text, told jsonb)
WHERE NOT EXISTS (
  SELECT FROM unison.notices n WHERE n.organization_id = f.organization_id AND n.subject = %(subject)s AND n.about = f.about
    AND n.plant IS NOT DISTINCT FROM f.plant AND n.over_at IS NULL);

-- end_gone --
SELECT unison.end_notices(n.organization_id, n.subject, n.about, n.plant) FROM unison.notices n
WHERE n.subject = %(subject)s AND starts_with(n.about, %(of)s) AND n.over_at IS NULL AND NOT EXISTS (
  SELECT FROM json_to_recordset(%(rows)s::json) AS f(organization_id uuid, about text, plant text)
  WHERE f.organization_id = n.organization_id AND f.about = n.about AND f.plant IS NOT DISTINCT FROM n.plant);

-- forget_over --
DELETE FROM unison.notices WHERE over_at < now() - %(kept)s::interval;
