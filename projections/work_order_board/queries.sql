-- create_order --
-- One that comes anew under the number of a cancelled one has nothing of that one.
INSERT INTO orders AS o (organization_id, work_order, product, quantity_pcs, plant, due_at, priority, note, sales_order,
  sales_order_line, over_completion_percent, rework_of, status, status_since, created_at, version)
SELECT organization_id, work_order, product, quantity_pcs, plant, due_at, priority, note, sales_order, sales_order_line,
  over_completion_percent, rework_of, status, status_since, created_at, version
FROM json_populate_recordset(null::orders, %(rows)s)
ON CONFLICT (organization_id, work_order) DO UPDATE
SET product = excluded.product, quantity_pcs = excluded.quantity_pcs, plant = excluded.plant, due_at = excluded.due_at,
  priority = excluded.priority, note = excluded.note, sales_order = excluded.sales_order,
  sales_order_line = excluded.sales_order_line, over_completion_percent = excluded.over_completion_percent,
  rework_of = excluded.rework_of, status = excluded.status, status_since = excluded.status_since, status_reason = NULL, made = NULL,
  planned_reason = NULL, planned_version = excluded.version, created_at = excluded.created_at, version = excluded.version
WHERE o.version < excluded.version;

-- add_operation --
INSERT INTO operations AS o (organization_id, work_order, operation, sequence, work_center, setup_s, cycle_time_s, certificates,
  plant, version)
SELECT organization_id, work_order, operation, sequence, work_center, setup_s, cycle_time_s, certificates, plant, version
FROM json_populate_recordset(null::operations, %(rows)s)
ON CONFLICT (organization_id, work_order, operation) DO UPDATE
SET sequence = excluded.sequence, work_center = excluded.work_center, setup_s = excluded.setup_s,
  cycle_time_s = excluded.cycle_time_s, certificates = excluded.certificates, plant = excluded.plant, version = excluded.version
WHERE o.version < excluded.version;

-- forget_operations --
-- Those of the order that was cancelled.
DELETE FROM operations o USING json_populate_recordset(null::operations, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.work_order = r.work_order AND o.version < r.version;

-- plan_order --
UPDATE orders o SET quantity_pcs = r.quantity_pcs, due_at = r.due_at, priority = r.priority, planned_reason = r.planned_reason,
  planned_version = r.planned_version, version = greatest(o.version, r.planned_version)
FROM json_populate_recordset(null::orders, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.work_order = r.work_order AND o.planned_version < r.planned_version;

-- set_status --
-- What was said of its pieces holds as long as it is completed.
UPDATE orders o
SET status = r.status, status_since = r.status_since, status_reason = r.status_reason, version = r.version,
  made = CASE WHEN r.status IN ('completed', 'closed') THEN coalesce(r.made, o.made) END
FROM json_populate_recordset(null::orders, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.work_order = r.work_order;

-- add_report --
INSERT INTO reports SELECT * FROM json_populate_recordset(null::reports, %(rows)s)
ON CONFLICT (organization_id, work_order, log, version) DO NOTHING;

-- add_lot --
INSERT INTO lots_moved (organization_id, work_order, version, direction, lot, material, quantity, unit, pieces_per_unit,
  into_lots, occurred_at)
SELECT organization_id, work_order, version, direction, lot, material, quantity, unit, pieces_per_unit,
  coalesce(into_lots, '{}'), occurred_at
FROM json_populate_recordset(null::lots_moved, %(rows)s)
ON CONFLICT (organization_id, work_order, version) DO NOTHING;

-- correct_lot --
-- What the correction leaves out is as it was told first.
UPDATE lots_moved m
SET original = o.told, quantity = coalesce(r.quantity, (o.told ->> 'quantity')::numeric),
  occurred_at = coalesce(r.occurred_at, (o.told ->> 'occurred_at')::timestamptz), struck = r.struck,
  corrected_why = r.corrected_why, corrected_by = r.corrected_by, corrected_at = r.corrected_at,
  corrected_version = r.corrected_version
FROM json_populate_recordset(null::lots_moved, %(rows)s) r
JOIN lots_moved t ON t.organization_id = r.organization_id AND t.work_order = r.work_order AND t.version = r.version
CROSS JOIN LATERAL (
  SELECT coalesce(t.original, jsonb_build_object('quantity', t.quantity::text, 'occurred_at', t.occurred_at)) AS told
) o
WHERE m.organization_id = t.organization_id AND m.work_order = t.work_order AND m.version = t.version
  AND m.corrected_version < r.corrected_version;

-- number_lot --
INSERT INTO corrected_numbers AS n SELECT * FROM json_populate_recordset(null::corrected_numbers, %(rows)s)
ON CONFLICT (organization_id, lot) DO UPDATE SET number = excluded.number, version = excluded.version
WHERE n.version < excluded.version;

-- count_pieces --
-- Sums the standing reports, and what was put out, of the orders that a batch touched.
UPDATE orders o
SET logged_pcs = coalesce(s.logged_pcs, 0), pieces_logged = coalesce(s.pieces_logged, false), put_out_pcs = l.put_out_pcs,
  rejected_pcs = coalesce(s.rejected_pcs, 0), rework_pcs = coalesce(s.rework_pcs, 0), review_pcs = coalesce(s.review_pcs, 0),
  last_report_at = s.last_report_at, operation = s.operation
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
LEFT JOIN LATERAL (
  SELECT * FROM sums_of_orders WHERE organization_id = k.organization_id AND work_order = k.key OFFSET 0
) s ON true
LEFT JOIN LATERAL (
  SELECT put_out_pcs FROM sums_put_out WHERE organization_id = k.organization_id AND work_order = k.key OFFSET 0
) l ON true
WHERE o.organization_id = k.organization_id AND o.work_order = k.key;

-- count_operations --
-- Sums the standing reports of each operation of the orders that a batch touched.
UPDATE operations p
SET good_pcs = coalesce(s.good_pcs, 0), rejected_pcs = coalesce(s.rejected_pcs, 0), rework_pcs = coalesce(s.rework_pcs, 0),
  review_pcs = coalesce(s.review_pcs, 0), first_report_at = s.first_report_at, last_report_at = s.last_report_at
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN operations t ON t.organization_id = k.organization_id AND t.work_order = k.key
LEFT JOIN LATERAL (
  SELECT * FROM sums_of_operations
  WHERE organization_id = t.organization_id AND work_order = t.work_order AND operation = t.operation OFFSET 0
) s ON true
WHERE p.organization_id = t.organization_id AND p.work_order = t.work_order AND p.operation = t.operation;

-- fold_operations --
-- This and the following fill the empty tables from all facts at once, in this order; what is reported is summed by fold_orders.
INSERT INTO operations (organization_id, work_order, operation, sequence, work_center, setup_s, cycle_time_s, certificates, plant,
  version)
SELECT f.organization_id, f.key, o.operation, o.sequence, o.work_center, o.setup_s, o.cycle_time_s, o.certificates,
  f.data->>'plant', f.version
FROM (
  SELECT DISTINCT ON (organization_id, key) * FROM facts WHERE topic = 'work_orders.WorkOrderCreated'
  ORDER BY organization_id, key, version DESC
) f CROSS JOIN LATERAL jsonb_to_recordset(f.data->'operations') AS o(operation text, sequence integer,
  work_center text, setup_s numeric, cycle_time_s numeric, certificates jsonb);

-- fold_reports --
-- A struck one is a form in which nothing was made and no time passed.
INSERT INTO reports (organization_id, work_order, log, version, equipment, activity, started_at, ended_at, good_pcs, rejected_pcs,
  rework_pcs, review_pcs, operator, operation, reason, scrap_reason, struck, why, by_user, recorded_at, feed_seq)
SELECT f.organization_id, f.key, d.log, f.version, d.equipment, d.activity, d.started_at, coalesce(d.ended_at, d.started_at),
  coalesce(d.good_pcs, 0), coalesce(d.rejected_pcs, 0), coalesce(d.rework_pcs, 0), coalesce(d.review_pcs, 0), d.operator,
  d.operation, d.reason, d.scrap_reason, f.topic = 'work_orders.ProductionLogStruck', d.why, f.by_user, f.recorded_at, f.seq
FROM facts f CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(log text, equipment text, activity text, started_at timestamptz,
  ended_at timestamptz, good_pcs integer, rejected_pcs integer, rework_pcs integer, review_pcs integer, operator text,
  operation text, reason text, scrap_reason text, why text)
WHERE f.topic IN ('work_orders.ProductionLogged', 'work_orders.ProductionLogCorrected', 'work_orders.ProductionLogStruck');

-- fold_lots_moved --
-- As the last correction of each says; what that leaves out is as it was told first.
INSERT INTO lots_moved (organization_id, work_order, version, direction, lot, material, quantity, unit, pieces_per_unit,
  into_lots, occurred_at, struck,
  original, corrected_why, corrected_by, corrected_at, corrected_version)
WITH corrections AS (
  SELECT DISTINCT ON (f.organization_id, f.key, d.movement) f.organization_id, f.key, f.version, f.by_user, f.recorded_at, d.*
  FROM facts f CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(movement integer, quantity numeric, happened_at timestamptz,
    struck boolean, why text)
  WHERE f.topic = 'work_orders.MovementCorrected' ORDER BY f.organization_id, f.key, d.movement, f.version DESC
)
SELECT f.organization_id, f.key, f.version, k.direction, d.lot, d.material, coalesce(c.quantity, d.quantity), d.unit,
  d.pieces_per_unit, coalesce(d.into_lots, '{}'), coalesce(c.happened_at, f.occurred_at), coalesce(c.struck, false),
  CASE WHEN c.movement IS NOT NULL THEN
    jsonb_build_object('quantity', d.quantity::text, 'occurred_at', f.occurred_at) END,
  c.why, c.by_user, c.recorded_at, coalesce(c.version, 0)
FROM facts f
JOIN (VALUES ('work_orders.LotConsumed', 'in'), ('work_orders.OutputLotRecorded', 'out'), ('work_orders.MaterialReturned', 'back'))
  AS k(topic, direction) USING (topic)
CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(lot text, material text, quantity numeric, unit text, pieces_per_unit numeric,
  into_lots text[])
LEFT JOIN corrections c ON c.organization_id = f.organization_id AND c.key = f.key AND c.movement = f.version;

-- fold_corrected_numbers --
INSERT INTO corrected_numbers (organization_id, lot, number, version)
SELECT DISTINCT ON (organization_id, key) organization_id, key, data->>'number', version
FROM facts WHERE topic = 'lots.LotCorrected' ORDER BY organization_id, key, version DESC;

-- fold_scrap_reasons --
INSERT INTO scrap_reasons (organization_id, scrap_reason, text, retired, version)
SELECT organization_id, data->>'reason',
  coalesce((array_agg(data->>'text' ORDER BY version DESC) FILTER (WHERE topic = 'scrap_reasons.ScrapReasonDefined'))[1], ''),
  (array_agg(topic = 'scrap_reasons.ScrapReasonRetired' ORDER BY version DESC))[1], max(version)
FROM facts WHERE topic IN ('scrap_reasons.ScrapReasonDefined', 'scrap_reasons.ScrapReasonRetired')
GROUP BY organization_id, data->>'reason';

-- fold_sums --
-- What is reported of each operation.
UPDATE operations o
SET good_pcs = s.good_pcs, rejected_pcs = s.rejected_pcs, rework_pcs = s.rework_pcs, review_pcs = s.review_pcs,
  first_report_at = s.first_report_at, last_report_at = s.last_report_at
FROM sums_of_operations s
WHERE o.organization_id = s.organization_id AND o.work_order = s.work_order AND o.operation = s.operation;

-- fold_orders --
-- The last plan, the last status, and the pieces, of the order that came last under its number.
INSERT INTO orders (organization_id, work_order, product, quantity_pcs, plant, due_at, priority, note, sales_order,
  sales_order_line, status, status_since, status_reason, over_completion_percent, rework_of, planned_reason, planned_version,
  made, logged_pcs, pieces_logged, put_out_pcs, rejected_pcs, rework_pcs, review_pcs, last_report_at, operation, created_at,
  version)
WITH created AS (
  SELECT DISTINCT ON (organization_id, key) * FROM facts WHERE topic = 'work_orders.WorkOrderCreated'
  ORDER BY organization_id, key, version DESC
), statuses AS (
  SELECT DISTINCT ON (f.organization_id, f.key) f.organization_id, f.key, coalesce(k.status, f.data->>'restores') AS status,
    f.data->>'made' AS made, f.occurred_at, coalesce(f.data->>'reason', f.data->>'why') AS reason, f.version
  FROM facts f JOIN (VALUES ('work_orders.WorkOrderReleased', 'released'), ('work_orders.WorkOrderStarted', 'running'),
    ('work_orders.WorkOrderPaused', 'paused'), ('work_orders.WorkOrderResumed', 'running'),
    ('work_orders.WorkOrderReopened', 'running'), ('work_orders.WorkOrderHeld', 'on_hold'),
    ('work_orders.WorkOrderCompleted', 'completed'),
    ('work_orders.WorkOrderClosed', 'closed'), ('work_orders.WorkOrderCancelled', 'cancelled'),
    ('work_orders.WorkOrderUnheld', NULL), ('work_orders.EntryUndone', NULL)) AS k(topic, status) USING (topic)
  ORDER BY f.organization_id, f.key, f.version DESC
), completions AS (
  SELECT DISTINCT ON (organization_id, key) organization_id, key, version, data->>'made' AS made
  FROM facts WHERE topic = 'work_orders.WorkOrderCompleted' ORDER BY organization_id, key, version DESC
), plans AS (
  SELECT DISTINCT ON (f.organization_id, f.key) f.organization_id, f.key, f.version, d.*
  FROM facts f
  CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(quantity_pcs integer, due_at timestamptz, priority integer, reason text)
  WHERE f.topic = 'work_orders.WorkOrderRescheduled' ORDER BY f.organization_id, f.key, f.version DESC
)
SELECT f.organization_id, f.key, d.product, coalesce(p.quantity_pcs, d.quantity_pcs), d.plant,
  CASE WHEN p.version IS NULL THEN d.due_at ELSE p.due_at END, coalesce(p.priority, d.priority), d.note, d.sales_order,
  d.sales_order_line, coalesce(t.status, 'planned'), coalesce(t.occurred_at, f.occurred_at), t.reason, d.over_completion_percent,
  d.rework_of, p.reason, coalesce(p.version, f.version),
  CASE WHEN t.status = 'completed' THEN t.made WHEN t.status = 'closed' THEN coalesce(t.made, m.made) END,
  coalesce(s.logged_pcs, 0), coalesce(s.pieces_logged, false), l.put_out_pcs, coalesce(s.rejected_pcs, 0),
  coalesce(s.rework_pcs, 0), coalesce(s.review_pcs, 0), s.last_report_at, s.operation, f.occurred_at,
  greatest(f.version, t.version, p.version)
FROM created f
CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(product text, quantity_pcs integer, plant text, due_at timestamptz,
  priority integer, note text, sales_order text, sales_order_line integer, over_completion_percent numeric, rework_of text)
LEFT JOIN statuses t ON t.organization_id = f.organization_id AND t.key = f.key AND t.version > f.version
LEFT JOIN completions m ON m.organization_id = f.organization_id AND m.key = f.key AND m.version > f.version
LEFT JOIN plans p ON p.organization_id = f.organization_id AND p.key = f.key AND p.version > f.version
LEFT JOIN sums_of_orders s ON s.organization_id = f.organization_id AND s.work_order = f.key
LEFT JOIN sums_put_out l ON l.organization_id = f.organization_id AND l.work_order = f.key;

-- list_operations --
SELECT operation, sequence, work_center, setup_s, cycle_time_s, certificates, good_pcs, rejected_pcs, rework_pcs, review_pcs,
  first_report_at, last_report_at
FROM operations WHERE organization_id = unison.organization() AND work_order = %(work_order)s ORDER BY sequence;

-- list_rework --
SELECT work_order, quantity_pcs, status FROM orders
WHERE organization_id = unison.organization() AND rework_of = %(work_order)s ORDER BY work_order;

-- list_orders --
SELECT work_order, product, quantity_pcs, plant, due_at, priority, status, status_since, status_reason, good_pcs, logged_pcs,
  put_out_pcs, made, pieces_differ, rejected_pcs, rework_pcs, review_pcs, last_report_at, operation, note, sales_order,
  sales_order_line, over_completion_percent, rework_of, planned_reason, short_pcs, late, version
FROM counted
WHERE organization_id = unison.organization()
  AND (%(status)s::text[] IS NULL OR status = ANY (%(status)s))
  AND (%(product)s::text IS NULL OR product = %(product)s)
ORDER BY array_position(ARRAY['running', 'paused', 'on_hold', 'released', 'planned', 'completed', 'closed', 'cancelled'], status),
  priority DESC, due_at NULLS LAST, work_order
LIMIT %(limit)s OFFSET %(offset)s;

-- find_order --
SELECT work_order, product, quantity_pcs, plant, due_at, priority, status, status_since, status_reason, good_pcs, logged_pcs,
  put_out_pcs, made, pieces_differ, rejected_pcs, rework_pcs, review_pcs, last_report_at, operation, note, sales_order,
  sales_order_line, over_completion_percent, rework_of, planned_reason, short_pcs, late, version
FROM counted WHERE organization_id = unison.organization() AND work_order = %(work_order)s;

-- list_reports --
-- Every form of every report; `stands` is true for the last form of each.
SELECT log, version, equipment, activity, started_at, ended_at, good_pcs, rejected_pcs, rework_pcs, review_pcs, operator,
  operation, reason, scrap_reason, struck, why, by_user, recorded_at, feed_seq,
  version = max(version) OVER (PARTITION BY log) AND NOT struck AS stands
FROM reports WHERE organization_id = unison.organization() AND work_order = %(work_order)s ORDER BY started_at, log, version;

-- list_lots --
-- What something goes into is of the order's product, or another lot that the order puts out.
SELECT m.version, m.direction, m.lot, coalesce(n.number, unison.number_of_lot(m.lot, m.material)) AS number, m.material,
  m.quantity, m.unit, m.into_lots, ARRAY(
    SELECT coalesce(c.number, unison.number_of_lot(i.lot, coalesce(t.material, o.product)))
    FROM unnest(m.into_lots) WITH ORDINALITY AS i(lot, place)
    LEFT JOIN corrected_numbers c ON c.organization_id = m.organization_id AND c.lot = i.lot
    LEFT JOIN LATERAL (
      SELECT material FROM lots_moved WHERE organization_id = m.organization_id AND work_order = m.work_order AND lot = i.lot LIMIT 1
    ) t ON true
    ORDER BY i.place
  ) AS into_numbers, m.occurred_at, m.struck, m.original, m.corrected_why, m.corrected_by, m.corrected_at
FROM lots_moved m
JOIN orders o ON o.organization_id = m.organization_id AND o.work_order = m.work_order
LEFT JOIN corrected_numbers n ON n.organization_id = m.organization_id AND n.lot = m.lot
WHERE m.organization_id = unison.organization() AND m.work_order = %(work_order)s ORDER BY m.version;

-- put_scrap_reason --
-- A retired one keeps what it was called.
INSERT INTO scrap_reasons AS s SELECT * FROM json_populate_recordset(null::scrap_reasons, %(rows)s)
ON CONFLICT (organization_id, scrap_reason) DO UPDATE
SET text = CASE WHEN excluded.retired THEN s.text ELSE excluded.text END, retired = excluded.retired, version = excluded.version
WHERE s.version < excluded.version;

-- list_scrap_reasons --
SELECT scrap_reason, text, retired FROM scrap_reasons WHERE organization_id = unison.organization() ORDER BY retired, scrap_reason;

-- add_component_list --
INSERT INTO component_lists (organization_id, product, component_list, batch_quantity, components, set_at)
SELECT organization_id, product, component_list, batch_quantity, components, set_at
FROM json_populate_recordset(null::component_lists, %(rows)s)
ON CONFLICT (organization_id, product, component_list) DO NOTHING;

-- put_list_of_order --
INSERT INTO lists_of_orders AS o SELECT * FROM json_populate_recordset(null::lists_of_orders, %(rows)s)
ON CONFLICT (organization_id, work_order) DO UPDATE
SET component_list = excluded.component_list, reason = excluded.reason, version = excluded.version
WHERE o.version < excluded.version;

-- fold_component_lists --
INSERT INTO component_lists (organization_id, product, component_list, batch_quantity, components, set_at)
SELECT organization_id, key, (data->>'component_list')::integer, (data->>'batch_quantity')::numeric, data->'components', occurred_at
FROM facts WHERE topic = 'materials.ComponentListSet';

-- fold_lists_of_orders --
INSERT INTO lists_of_orders (organization_id, work_order, component_list, reason, version)
SELECT DISTINCT ON (organization_id, key) organization_id, key, (data->>'component_list')::integer, data->>'reason', version
FROM facts WHERE topic IN ('work_orders.WorkOrderReleased', 'work_orders.ComponentListChosen')
  OR topic = 'work_orders.WorkOrderCreated' AND (data->>'anew')::boolean
ORDER BY organization_id, key, version DESC;

-- find_component_list --
-- The list that an order is made by, beside the newest of its product. Of an order that was released without one: none.
SELECT u.component_list, u.reason, c.batch_quantity, c.components, n.component_list AS newest, n.batch_quantity AS newest_batch_quantity,
  n.components AS newest_components
FROM orders o
JOIN lists_of_orders u ON u.organization_id = o.organization_id AND u.work_order = o.work_order
JOIN component_lists c ON c.organization_id = o.organization_id AND c.product = o.product AND c.component_list = u.component_list
CROSS JOIN LATERAL (
  SELECT * FROM component_lists WHERE organization_id = o.organization_id AND product = o.product
  ORDER BY component_list DESC LIMIT 1
) n
WHERE o.organization_id = unison.organization() AND o.work_order = %(work_order)s;

-- look_for_late --
-- Of all organizations: as `counted` says late.
SELECT organization_id, 'work_orders:' || work_order AS about, plant, jsonb_build_object('work_order', work_order,
  'product', product, 'due_at', due_at) AS told
FROM orders WHERE due_at < now() AND status NOT IN ('completed', 'closed', 'cancelled');
