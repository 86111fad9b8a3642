-- set_clock --
INSERT INTO clocks AS c SELECT * FROM json_populate_recordset(null::clocks, %(rows)s)
ON CONFLICT (organization_id, plant, valid_from) DO UPDATE
SET time_zone = excluded.time_zone, day_starts_at = excluded.day_starts_at, version = excluded.version
WHERE c.version < excluded.version;

-- register_customer --
INSERT INTO customers (organization_id, customer, name, country, version)
SELECT organization_id, customer, name, country, version FROM json_populate_recordset(null::customers, %(rows)s)
ON CONFLICT (organization_id, customer) DO NOTHING;

-- change_customer --
UPDATE customers c SET name = r.name, country = r.country, version = r.version
FROM json_populate_recordset(null::customers, %(rows)s) r
WHERE c.organization_id = r.organization_id AND c.customer = r.customer AND c.version < r.version;

-- block_customer --
-- Also unblocks: then there is neither reason nor moment.
UPDATE customers c SET block_reason = r.block_reason, blocked_at = r.blocked_at, version = r.version
FROM json_populate_recordset(null::customers, %(rows)s) r
WHERE c.organization_id = r.organization_id AND c.customer = r.customer AND c.version < r.version;

-- create_order --
-- One that comes anew under the number of a cancelled one has nothing of that one.
INSERT INTO orders AS o (organization_id, sales_order, customer, plant, reference, due_on, currency, over_delivery_percent, status,
  status_since, created_at, created_version, version)
SELECT organization_id, sales_order, customer, plant, reference, due_on, currency, over_delivery_percent, status,
  status_since, created_at, version, version
FROM json_populate_recordset(null::orders, %(rows)s)
ON CONFLICT (organization_id, sales_order) DO UPDATE
SET customer = excluded.customer, plant = excluded.plant, reference = excluded.reference, due_on = excluded.due_on,
  currency = excluded.currency, over_delivery_percent = excluded.over_delivery_percent, status = excluded.status,
  status_reason = NULL, status_since = excluded.status_since, created_at = excluded.created_at,
  created_version = excluded.created_version, version = excluded.version
WHERE o.version < excluded.version;

-- set_status --
UPDATE orders o SET status = r.status, status_since = r.status_since, status_reason = r.status_reason,
  version = r.version
FROM json_populate_recordset(null::orders, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.sales_order = r.sales_order AND o.version < r.version;

-- add_line --
-- One that comes anew under the number of a cancelled one has nothing of that one.
INSERT INTO lines AS l (organization_id, sales_order, line, product, ordered, unit, own_due_on, unit_price, version)
SELECT organization_id, sales_order, line, product, ordered, unit, own_due_on, unit_price, version
FROM json_populate_recordset(null::lines, %(rows)s)
ON CONFLICT (organization_id, sales_order, line) DO UPDATE
SET product = excluded.product, ordered = excluded.ordered, unit = excluded.unit, own_due_on = excluded.own_due_on,
  unit_price = excluded.unit_price, cancel_reason = NULL, version = excluded.version
WHERE l.version < excluded.version;

-- change_line --
UPDATE lines l SET ordered = r.ordered, own_due_on = r.own_due_on, version = r.version
FROM json_populate_recordset(null::lines, %(rows)s) r
WHERE l.organization_id = r.organization_id AND l.sales_order = r.sales_order AND l.line = r.line AND l.version < r.version;

-- cancel_line --
UPDATE lines l SET cancel_reason = r.cancel_reason, version = r.version
FROM json_populate_recordset(null::lines, %(rows)s) r
WHERE l.organization_id = r.organization_id AND l.sales_order = r.sales_order AND l.line = r.line AND l.version < r.version;

-- add_delivery --
INSERT INTO deliveries SELECT * FROM json_populate_recordset(null::deliveries, %(rows)s)
ON CONFLICT (organization_id, sales_order, version) DO NOTHING;

-- correct_delivery --
UPDATE deliveries d SET original = coalesce(d.original, jsonb_build_object('quantity', d.quantity::text, 'occurred_at', d.occurred_at)),
  quantity = r.quantity, occurred_at = r.occurred_at, struck = r.struck, corrected_version = r.corrected_version,
  corrected_by = r.corrected_by, corrected_why = r.corrected_why, corrected_at = r.corrected_at
FROM json_populate_recordset(null::deliveries, %(rows)s) r
WHERE d.organization_id = r.organization_id AND d.sales_order = r.sales_order AND d.version = r.version
  AND d.corrected_version < r.corrected_version;

-- number_lot --
INSERT INTO corrected_numbers AS n SELECT * FROM json_populate_recordset(null::corrected_numbers, %(rows)s)
ON CONFLICT (organization_id, lot) DO UPDATE SET number = excluded.number, version = excluded.version
WHERE n.version < excluded.version;

-- forget_lines --
-- Of a number's orders only the latest has lines.
DELETE FROM lines l
USING json_to_recordset(%(rows)s) AS k(organization_id uuid, key text), orders o
WHERE o.organization_id = k.organization_id AND o.sales_order = k.key
  AND l.organization_id = o.organization_id AND l.sales_order = o.sales_order AND l.version < o.created_version;

-- place_deliveries --
-- The plant is the order's, which the delivery itself does not tell.
UPDATE deliveries d SET plant = o.plant
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN orders o ON o.organization_id = k.organization_id AND o.sales_order = k.key
WHERE d.organization_id = k.organization_id AND d.sales_order = k.key AND d.plant IS DISTINCT FROM o.plant;

-- settle_lines --
-- The lines of the orders that a batch touched, from all that went out and came back.
UPDATE lines l
SET plant = o.plant, customer = o.customer, due_on = coalesce(l.own_due_on, o.due_on), delivered = s.delivered,
  returned = s.returned, last_delivery_at = s.last_delivery_at,
  open = CASE WHEN o.status = 'open' AND l.cancel_reason IS NULL
    THEN greatest(l.ordered - s.delivered + s.returned, 0) ELSE 0 END
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN orders o ON o.organization_id = k.organization_id AND o.sales_order = k.key
JOIN lines t ON t.organization_id = k.organization_id AND t.sales_order = k.key
CROSS JOIN LATERAL (
  SELECT coalesce(sum(d.quantity) FILTER (WHERE d.kind = 'delivered'), 0) AS delivered,
    coalesce(sum(d.quantity) FILTER (WHERE d.kind = 'returned'), 0) AS returned,
    max(d.occurred_at) FILTER (WHERE d.kind = 'delivered') AS last_delivery_at
  FROM deliveries d WHERE d.organization_id = t.organization_id AND d.sales_order = t.sales_order AND d.line = t.line
    AND NOT d.struck
) s
WHERE l.organization_id = t.organization_id AND l.sales_order = t.sales_order AND l.line = t.line;

-- settle_orders --
UPDATE orders o
SET line_count = s.line_count, open_lines = s.open_lines, next_due_on = s.next_due_on,
  version = greatest(o.version, s.version, k.version),
  delivery_state = CASE WHEN NOT s.any_delivered THEN 'nothing' WHEN s.all_delivered THEN 'fully' ELSE 'partly' END
FROM (
  SELECT t.organization_id, t.key, max(d.version) AS version
  FROM json_to_recordset(%(rows)s) AS t(organization_id uuid, key text)
  LEFT JOIN deliveries d ON d.organization_id = t.organization_id AND d.sales_order = t.key
  GROUP BY t.organization_id, t.key
) k
CROSS JOIN LATERAL (
  SELECT count(*) AS line_count, count(*) FILTER (WHERE open > 0) AS open_lines,
    min(due_on) FILTER (WHERE open > 0) AS next_due_on, max(version) AS version,
    coalesce(bool_or(delivered > returned), false) AS any_delivered,
    coalesce(bool_and(delivered - returned >= ordered OR cancel_reason IS NOT NULL), false) AS all_delivered
  FROM lines WHERE organization_id = k.organization_id AND sales_order = k.key
) s
WHERE o.organization_id = k.organization_id AND o.sales_order = k.key;

-- list_orders --
-- Open orders first, the one due next before the others. A line is late when it is open after its due date, by the day of
-- its plant when no day is asked for.
WITH late AS (
  SELECT l.sales_order, count(*) AS late_lines
  FROM lines l LEFT JOIN today_at_plants() p ON p.plant = l.plant
  WHERE l.organization_id = unison.organization() AND l.open > 0
    AND l.due_on < coalesce(%(as_of)s::date, p.today, (now() AT TIME ZONE 'UTC')::date)
  GROUP BY l.sales_order
)
SELECT o.sales_order, o.customer, c.name AS customer_name, o.plant, o.reference, o.due_on, o.currency,
  o.over_delivery_percent, o.status, o.status_reason, o.status_since, o.created_at, o.delivery_state, o.line_count,
  o.open_lines, o.next_due_on, coalesce(late.late_lines, 0) AS late_lines, o.version
FROM orders o
LEFT JOIN late ON late.sales_order = o.sales_order
LEFT JOIN customers c ON c.organization_id = o.organization_id AND c.customer = o.customer
WHERE o.organization_id = unison.organization()
  AND (%(sales_order)s::text IS NULL OR o.sales_order = %(sales_order)s)
  AND (%(customer)s::text IS NULL OR o.customer = %(customer)s)
  AND (%(status)s::text[] IS NULL OR o.status = ANY (%(status)s))
  AND (NOT %(late)s::boolean OR late.late_lines > 0)
ORDER BY (o.status <> 'open'), o.next_due_on, o.created_at DESC, o.sales_order
LIMIT %(limit)s OFFSET %(offset)s;

-- list_lines --
SELECT l.line, l.product, l.ordered, l.unit, l.due_on, l.unit_price, l.delivered, l.returned, l.open, l.cancel_reason,
  l.last_delivery_at,
  l.open > 0 AND coalesce(l.due_on < coalesce(%(as_of)s::date, p.today, (now() AT TIME ZONE 'UTC')::date), false)
    AS late
FROM lines l LEFT JOIN today_at_plants() p ON p.plant = l.plant
WHERE l.organization_id = unison.organization() AND l.sales_order = %(sales_order)s ORDER BY l.line;

-- list_deliveries --
SELECT d.line, d.kind, d.delivery, d.lot, coalesce(n.number, unison.number_of_lot(d.lot, l.product)) AS number, d.quantity, d.reason,
  d.by_user, d.occurred_at, d.recorded_at, d.feed_seq, d.version, d.struck, d.original, d.corrected_by, d.corrected_why,
  d.corrected_at
FROM deliveries d
LEFT JOIN lines l USING (organization_id, sales_order, line)
LEFT JOIN corrected_numbers n ON n.organization_id = d.organization_id AND n.lot = d.lot
WHERE d.organization_id = unison.organization() AND d.sales_order = %(sales_order)s ORDER BY d.version;

-- list_late_lines --
-- The longest overdue first.
SELECT l.sales_order, l.line, l.customer, c.name AS customer_name, l.plant, o.reference, l.product, l.ordered, l.delivered,
  l.returned, l.open, l.unit, l.due_on, d.day - l.due_on AS days_late
FROM lines l
JOIN orders o ON o.organization_id = l.organization_id AND o.sales_order = l.sales_order
LEFT JOIN customers c ON c.organization_id = l.organization_id AND c.customer = l.customer
LEFT JOIN today_at_plants() p ON p.plant = l.plant
CROSS JOIN LATERAL (
  SELECT coalesce(%(as_of)s::date, p.today, (now() AT TIME ZONE 'UTC')::date) AS day
) d
WHERE l.organization_id = unison.organization() AND l.open > 0 AND l.due_on < d.day
  AND (%(customer)s::text IS NULL OR l.customer = %(customer)s)
ORDER BY l.due_on, l.sales_order, l.line LIMIT %(limit)s OFFSET %(offset)s;

-- list_customers --
SELECT c.customer, c.name, c.country, c.block_reason, c.blocked_at, s.open_orders, c.version
FROM customers c
CROSS JOIN LATERAL (
  SELECT count(*) AS open_orders FROM orders o
  WHERE o.organization_id = c.organization_id AND o.customer = c.customer AND o.status = 'open'
) s
WHERE c.organization_id = unison.organization()
  AND (%(search)s::text IS NULL OR strpos(lower(c.customer || ' ' || c.name), lower(%(search)s)) > 0)
  AND (%(blocked)s::boolean IS NULL OR (c.block_reason IS NOT NULL) = %(blocked)s)
ORDER BY c.customer LIMIT %(limit)s OFFSET %(offset)s;

-- look_for_late --
-- Of all organizations: an order with a line that is open after its due date, by the day of its plant.
SELECT l.organization_id, 'sales_orders:' || l.sales_order AS about, min(l.plant) AS plant,
  jsonb_build_object('sales_order', l.sales_order, 'customer', min(l.customer), 'due_on', min(l.due_on)) AS told
FROM lines l LEFT JOIN unison.plants p ON p.organization_id = l.organization_id AND p.plant = l.plant
WHERE l.open > 0 AND l.due_on < (now() AT TIME ZONE coalesce(p.time_zone, 'UTC'))::date
GROUP BY l.organization_id, l.sales_order;
