-- define_characteristic --
INSERT INTO characteristics (organization_id, characteristic, plant, product, unit, lsl, usl, target, kind, version)
SELECT organization_id, characteristic, plant, product, unit, lsl, usl, target, kind, version
FROM json_populate_recordset(null::characteristics, %(rows)s)
ON CONFLICT (organization_id, characteristic) DO NOTHING;

-- set_limits_basis --
UPDATE characteristics c
SET limits_from_subgroups = r.limits_from_subgroups, given_center = r.given_center, given_sigma = r.given_sigma,
  version = r.version
FROM json_populate_recordset(null::characteristics, %(rows)s) r
WHERE c.organization_id = r.organization_id AND c.characteristic = r.characteristic AND c.version < r.version;

-- add_subgroup --
INSERT INTO subgroups SELECT * FROM json_populate_recordset(null::subgroups, %(rows)s)
ON CONFLICT (organization_id, characteristic, subgroup, version) DO NOTHING;

-- settle_limits --
-- Centre and sigma of the characteristics that a batch touched, from the subgroups that stand and belong to phase I. The
-- chart of single values takes d2(2) = 2 / sqrt(pi).
UPDATE characteristics c
SET subgroups = s.subgroups, version = greatest(c.version, s.version), center = coalesce(c.given_center, s.center),
  sigma_within = coalesce(c.given_sigma, s.sigma_within),
  spread_center = CASE WHEN c.given_sigma IS NULL THEN s.spread_center END
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN characteristics q ON q.organization_id = k.organization_id AND q.characteristic = k.key
CROSS JOIN LATERAL (
  SELECT count(*) AS subgroups, max(p.version) AS version,
    sum(p.mean * p.n) FILTER (WHERE p.phase_1) / sum(p.n) FILTER (WHERE p.phase_1) AS center,
    CASE q.kind
      WHEN 'xbar_r' THEN avg(p.sigma_by_range) FILTER (WHERE p.phase_1)
      WHEN 'xbar_s' THEN avg(p.sigma_by_sd) FILTER (WHERE p.phase_1)
      ELSE avg(p.moving) FILTER (WHERE p.phase_1) * sqrt(pi()) / 2
    END AS sigma_within,
    CASE q.kind
      WHEN 'xbar_r' THEN sum(p.range * p.n) FILTER (WHERE p.phase_1) / sum(p.n) FILTER (WHERE p.phase_1)
      WHEN 'xbar_s' THEN sum(p.sd * p.n) FILTER (WHERE p.phase_1) / sum(p.n) FILTER (WHERE p.phase_1)
      ELSE avg(p.moving) FILTER (WHERE p.phase_1)
    END AS spread_center
  FROM (
    SELECT t.*, abs(t.mean - lag(t.mean) OVER (ORDER BY t.number)) AS moving,
      row_number() OVER (ORDER BY t.number) <= coalesce(q.limits_from_subgroups, 2147483647) AS phase_1
    FROM (
      SELECT DISTINCT ON (number) * FROM subgroups
      WHERE organization_id = q.organization_id AND characteristic = q.characteristic ORDER BY number, version DESC
    ) t
  ) p
) s
WHERE c.organization_id = q.organization_id AND c.characteristic = q.characteristic;

-- find_characteristic --
SELECT characteristic, plant, product, unit, lsl, usl, target, kind, limits_from_subgroups, given_center, given_sigma, version
FROM characteristics WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s;

-- list_standing --
-- The subgroups as they stand, in the order of the chart.
SELECT DISTINCT ON (number) number, subgroup, values, n, mean, measured_at, feed_seq
FROM subgroups WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s
ORDER BY number, version DESC;

-- list_struck --
-- The forms that were corrected, each with the reason, author and moment of the correction that came after it.
SELECT * FROM (
  SELECT subgroup, number, version, values, mean, range, sd, measured_at, by_user AS recorded_by, recorded_at, feed_seq,
    lead(version) OVER later AS corrected_version, lead(why) OVER later AS corrected_why,
    lead(by_user) OVER later AS corrected_by, lead(recorded_at) OVER later AS corrected_at
  FROM subgroups WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s
  WINDOW later AS (PARTITION BY number ORDER BY version)
) forms
WHERE corrected_version IS NOT NULL ORDER BY number, version;

-- list_characteristics --
-- With the end of each chart, long enough for the longest run rule (15 points) on moving ranges.
SELECT c.characteristic, c.plant, c.product, c.unit, c.lsl, c.usl, c.target, c.kind, c.subgroups, c.center,
  c.sigma_within, c.spread_center, c.version, t.subgroup AS last_subgroup, t.measured_at AS last_measured_at, t.tail
FROM characteristics c
LEFT JOIN LATERAL (
  SELECT (array_agg(e.subgroup ORDER BY e.number DESC))[1] AS subgroup,
    (array_agg(e.measured_at ORDER BY e.number DESC))[1] AS measured_at,
    json_agg(e.values ORDER BY e.number) AS tail
  FROM (
    SELECT DISTINCT ON (number) number, subgroup, measured_at, values FROM subgroups
    WHERE organization_id = c.organization_id AND characteristic = c.characteristic
    ORDER BY number DESC, version DESC LIMIT 16
  ) e
) t ON true
WHERE c.organization_id = unison.organization() AND (%(product)s::text IS NULL OR c.product = %(product)s)
ORDER BY c.characteristic LIMIT %(limit)s OFFSET %(offset)s;
