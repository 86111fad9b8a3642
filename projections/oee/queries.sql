-- register_equipment --
INSERT INTO equipment (organization_id, equipment, plant)
SELECT organization_id, equipment, plant FROM json_populate_recordset(null::equipment, %(rows)s)
ON CONFLICT (organization_id, equipment) DO UPDATE SET plant = excluded.plant;

-- set_state --
UPDATE equipment e SET state = r.state, state_since = r.state_since, state_reason = r.state_reason
FROM json_populate_recordset(null::equipment, %(rows)s) r
WHERE e.organization_id = r.organization_id AND e.equipment = r.equipment;

-- set_ideal_cycle --
INSERT INTO ideal_cycles AS c SELECT * FROM json_populate_recordset(null::ideal_cycles, %(rows)s)
ON CONFLICT (organization_id, equipment, product) DO UPDATE
SET cycle_time_s = excluded.cycle_time_s, version = excluded.version WHERE c.version <= excluded.version;

-- add_report --
INSERT INTO reports (organization_id, work_order, log, version, product, equipment, plant, activity, started_at, ended_at,
  good_pcs, rejected_pcs, rework_pcs, review_pcs, operator, operation, reason, why, by_user, recorded_at, feed_seq)
SELECT r.organization_id, work_order, log, version, product, r.equipment, coalesce(e.plant, 'main'), activity, started_at,
  ended_at, good_pcs, rejected_pcs, rework_pcs, review_pcs, operator, operation, reason, why, by_user, recorded_at, feed_seq
FROM json_populate_recordset(null::reports, %(rows)s) r
LEFT JOIN equipment e ON e.organization_id = r.organization_id AND e.equipment = r.equipment
ON CONFLICT (organization_id, work_order, log, version) DO NOTHING;

-- add_interval --
INSERT INTO intervals (organization_id, equipment, version, plant, kind, started_at, ended_at, reason, by_user, recorded_at,
  feed_seq)
SELECT r.organization_id, r.equipment, version, coalesce(e.plant, 'main'), kind, started_at, ended_at, reason, by_user,
  recorded_at, feed_seq
FROM json_populate_recordset(null::intervals, %(rows)s) r
LEFT JOIN equipment e ON e.organization_id = r.organization_id AND e.equipment = r.equipment
ON CONFLICT (organization_id, equipment, version) DO NOTHING;

-- mark_superseded --
-- Of the touched logs every form but the last is superseded by the next one.
UPDATE reports r SET superseded_seq = n.superseded_seq
FROM (
  SELECT f.place, f.superseded_seq AS before,
    lead(f.feed_seq) OVER (PARTITION BY f.organization_id, f.work_order, f.log ORDER BY f.version) AS superseded_seq
  FROM touched(%(rows)s) t
  CROSS JOIN LATERAL (
    SELECT r.ctid AS place, r.* FROM reports r
    WHERE r.organization_id = t.organization_id AND r.work_order = t.work_order AND r.log = t.log OFFSET 0
  ) f
) n
WHERE r.ctid = n.place AND n.before IS DISTINCT FROM n.superseded_seq;

-- cut_spans --
-- Cuts the touched reports, in all their forms, and intervals where shift days begin.
WITH told AS (
  SELECT r.organization_id, 'work_orders:' || r.work_order AS stream_id, r.version, r.equipment, r.plant, r.work_order,
    r.product, r.activity AS kind, r.started_at, r.ended_at, r.good_pcs, r.rejected_pcs, r.rework_pcs, r.review_pcs,
    r.superseded_seq IS NULL AS stands
  FROM touched(%(rows)s) t
  CROSS JOIN LATERAL (
    SELECT * FROM reports r
    WHERE r.organization_id = t.organization_id AND r.work_order = t.work_order AND r.log = t.log OFFSET 0
  ) r
  UNION ALL
  SELECT i.organization_id, 'equipment:' || i.equipment, i.version, i.equipment, i.plant, NULL, NULL, i.kind, i.started_at,
    i.ended_at, 0, 0, 0, 0, true
  FROM touched(%(rows)s) t
  CROSS JOIN LATERAL (
    SELECT * FROM intervals i
    WHERE i.organization_id = t.organization_id AND i.equipment = t.equipment AND i.version = t.version OFFSET 0
  ) i
), clocked AS (
  SELECT t.*, coalesce(p.day_starts_at, '06:00') AS day_starts_at, coalesce(p.time_zone, 'UTC') AS zone
  FROM told t LEFT JOIN unison.plants p ON p.organization_id = t.organization_id AND p.plant = t.plant
)
INSERT INTO spans AS s (organization_id, stream_id, version, day, equipment, plant, work_order, product, kind, span, good_pcs,
  rejected_pcs, rework_pcs, review_pcs, stands)
SELECT c.organization_id, c.stream_id, c.version, d.day, c.equipment, c.plant, c.work_order, c.product, c.kind,
  tstzrange(greatest(c.started_at, d.begins), least(c.ended_at, d.ends)), d.first * c.good_pcs, d.first * c.rejected_pcs,
  d.first * c.rework_pcs, d.first * c.review_pcs, c.stands
FROM clocked c
CROSS JOIN LATERAL (
  SELECT day, begins, ends, (begins <= c.started_at)::integer AS first
  FROM (
    SELECT day, begins, lead(begins) OVER (ORDER BY day) AS ends
    FROM (
      SELECT day, shift_day_start(day, c.day_starts_at, c.zone) AS begins
      FROM (
        SELECT (c.started_at AT TIME ZONE c.zone)::date - 1 + n AS day
        FROM generate_series(0, (c.ended_at AT TIME ZONE c.zone)::date - (c.started_at AT TIME ZONE c.zone)::date + 3) n
      ) dates
    ) begun
  ) shift_days
  WHERE begins < ends AND c.started_at < ends AND (begins < c.ended_at OR begins = c.started_at)
) d
ON CONFLICT (organization_id, stream_id, version, day) DO UPDATE SET stands = excluded.stands, span = excluded.span
WHERE s.stands <> excluded.stands OR s.span <> excluded.span;

-- forget_days --
WITH days AS MATERIALIZED (
  SELECT * FROM touched_days(%(rows)s)
), times_gone AS (
  DELETE FROM times t USING days d
  WHERE t.organization_id = d.organization_id AND t.equipment = d.equipment AND t.day = d.day
    AND t.grain IN ('machine', 'order', 'product')
)
DELETE FROM pieces p USING days d
WHERE p.organization_id = d.organization_id AND p.equipment = d.equipment AND p.day = d.day;

-- count_days --
-- Each moment counts once within its grain: breakdown before setup, production, planned stop, idle.
WITH standing AS MATERIALIZED (
  SELECT s.* FROM touched_days(%(rows)s) d
  CROSS JOIN LATERAL (
    SELECT * FROM spans s WHERE s.organization_id = d.organization_id AND s.equipment = d.equipment AND s.day = d.day OFFSET 0
  ) s
  WHERE s.stands
), pieces_counted AS (
  INSERT INTO pieces (organization_id, equipment, day, work_order, product, plant, good_pcs, rejected_pcs, rework_pcs,
    review_pcs)
  SELECT organization_id, equipment, day, work_order, product, max(plant), sum(good_pcs), sum(rejected_pcs), sum(rework_pcs),
    sum(review_pcs)
  FROM standing WHERE work_order IS NOT NULL GROUP BY organization_id, equipment, day, work_order, product
)
INSERT INTO times (organization_id, grain, equipment, day, work_order, product, plant, breakdown_us, setup_us, production_us,
  planned_stop_us, idle_us)
SELECT organization_id, grain, equipment, day, work_order, product, plant, microseconds(b), microseconds(s - b),
  microseconds(p - s - b), microseconds(x - p - s - b), microseconds(i - x - p - s - b)
FROM (
  SELECT s.organization_id, g.grain, s.equipment, s.day, max(s.plant) AS plant,
    CASE g.grain WHEN 'order' THEN s.work_order ELSE '' END AS work_order,
    CASE WHEN g.grain <> 'machine' THEN s.product ELSE '' END AS product, -- an order has one product
    coalesce(range_agg(span) FILTER (WHERE kind = 'breakdown'), '{}') AS b,
    coalesce(range_agg(span) FILTER (WHERE kind = 'setup'), '{}') AS s,
    coalesce(range_agg(span) FILTER (WHERE kind = 'production'), '{}') AS p,
    coalesce(range_agg(span) FILTER (WHERE kind = 'planned_stop'), '{}') AS x,
    coalesce(range_agg(span) FILTER (WHERE kind = 'idle'), '{}') AS i
  FROM standing s CROSS JOIN (VALUES ('machine'), ('order'), ('product')) g(grain)
  WHERE g.grain = 'machine' OR s.work_order IS NOT NULL
  GROUP BY s.organization_id, g.grain, s.equipment, s.day, 6, 7
) counted;

-- sum_elements --
-- The elements of OEE by what `by_*` ask for; with none of them, one row of everything. `until` is included. A machine of
-- which nothing is known has its row, too, when asked by machine alone. DuckDB runs this as well: no function of our own.
WITH summed AS (
  SELECT CASE WHEN %(by_equipment)s THEN equipment END AS equipment, CASE WHEN %(by_day)s THEN day END AS day,
    CASE WHEN %(by_order)s THEN work_order END AS work_order, CASE WHEN %(by_product)s THEN product END AS product,
    sum(breakdown_us) AS breakdown_us, sum(setup_us) AS setup_us, sum(production_us) AS production_us,
    sum(planned_stop_us) AS planned_stop_us, sum(idle_us) AS idle_us, 0::numeric AS good_pcs, 0::numeric AS rejected_pcs,
    0::numeric AS rework_pcs, 0::numeric AS review_pcs, 0::numeric AS ideal_s, false AS cycle_unknown
  FROM times
  WHERE organization_id = %(organization)s AND grain = %(grain)s
    AND (%(equipment)s::text IS NULL OR equipment = %(equipment)s) AND (%(plant)s::text IS NULL OR plant = %(plant)s)
    AND (%(since)s::date IS NULL OR day >= %(since)s) AND (%(until)s::date IS NULL OR day <= %(until)s)
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT CASE WHEN %(by_equipment)s THEN p.equipment END, CASE WHEN %(by_day)s THEN p.day END,
    CASE WHEN %(by_order)s THEN p.work_order END, CASE WHEN %(by_product)s THEN p.product END,
    0, 0, 0, 0, 0, sum(p.good_pcs), sum(p.rejected_pcs), sum(p.rework_pcs), sum(p.review_pcs),
    coalesce(sum(c.cycle_time_s * (p.good_pcs + p.rejected_pcs)), 0),
    bool_or(c.cycle_time_s IS NULL AND p.good_pcs + p.rejected_pcs > 0)
  FROM pieces p LEFT JOIN ideal_cycles c USING (organization_id, equipment, product)
  WHERE p.organization_id = %(organization)s
    AND (%(equipment)s::text IS NULL OR p.equipment = %(equipment)s) AND (%(plant)s::text IS NULL OR p.plant = %(plant)s)
    AND (%(since)s::date IS NULL OR p.day >= %(since)s) AND (%(until)s::date IS NULL OR p.day <= %(until)s)
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT equipment, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false FROM equipment
  WHERE organization_id = %(organization)s AND %(by_equipment)s AND NOT %(by_day)s AND %(grain)s = 'machine'
    AND (%(equipment)s::text IS NULL OR equipment = %(equipment)s) AND (%(plant)s::text IS NULL OR plant = %(plant)s)
)
SELECT equipment, day, work_order, product, (sum(breakdown_us) / 1000000)::float8 AS breakdown_s,
  (sum(setup_us) / 1000000)::float8 AS setup_s, (sum(production_us) / 1000000)::float8 AS production_s,
  (sum(planned_stop_us) / 1000000)::float8 AS planned_stop_s, (sum(idle_us) / 1000000)::float8 AS idle_s,
  sum(good_pcs)::bigint AS good_pcs, sum(rejected_pcs)::bigint AS rejected_pcs, sum(rework_pcs)::bigint AS rework_pcs,
  sum(review_pcs)::bigint AS review_pcs, CASE WHEN NOT bool_or(cycle_unknown) THEN sum(ideal_s)::float8 END AS ideal_s
FROM summed GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT %(limit)s;

-- find_equipment --
SELECT e.equipment, e.plant, e.state, e.state_since, e.state_reason, coalesce(p.time_zone, 'UTC') AS time_zone,
  coalesce(p.day_starts_at, '06:00') AS day_starts_at
FROM equipment e LEFT JOIN unison.plants p USING (organization_id, plant)
WHERE e.organization_id = unison.organization() AND e.equipment = %(equipment)s;

-- list_timeline --
-- Every form of every report and interval that overlaps [since, until), for the eye: what stands and what was struck.
SELECT 'report' AS source, work_order, log, version, product, activity AS kind, started_at, ended_at, good_pcs, rejected_pcs,
  rework_pcs, review_pcs, operator, operation, reason, why, by_user, recorded_at, feed_seq, superseded_seq IS NULL AS stands,
  superseded_seq
FROM reports
WHERE organization_id = unison.organization() AND equipment = %(equipment)s
  AND (%(since)s::timestamptz IS NULL OR ended_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s)
UNION ALL
SELECT 'interval', NULL, NULL, version, NULL, kind, started_at, ended_at, NULL, NULL, NULL, NULL, NULL, NULL, reason, NULL,
  by_user, recorded_at, feed_seq, true, NULL
FROM intervals
WHERE organization_id = unison.organization() AND equipment = %(equipment)s
  AND (%(since)s::timestamptz IS NULL OR ended_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s)
ORDER BY started_at, feed_seq LIMIT %(limit)s;

-- list_standing --
-- What stands of one machine, uncut, by when it began.
SELECT started_at, ended_at, activity AS kind FROM reports
WHERE organization_id = unison.organization() AND equipment = %(equipment)s AND superseded_seq IS NULL
  AND (%(since)s::timestamptz IS NULL OR started_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s)
UNION ALL
SELECT started_at, ended_at, kind FROM intervals
WHERE organization_id = unison.organization() AND equipment = %(equipment)s
  AND (%(since)s::timestamptz IS NULL OR started_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s);
