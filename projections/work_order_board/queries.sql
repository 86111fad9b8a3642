-- create_order --
INSERT INTO orders (organization_id, work_order, product, quantity_pcs, plant, due_at, priority, note, sales_order,
  sales_order_line, status, status_since, created_at, version)
SELECT organization_id, work_order, product, quantity_pcs, plant, due_at, priority, note, sales_order, sales_order_line,
  status, status_since, created_at, version
FROM json_populate_recordset(null::orders, %(rows)s)
ON CONFLICT (organization_id, work_order) DO NOTHING;

-- set_status --
UPDATE orders o
SET status = r.status, status_since = r.status_since, status_reason = r.status_reason, version = r.version
FROM json_populate_recordset(null::orders, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.work_order = r.work_order;

-- add_report --
INSERT INTO reports SELECT * FROM json_populate_recordset(null::reports, %(rows)s)
ON CONFLICT (organization_id, work_order, log, version) DO NOTHING;

-- add_lot --
INSERT INTO lots_moved SELECT * FROM json_populate_recordset(null::lots_moved, %(rows)s)
ON CONFLICT (organization_id, work_order, version) DO NOTHING;

-- count_pieces --
-- Sums the standing reports of the orders that a batch touched; the good pieces are those of the operation reported last.
UPDATE orders o
SET good_pcs = s.good_pcs, rejected_pcs = s.rejected_pcs, rework_pcs = s.rework_pcs, review_pcs = s.review_pcs,
  last_report_at = s.last_report_at, operation = s.operation
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  WITH standing AS (
    SELECT DISTINCT ON (log) * FROM reports
    WHERE organization_id = k.organization_id AND work_order = k.key ORDER BY log, version DESC
  ), latest AS (
    SELECT operation FROM standing ORDER BY ended_at DESC, version DESC LIMIT 1
  )
  SELECT l.operation, max(r.ended_at) AS last_report_at,
    coalesce(sum(r.good_pcs) FILTER (WHERE r.operation IS NOT DISTINCT FROM l.operation), 0) AS good_pcs,
    sum(r.rejected_pcs) AS rejected_pcs, sum(r.rework_pcs) AS rework_pcs, sum(r.review_pcs) AS review_pcs
  FROM standing r CROSS JOIN latest l GROUP BY l.operation
) s
WHERE o.organization_id = k.organization_id AND o.work_order = k.key;

-- list_orders --
SELECT work_order, product, quantity_pcs, plant, due_at, priority, status, status_since, status_reason, good_pcs,
  rejected_pcs, rework_pcs, review_pcs, last_report_at, operation, note, sales_order, sales_order_line,
  version
FROM orders
WHERE organization_id = unison.organization()
  AND (%(status)s::text[] IS NULL OR status = ANY (%(status)s))
  AND (%(product)s::text IS NULL OR product = %(product)s)
ORDER BY array_position(ARRAY['running', 'paused', 'released', 'planned', 'completed', 'closed', 'cancelled'], status),
  priority DESC, due_at NULLS LAST, work_order
LIMIT %(limit)s OFFSET %(offset)s;

-- find_order --
SELECT work_order, product, quantity_pcs, plant, due_at, priority, status, status_since, status_reason, good_pcs,
  rejected_pcs, rework_pcs, review_pcs, last_report_at, operation, note, sales_order, sales_order_line,
  version
FROM orders WHERE organization_id = unison.organization() AND work_order = %(work_order)s;

-- list_reports --
-- Every form of every report; `stands` is true for the last form of each.
SELECT log, version, equipment, activity, started_at, ended_at, good_pcs, rejected_pcs, rework_pcs, review_pcs, operator,
  operation, reason, why, by_user, recorded_at, feed_seq, version = max(version) OVER (PARTITION BY log) AS stands
FROM reports WHERE organization_id = unison.organization() AND work_order = %(work_order)s ORDER BY started_at, log, version;

-- list_lots --
SELECT direction, lot, material, quantity, unit, occurred_at FROM lots_moved
WHERE organization_id = unison.organization() AND work_order = %(work_order)s ORDER BY version;
