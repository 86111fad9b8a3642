-- set_clock --
INSERT INTO clocks AS c SELECT * FROM json_populate_recordset(null::clocks, %(rows)s)
ON CONFLICT (organization_id, plant, valid_from) DO UPDATE
SET time_zone = excluded.time_zone, day_starts_at = excluded.day_starts_at, version = excluded.version
WHERE c.version < excluded.version;

-- register_equipment --
INSERT INTO equipment (organization_id, equipment, plant)
SELECT organization_id, equipment, plant FROM json_populate_recordset(null::equipment, %(rows)s)
ON CONFLICT (organization_id, equipment) DO UPDATE SET plant = excluded.plant;

-- set_state --
UPDATE equipment e SET state = r.state, state_since = r.state_since, state_reason = r.state_reason,
  state_statement = r.state_statement, state_version = r.state_version, state_by_user = r.state_by_user, state_recorded_at = r.state_recorded_at,
  state_feed_seq = r.state_feed_seq
FROM json_populate_recordset(null::equipment, %(rows)s) r
WHERE e.organization_id = r.organization_id AND e.equipment = r.equipment;

-- set_ideal_cycle --
INSERT INTO ideal_cycles AS c SELECT * FROM json_populate_recordset(null::ideal_cycles, %(rows)s)
ON CONFLICT (organization_id, equipment, product) DO UPDATE
SET cycle_time_s = excluded.cycle_time_s, version = excluded.version WHERE c.version <= excluded.version;

-- add_report --
INSERT INTO reports (organization_id, work_order, log, version, product, equipment, plant, activity, started_at, ended_at,
  good_pcs, rejected_pcs, rework_pcs, review_pcs, operator, operation, reason, why, by_user, recorded_at, feed_seq, struck)
SELECT r.organization_id, work_order, log, version, product, r.equipment, coalesce(e.plant, ''), activity, started_at,
  ended_at, good_pcs, rejected_pcs, rework_pcs, review_pcs, operator, operation, reason, why, by_user, recorded_at, feed_seq,
  struck
FROM json_populate_recordset(null::reports, %(rows)s) r
LEFT JOIN equipment e ON e.organization_id = r.organization_id AND e.equipment = r.equipment
ON CONFLICT (organization_id, work_order, log, version) DO NOTHING;

-- add_interval --
INSERT INTO intervals (organization_id, equipment, version, form, plant, kind, started_at, ended_at, reason, why, by_user,
  recorded_at, feed_seq, struck, goes_on)
SELECT r.organization_id, r.equipment, version, form, coalesce(e.plant, ''), kind, started_at, ended_at, reason, why, by_user,
  recorded_at, feed_seq, struck, goes_on
FROM json_populate_recordset(null::intervals, %(rows)s) r
LEFT JOIN equipment e ON e.organization_id = r.organization_id AND e.equipment = r.equipment
ON CONFLICT (organization_id, equipment, version, form) DO NOTHING;

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

-- mark_superseded_intervals --
-- As of the logs.
UPDATE intervals r SET superseded_seq = n.superseded_seq
FROM (
  SELECT f.place, f.superseded_seq AS before,
    lead(f.feed_seq) OVER (PARTITION BY f.organization_id, f.equipment, f.version ORDER BY f.form) AS superseded_seq
  FROM (SELECT DISTINCT organization_id, equipment, version FROM touched(%(rows)s) WHERE version IS NOT NULL) t
  CROSS JOIN LATERAL (
    SELECT r.ctid AS place, r.* FROM intervals r
    WHERE r.organization_id = t.organization_id AND r.equipment = t.equipment AND r.version = t.version OFFSET 0
  ) f
) n
WHERE r.ctid = n.place AND n.before IS DISTINCT FROM n.superseded_seq;

-- count_spans --
-- Cuts the touched logs and intervals, as they stand, where shift days begin, and adds to the sums what differs from how they
-- were cut before: the old pieces out, the new ones in. Twice is once: the second time nothing differs.
WITH standing AS (
  SELECT r.organization_id, 'work_orders:' || r.work_order AS stream_id, r.log AS entry, r.equipment, r.plant, r.work_order,
    r.product, r.activity AS kind, r.started_at, r.ended_at, r.good_pcs, r.rejected_pcs, r.rework_pcs, r.review_pcs
  FROM touched(%(rows)s) t
  CROSS JOIN LATERAL (
    SELECT * FROM reports r
    WHERE r.organization_id = t.organization_id AND r.work_order = t.work_order AND r.log = t.log
      AND r.superseded_seq IS NULL AND NOT r.struck OFFSET 0
  ) r
  UNION ALL
  SELECT i.organization_id, 'equipment:' || i.equipment, i.version::text, i.equipment, i.plant, NULL, NULL, i.kind, i.started_at,
    i.ended_at, 0, 0, 0, 0
  FROM touched(%(rows)s) t
  CROSS JOIN LATERAL (
    SELECT * FROM intervals i
    WHERE i.organization_id = t.organization_id AND i.equipment = t.equipment AND i.version = t.version
      AND i.superseded_seq IS NULL AND NOT i.struck AND NOT i.goes_on OFFSET 0
  ) i
), cut AS MATERIALIZED (
  SELECT c.organization_id, c.stream_id, c.entry, d.day, c.equipment, c.plant, c.work_order, c.product, c.kind,
    greatest(c.started_at, d.begins) AS begins, least(c.ended_at, d.ends) AS ends, d.first * c.good_pcs AS good_pcs,
    d.first * c.rejected_pcs AS rejected_pcs, d.first * c.rework_pcs AS rework_pcs, d.first * c.review_pcs AS review_pcs
  FROM standing c
  CROSS JOIN LATERAL (
    SELECT day, begins, ends, (begins <= c.started_at)::integer AS first
    FROM (
      SELECT day, begins, lead(begins) OVER (ORDER BY day) AS ends
      FROM (
        -- A day begins by the clock that holds on it, and never before the one before it: of whatever clock, it begins between
        -- 14 hours before its date in UTC and 36 after.
        SELECT day, max(shift_day_start(day, coalesce(k.day_starts_at, '06:00'), coalesce(k.time_zone, 'UTC')))
          OVER (ORDER BY day) AS begins
        FROM (
          SELECT (c.started_at AT TIME ZONE 'UTC')::date - 4 + n AS day
          FROM generate_series(0, (c.ended_at AT TIME ZONE 'UTC')::date - (c.started_at AT TIME ZONE 'UTC')::date + 6) n
        ) dates
        LEFT JOIN LATERAL (
          SELECT k.time_zone, k.day_starts_at FROM clocks k
          WHERE k.organization_id = c.organization_id AND k.plant = c.plant AND k.valid_from <= day
          ORDER BY k.valid_from DESC LIMIT 1
        ) k ON true
      ) begun
    ) shift_days
    WHERE begins < ends AND c.started_at < ends AND (begins < c.ended_at OR begins = c.started_at)
  ) d
), before AS MATERIALIZED (
  SELECT * FROM spans_of(%(rows)s)
), changed AS MATERIALIZED (
  SELECT 1 AS sign, * FROM (SELECT * FROM cut EXCEPT SELECT * FROM before) told
  UNION ALL
  SELECT -1, * FROM (SELECT * FROM before EXCEPT SELECT * FROM cut) gone
), spans_gone AS (
  DELETE FROM spans s USING changed g
  WHERE g.sign < 0 AND s.organization_id = g.organization_id AND s.stream_id = g.stream_id AND s.entry = g.entry
    AND s.day = g.day AND NOT EXISTS (
      SELECT FROM changed c WHERE c.sign > 0 AND c.organization_id = g.organization_id AND c.stream_id = g.stream_id
        AND c.entry = g.entry AND c.day = g.day
    )
), spans_told AS (
  INSERT INTO spans AS s
  SELECT organization_id, stream_id, entry, day, equipment, plant, work_order, product, kind, begins, ends, good_pcs,
    rejected_pcs, rework_pcs, review_pcs
  FROM changed WHERE sign > 0
  ON CONFLICT (organization_id, stream_id, entry, day) DO UPDATE
  SET equipment = excluded.equipment, plant = excluded.plant, product = excluded.product, kind = excluded.kind,
    begins = excluded.begins, ends = excluded.ends, good_pcs = excluded.good_pcs, rejected_pcs = excluded.rejected_pcs,
    rework_pcs = excluded.rework_pcs, review_pcs = excluded.review_pcs
), pieces_counted AS (
  INSERT INTO pieces AS p (organization_id, equipment, plant, day, work_order, product, spans, good_pcs, rejected_pcs,
    rework_pcs, review_pcs)
  SELECT organization_id, equipment, plant, day, work_order, product, sum(sign), sum(sign * good_pcs),
    sum(sign * rejected_pcs), sum(sign * rework_pcs), sum(sign * review_pcs)
  FROM changed WHERE work_order IS NOT NULL GROUP BY organization_id, equipment, plant, day, work_order, product
  ON CONFLICT (organization_id, equipment, plant, day, work_order, product) DO UPDATE
  SET spans = p.spans + excluded.spans, good_pcs = p.good_pcs + excluded.good_pcs,
    rejected_pcs = p.rejected_pcs + excluded.rejected_pcs, rework_pcs = p.rework_pcs + excluded.rework_pcs,
    review_pcs = p.review_pcs + excluded.review_pcs, unsettled = p.spans + excluded.spans = 0
)
INSERT INTO times AS t (organization_id, grain, equipment, plant, day, work_order, product, spans, breakdown_us, setup_us,
  production_us, planned_stop_us, idle_us)
SELECT organization_id, grain, equipment, plant, day, work_order, product, sum(sign),
  coalesce(sum(us) FILTER (WHERE kind = 'breakdown'), 0), coalesce(sum(us) FILTER (WHERE kind = 'setup'), 0),
  coalesce(sum(us) FILTER (WHERE kind = 'production'), 0), coalesce(sum(us) FILTER (WHERE kind = 'planned_stop'), 0),
  coalesce(sum(us) FILTER (WHERE kind = 'idle'), 0)
FROM (
  SELECT c.organization_id, g.grain, c.equipment, c.plant, c.day, c.sign, c.kind,
    CASE g.grain WHEN 'order' THEN c.work_order ELSE '' END AS work_order,
    CASE WHEN g.grain <> 'machine' THEN c.product ELSE '' END AS product, -- an order has one product
    c.sign * (extract(epoch FROM c.ends - c.begins) * 1000000)::bigint AS us
  FROM changed c CROSS JOIN (VALUES ('machine'), ('order'), ('product')) g(grain)
  WHERE g.grain = 'machine' OR c.work_order IS NOT NULL
) each
GROUP BY organization_id, grain, equipment, plant, day, work_order, product
ON CONFLICT (organization_id, grain, equipment, plant, day, work_order, product) DO UPDATE
SET spans = t.spans + excluded.spans, breakdown_us = t.breakdown_us + excluded.breakdown_us,
  setup_us = t.setup_us + excluded.setup_us, production_us = t.production_us + excluded.production_us,
  planned_stop_us = t.planned_stop_us + excluded.planned_stop_us, idle_us = t.idle_us + excluded.idle_us,
  unsettled = t.has_overlap OR t.spans + excluded.spans = 0;

-- count_overlaps --
-- Where time of a machine overlaps, its whole shift day is counted from the union: each moment once within its grain, a planned
-- stop of the machine before breakdown, setup, production, idle. Such a day is one that was so before, or one in which a touched span
-- overlaps the one that begins last before it ends: where none does that, none overlap at all.
WITH days AS MATERIALIZED (
  SELECT organization_id, equipment, plant, day FROM times WHERE unsettled AND grain = 'machine'
  UNION
  SELECT s.organization_id, s.equipment, s.plant, s.day FROM spans_of(%(rows)s) s
  WHERE s.begins < s.ends AND s.begins < (
    SELECT o.ends FROM spans o
    WHERE o.organization_id = s.organization_id AND o.equipment = s.equipment AND o.plant = s.plant AND o.day = s.day
      AND o.begins < s.ends AND o.begins < o.ends AND (o.stream_id, o.entry) <> (s.stream_id, s.entry)
    ORDER BY o.begins DESC LIMIT 1
  )
), standing AS MATERIALIZED (
  SELECT s.*, tstzrange(s.begins, s.ends) AS span FROM days d
  CROSS JOIN LATERAL (
    SELECT * FROM spans s
    WHERE s.organization_id = d.organization_id AND s.equipment = d.equipment AND s.plant = d.plant AND s.day = d.day OFFSET 0
  ) s
), stops AS (
  SELECT organization_id, equipment, plant, day, range_agg(span) AS x FROM standing WHERE kind = 'planned_stop' GROUP BY 1, 2, 3, 4
), counted AS (
  SELECT s.organization_id, g.grain, s.equipment, s.plant, s.day, count(*) AS spans,
    CASE g.grain WHEN 'order' THEN s.work_order ELSE '' END AS work_order,
    CASE WHEN g.grain <> 'machine' THEN s.product ELSE '' END AS product,
    sum(extract(epoch FROM s.ends - s.begins) * 1000000) AS us,
    coalesce(range_agg(span) FILTER (WHERE kind = 'breakdown'), '{}') AS b,
    coalesce(range_agg(span) FILTER (WHERE kind = 'setup'), '{}') AS s,
    coalesce(range_agg(span) FILTER (WHERE kind = 'production'), '{}') AS p,
    coalesce(range_agg(span) FILTER (WHERE kind = 'idle'), '{}') AS i
  FROM standing s CROSS JOIN (VALUES ('machine'), ('order'), ('product')) g(grain)
  WHERE g.grain = 'machine' OR s.work_order IS NOT NULL
  GROUP BY s.organization_id, g.grain, s.equipment, s.plant, s.day, 7, 8
)
INSERT INTO times AS t (organization_id, grain, equipment, plant, day, work_order, product, spans, breakdown_us, setup_us,
  production_us, planned_stop_us, idle_us, has_overlap)
SELECT organization_id, grain, equipment, plant, day, work_order, product, spans, microseconds(b - x), microseconds(s - b - x),
  microseconds(p - s - b - x), microseconds(CASE grain WHEN 'machine' THEN x ELSE x * (b + s + p) END),
  microseconds(i - p - s - b - x), grain = 'machine' AND microseconds(b + s + p + x + i) < us
FROM counted CROSS JOIN LATERAL (
  SELECT coalesce((SELECT k.x FROM stops k WHERE k.organization_id = counted.organization_id AND k.equipment = counted.equipment
    AND k.plant = counted.plant AND k.day = counted.day), '{}') AS x
) stop
ON CONFLICT (organization_id, grain, equipment, plant, day, work_order, product) DO UPDATE
SET breakdown_us = excluded.breakdown_us, setup_us = excluded.setup_us, production_us = excluded.production_us,
  planned_stop_us = excluded.planned_stop_us, idle_us = excluded.idle_us, has_overlap = excluded.has_overlap, unsettled = false;

-- forget_empty --
-- Sums of what has all gone elsewhere.
WITH times_gone AS (
  DELETE FROM times WHERE unsettled
)
DELETE FROM pieces WHERE unsettled;

-- place_entries --
-- What was told of machines before they were registered stands where they do: these logs and intervals, as keys.
WITH placed AS (
  SELECT e.organization_id, e.equipment, e.plant
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
  CROSS JOIN LATERAL json_to_record(k.key::json) AS t(machine text)
  JOIN equipment e ON e.organization_id = k.organization_id AND e.equipment = t.machine
), logs AS (
  UPDATE reports r SET plant = p.plant FROM placed p
  WHERE r.organization_id = p.organization_id AND r.equipment = p.equipment AND r.plant = ''
  RETURNING r.organization_id, r.work_order, r.log
), told AS (
  UPDATE intervals i SET plant = p.plant FROM placed p
  WHERE i.organization_id = p.organization_id AND i.equipment = p.equipment AND i.plant = ''
  RETURNING i.organization_id, i.equipment, i.version
)
SELECT DISTINCT organization_id, jsonb_build_object('work_order', work_order, 'log', log)::text AS key FROM logs
UNION ALL
SELECT DISTINCT organization_id, jsonb_build_object('equipment', equipment, 'version', version)::text FROM told;

-- list_entries_of_plants --
-- What the change of a plant's clock may cut anew: the logs and intervals that ended on its first day or later, as keys.
WITH changed AS (
  SELECT k.organization_id, t.plant, (t.since - 2)::timestamp AT TIME ZONE 'UTC' AS since
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
  CROSS JOIN LATERAL json_to_record(k.key::json) AS t(plant text, since date)
)
SELECT DISTINCT r.organization_id, jsonb_build_object('work_order', r.work_order, 'log', r.log)::text AS key
FROM changed c
CROSS JOIN LATERAL (
  SELECT * FROM reports r
  WHERE r.organization_id = c.organization_id AND r.plant = c.plant AND r.ended_at >= c.since AND r.superseded_seq IS NULL OFFSET 0
) r
UNION ALL
SELECT DISTINCT i.organization_id, jsonb_build_object('equipment', i.equipment, 'version', i.version)::text
FROM changed c
CROSS JOIN LATERAL (
  SELECT * FROM intervals i
  WHERE i.organization_id = c.organization_id AND i.plant = c.plant AND i.ended_at >= c.since AND i.superseded_seq IS NULL OFFSET 0
) i;

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
SELECT equipment, plant, state, state_since, state_reason, state_statement, state_version, state_by_user, state_recorded_at, state_feed_seq
FROM equipment WHERE organization_id = unison.organization() AND equipment = %(equipment)s;

-- list_going_on --
-- The machines that have been in a state before `at`, and are in it now.
SELECT equipment, plant, state, state_since FROM equipment
WHERE organization_id = unison.organization() AND state IS NOT NULL AND state_since < %(at)s
  AND (%(equipment)s::text IS NULL OR equipment = %(equipment)s) AND (%(plant)s::text IS NULL OR plant = %(plant)s)
ORDER BY equipment;

-- list_times_of_days --
-- The counted times of some machines' days: `days` has each machine with its first and its last day.
SELECT t.equipment, t.day, t.work_order, t.product, t.breakdown_us, t.setup_us, t.production_us, t.planned_stop_us, t.idle_us
FROM json_to_recordset(%(days)s) AS k(equipment text, plant text, since date, until date)
CROSS JOIN LATERAL (
  SELECT * FROM times t
  WHERE t.organization_id = unison.organization() AND t.grain = %(grain)s AND t.equipment = k.equipment AND t.plant = k.plant
    AND t.day BETWEEN k.since AND k.until OFFSET 0
) t;

-- list_spans_of_days --
-- What stands of some machines' days, cut: `days` has each machine with a day.
SELECT s.equipment, s.day, s.work_order, s.product, s.kind, s.begins, s.ends
FROM json_to_recordset(%(days)s) AS k(equipment text, plant text, day date)
CROSS JOIN LATERAL (
  SELECT * FROM spans s
  WHERE s.organization_id = unison.organization() AND s.equipment = k.equipment AND s.plant = k.plant AND s.day = k.day
    AND s.begins < s.ends OFFSET 0
) s;

-- list_clocks --
-- Of one plant, or of all.
SELECT plant, valid_from, time_zone, day_starts_at FROM clocks
WHERE organization_id = unison.organization() AND (%(plant)s::text IS NULL OR plant = %(plant)s);

-- list_timeline --
-- Every form of every report and interval that overlaps [since, until), for the eye: what stands and what was struck.
SELECT 'report' AS source, NULL::integer AS statement, work_order, log, version, product, activity AS kind, started_at, ended_at, good_pcs, rejected_pcs,
  rework_pcs, review_pcs, operator, operation, reason, why, by_user, recorded_at, feed_seq,
  superseded_seq IS NULL AND NOT struck AS stands, superseded_seq, struck
FROM reports
WHERE organization_id = unison.organization() AND equipment = %(equipment)s
  AND (%(since)s::timestamptz IS NULL OR ended_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s)
UNION ALL
SELECT 'interval', version, NULL, NULL, form, NULL, kind, started_at, ended_at, NULL, NULL, NULL, NULL, NULL, NULL, reason, why,
  by_user, recorded_at, feed_seq, superseded_seq IS NULL AND NOT struck, superseded_seq, struck
FROM intervals
WHERE organization_id = unison.organization() AND equipment = %(equipment)s AND NOT goes_on
  AND (%(since)s::timestamptz IS NULL OR ended_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s)
ORDER BY started_at, feed_seq LIMIT %(limit)s;

-- list_standing --
-- What stands of one machine, uncut, by when it began.
SELECT started_at, ended_at, activity AS kind FROM reports
WHERE organization_id = unison.organization() AND equipment = %(equipment)s AND superseded_seq IS NULL AND NOT struck
  AND (%(since)s::timestamptz IS NULL OR started_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s)
UNION ALL
SELECT started_at, ended_at, kind FROM intervals
WHERE organization_id = unison.organization() AND equipment = %(equipment)s AND superseded_seq IS NULL AND NOT struck
  AND NOT goes_on
  AND (%(since)s::timestamptz IS NULL OR started_at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR started_at < %(until)s);

-- find_organization --
-- That of the transaction.
SELECT unison.organization() AS organization;
