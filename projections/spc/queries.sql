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

-- set_response --
UPDATE characteristics c SET response = r.response, version = r.version
FROM json_populate_recordset(null::characteristics, %(rows)s) r
WHERE c.organization_id = r.organization_id AND c.characteristic = r.characteristic AND c.version < r.version;

-- add_form --
INSERT INTO subgroups SELECT * FROM json_populate_recordset(null::subgroups, %(rows)s)
ON CONFLICT (organization_id, characteristic, entry, version) DO NOTHING;

-- settle_forms --
-- Of the subgroups that have a new form: which one stands, when it was measured, and whether the charts can take it.
WITH changed AS (
  SELECT DISTINCT s.organization_id, s.characteristic, s.entry
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
  JOIN subgroups s ON s.organization_id = k.organization_id AND s.characteristic = k.key AND s.fits IS NULL
)
UPDATE subgroups s
SET fits = CASE q.kind WHEN 'i_mr' THEN s.n = 1 ELSE s.sigma_by_range IS NOT NULL END,
  stands = NOT s.struck AND NOT EXISTS (SELECT FROM subgroups l WHERE l.organization_id = s.organization_id
    AND l.characteristic = s.characteristic AND l.entry = s.entry AND l.version > s.version),
  measured_at = coalesce(s.measured_at, (SELECT e.measured_at FROM subgroups e WHERE e.organization_id = s.organization_id
    AND e.characteristic = s.characteristic AND e.entry = s.entry AND e.version < s.version AND e.measured_at IS NOT NULL
    ORDER BY e.version DESC LIMIT 1))
FROM changed c JOIN characteristics q USING (organization_id, characteristic)
WHERE s.organization_id = c.organization_id AND s.characteristic = c.characteristic AND s.entry = c.entry;

-- settle_limits --
-- Centre and sigma of the characteristics that a batch touched, from the subgroups that stand, fit and belong to phase I, in the
-- order of measuring. The chart of single values takes d2(2) = 2 / sqrt(pi).
UPDATE characteristics c
SET subgroups = s.subgroups, not_charted = s.not_charted, version = greatest(c.version, s.version),
  center = coalesce(c.given_center, s.center), sigma_within = coalesce(c.given_sigma, s.sigma_within),
  spread_center = CASE WHEN c.given_sigma IS NULL THEN s.spread_center END
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN characteristics q ON q.organization_id = k.organization_id AND q.characteristic = k.key
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE p.charted) AS subgroups, count(*) FILTER (WHERE p.stands AND NOT p.fits) AS not_charted,
    max(p.version) AS version,
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
    SELECT t.*, abs(t.mean - lag(t.mean) OVER in_order) AS moving,
      t.charted AND row_number() OVER in_order <= coalesce(q.limits_from_subgroups, 2147483647) AS phase_1
    FROM (
      SELECT *, stands AND fits AS charted FROM subgroups
      WHERE organization_id = q.organization_id AND characteristic = q.characteristic
    ) t
    WINDOW in_order AS (PARTITION BY t.charted ORDER BY t.measured_at, t.entry)
  ) p
) s
WHERE c.organization_id = q.organization_id AND c.characteristic = q.characteristic;

-- find_characteristic --
SELECT characteristic, plant, product, unit, lsl, usl, target, kind, limits_from_subgroups, given_center, given_sigma, response, version
FROM characteristics WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s;

-- list_standing --
-- What stands on the charts, in the order of measuring; of what was measured at one moment, in the order of telling.
SELECT row_number() OVER (ORDER BY measured_at, entry) AS number, entry, subgroup, values, n, mean, measured_at, feed_seq
FROM subgroups WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s AND stands AND fits
ORDER BY measured_at, entry;

-- list_not_charted --
SELECT subgroup, values, n, measured_at, by_user AS recorded_by, recorded_at, feed_seq
FROM subgroups WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s AND stands AND NOT fits
ORDER BY measured_at, entry;

-- list_struck --
-- The forms that were corrected or struck, each with the reason, author and moment of what came after it.
SELECT * FROM (
  SELECT entry, subgroup, version, values, mean, range, sd, measured_at, by_user AS recorded_by, recorded_at, feed_seq,
    lead(version) OVER later AS corrected_version, lead(struck) OVER later AS struck, lead(why) OVER later AS corrected_why,
    lead(by_user) OVER later AS corrected_by, lead(recorded_at) OVER later AS corrected_at
  FROM subgroups WHERE organization_id = unison.organization() AND characteristic = %(characteristic)s
  WINDOW later AS (PARTITION BY entry ORDER BY version)
) forms
WHERE corrected_version IS NOT NULL ORDER BY measured_at, entry, version;

-- list_characteristics --
-- With the end of each chart, long enough for the longest run rule (15 points) on moving ranges.
SELECT c.characteristic, c.plant, c.product, c.unit, c.lsl, c.usl, c.target, c.kind, c.subgroups, c.not_charted, c.center,
  c.sigma_within, c.spread_center, c.response, c.version, t.subgroup AS last_subgroup, t.measured_at AS last_measured_at, t.tail
FROM characteristics c
LEFT JOIN LATERAL (
  SELECT (array_agg(e.subgroup ORDER BY e.measured_at DESC, e.entry DESC))[1] AS subgroup, max(e.measured_at) AS measured_at,
    json_agg(e.values ORDER BY e.measured_at, e.entry) AS tail
  FROM (
    SELECT entry, subgroup, measured_at, values FROM subgroups
    WHERE organization_id = c.organization_id AND characteristic = c.characteristic AND stands AND fits
    ORDER BY measured_at DESC, entry DESC LIMIT 16
  ) e
) t ON true
WHERE c.organization_id = unison.organization() AND (%(product)s::text IS NULL OR c.product = %(product)s)
ORDER BY c.characteristic LIMIT %(limit)s OFFSET %(offset)s;
