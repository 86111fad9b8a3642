-- add_movement --
INSERT INTO movements SELECT * FROM json_populate_recordset(null::movements, %(rows)s)
ON CONFLICT (organization_id, lot, version, known_from) DO NOTHING;

-- add_told --
INSERT INTO told SELECT * FROM json_populate_recordset(null::told, %(rows)s)
ON CONFLICT (organization_id, lot, version) DO NOTHING;

-- add_stated --
INSERT INTO stated SELECT * FROM json_populate_recordset(null::stated, %(rows)s)
ON CONFLICT (organization_id, lot, node) DO NOTHING;

-- add_sales_order --
-- One may come anew under the number of a cancelled one; so may a line.
INSERT INTO sales_orders SELECT * FROM json_populate_recordset(null::sales_orders, %(rows)s)
ON CONFLICT (organization_id, sales_order) DO UPDATE SET customer = excluded.customer, plant = excluded.plant;

-- add_sales_order_line --
INSERT INTO sales_order_lines SELECT * FROM json_populate_recordset(null::sales_order_lines, %(rows)s)
ON CONFLICT (organization_id, sales_order, line) DO UPDATE SET product = excluded.product, unit = excluded.unit;

-- add_delivery --
INSERT INTO deliveries SELECT * FROM json_populate_recordset(null::deliveries, %(rows)s)
ON CONFLICT (organization_id, sales_order, version) DO NOTHING;

-- end_deliveries --
-- A row of a delivery stands until the next one that tells it anew. OFFSET 0 begins with the lots, not with every delivery.
UPDATE deliveries d SET known_until = n.feed_seq
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT * FROM deliveries
  WHERE organization_id = k.organization_id AND lot = k.key AND corrects IS NOT NULL OFFSET 0
) c
CROSS JOIN LATERAL (
  SELECT version, (
    SELECT min(l.feed_seq) FROM deliveries l
    WHERE l.organization_id = e.organization_id AND l.sales_order = e.sales_order AND l.corrects = c.corrects
      AND l.feed_seq > e.feed_seq
  ) AS feed_seq
  FROM deliveries e
  WHERE e.organization_id = c.organization_id AND e.sales_order = c.sales_order AND coalesce(e.corrects, e.version) = c.corrects
) n
WHERE d.organization_id = c.organization_id AND d.sales_order = c.sales_order AND d.version = n.version
  AND d.known_until IS DISTINCT FROM n.feed_seq;

-- fill_in --
-- What only a lot's first fact says, for those of its movements that are not counted yet.
UPDATE movements m
SET unit = f.unit, plant = f.plant
FROM (
  SELECT k.organization_id, k.key, f.unit, f.plant, n.since
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
  CROSS JOIN LATERAL (
    SELECT unit, plant FROM movements
    WHERE organization_id = k.organization_id AND lot = k.key ORDER BY version LIMIT 1
  ) f
  CROSS JOIN LATERAL uncounted(k.organization_id, k.key) n OFFSET 0
) f
WHERE m.organization_id = f.organization_id AND m.lot = f.key AND m.version > f.since
  AND (m.plant, m.unit) IS DISTINCT FROM (f.plant, f.unit);

-- tell_corrected --
INSERT INTO movements AS o
SELECT c.* FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (SELECT * FROM corrected WHERE organization_id = k.organization_id AND lot = k.key OFFSET 0) c
ON CONFLICT (organization_id, lot, version, known_from) DO UPDATE SET known_until = excluded.known_until
WHERE o.known_until IS DISTINCT FROM excluded.known_until;

-- end_original --
-- What was first told of a corrected fact was known until its first correction. Written as rows that are there already: an
-- UPDATE may begin with all movements of everybody while there are no statistics yet.
INSERT INTO movements AS o
SELECT m.* FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT DISTINCT corrects FROM movements
  WHERE organization_id = k.organization_id AND lot = k.key AND corrects IS NOT NULL OFFSET 0
) c
CROSS JOIN LATERAL (
  SELECT * FROM movements WHERE organization_id = k.organization_id AND lot = k.key AND version = c.corrects
    AND original IS NULL AND known_until IS NULL OFFSET 0
) m
ON CONFLICT (organization_id, lot, version, known_from) DO UPDATE SET known_until = (
  SELECT min(feed_seq) FROM movements WHERE organization_id = o.organization_id AND lot = o.lot AND corrects = o.version
);

-- count_flows --
-- What flowed between the lots that a batch touched and each node. What was told since a lot was counted adds to what is known;
-- where it looks back, or something was said to go into the lot, each node of which there is anything newer than the lot's flows
-- say is summed anew: a correction is a newer row, too.
INSERT INTO flows AS o
SELECT s.* FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT since, looks_back OR EXISTS (SELECT FROM stated WHERE organization_id = k.organization_id AND lot = k.key) AS looks_back
  FROM uncounted(k.organization_id, k.key) OFFSET 0
) n
CROSS JOIN LATERAL (
  (SELECT * FROM sums_of_flows
   WHERE n.looks_back AND organization_id = k.organization_id AND lot = k.key AND node = ANY (ARRAY(
     SELECT CASE WHEN i.lot IS NULL THEN m.node ELSE m.node || E'\t' || i.lot END
     FROM movements m LEFT JOIN LATERAL unnest(m.into_lots) AS i(lot) ON true
     WHERE m.organization_id = k.organization_id AND m.lot = k.key AND m.node IS NOT NULL AND m.known_from > (
       SELECT coalesce(max(known_to), 0) FROM flows WHERE organization_id = k.organization_id AND lot = k.key)
     UNION
     SELECT node FROM stated WHERE organization_id = k.organization_id AND lot = k.key))
   OFFSET 0)
  UNION ALL
  (SELECT m.organization_id, m.lot, m.goes_out, m.node, m.through, m.work_order, coalesce(f.quantity, 0) + m.quantity, m.unit,
     m.plant, greatest(f.occurred_at, m.occurred_at), least(f.first_at, m.first_at), least(f.known_from, m.known_from),
     m.known_to, coalesce(f.corrected, false)
   FROM (
     SELECT m.organization_id, m.lot, m.goes_out, i.node, split_part(i.node, E'\t', 1) AS through, min(m.work_order) AS work_order,
       sum(CASE WHEN m.goes_out THEN -m.change ELSE m.change END) AS quantity, min(m.unit) AS unit, min(m.plant) AS plant,
       max(m.occurred_at) AS occurred_at, min(m.occurred_at) AS first_at, min(m.known_from) AS known_from,
       max(m.known_from) AS known_to
     FROM movements m
     CROSS JOIN LATERAL (
       SELECT m.node WHERE m.into_lots IS NULL UNION ALL SELECT m.node || E'\t' || i FROM unnest(m.into_lots) AS i
     ) i
     WHERE NOT n.looks_back AND m.organization_id = k.organization_id AND m.lot = k.key AND m.version > n.since
       AND m.node IS NOT NULL
     GROUP BY m.organization_id, m.lot, m.goes_out, i.node
   ) m
   LEFT JOIN flows f ON f.organization_id = m.organization_id AND f.lot = m.lot AND f.goes_out = m.goes_out AND f.node = m.node
   OFFSET 0)
) s
ON CONFLICT (organization_id, lot, goes_out, node) DO UPDATE
SET quantity = excluded.quantity, occurred_at = excluded.occurred_at, first_at = excluded.first_at,
  known_from = excluded.known_from, known_to = excluded.known_to, corrected = excluded.corrected
WHERE (o.quantity, o.occurred_at, o.first_at, o.known_from, o.known_to, o.corrected) IS DISTINCT FROM
  (excluded.quantity, excluded.occurred_at, excluded.first_at, excluded.known_from, excluded.known_to, excluded.corrected);

-- count_lots --
-- The lots that a batch touched: from all of their movements where something looks back, else from what was told since.
INSERT INTO lots (organization_id, lot, material, unit, plant, location, status, hold_reason, origin, number, supplier,
  supplier_lot, expires_at, produced_on, attributes, quantity, on_hand, consumed, shipped, scrapped, first_at, last_at, version)
SELECT k.organization_id, k.key, f.material, f.unit, f.plant, t.location, t.status, t.hold_reason, f.kind,
  coalesce(a.number, unison.number_of_lot(k.key, f.material)), a.supplier, a.supplier_lot, a.expires_at, a.produced_on,
  a.attributes, t.quantity, t.on_hand, t.consumed, t.shipped, t.scrapped, t.first_at, t.last_at, t.version
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT kind, material, unit, plant FROM movements
  WHERE organization_id = k.organization_id AND lot = k.key ORDER BY version LIMIT 1
) f
CROSS JOIN LATERAL (SELECT * FROM uncounted(k.organization_id, k.key) OFFSET 0) n
CROSS JOIN LATERAL (
  (SELECT location, status, hold_reason, quantity, on_hand, consumed, shipped, scrapped, first_at, last_at, version
   FROM totals(k.organization_id, k.key, 9223372036854775807, 'infinity') WHERE n.looks_back OFFSET 0)
  UNION ALL
  (SELECT * FROM added(k.organization_id, k.key, n.since) WHERE NOT n.looks_back OFFSET 0)
) t
CROSS JOIN LATERAL about(k.organization_id, k.key, 9223372036854775807) a
ON CONFLICT (organization_id, lot) DO UPDATE SET number = excluded.number, supplier = excluded.supplier,
  supplier_lot = excluded.supplier_lot, expires_at = excluded.expires_at, produced_on = excluded.produced_on,
  attributes = excluded.attributes, location = excluded.location, status = excluded.status,
  hold_reason = excluded.hold_reason, quantity = excluded.quantity, on_hand = excluded.on_hand, consumed = excluded.consumed,
  shipped = excluded.shipped, scrapped = excluded.scrapped, first_at = excluded.first_at, last_at = excluded.last_at,
  version = excluded.version;

-- fold_movements --
-- This and the following fill the empty tables from all facts at once, in this order. First each fact as it was told, known until
-- its first correction, and the corrections themselves.
INSERT INTO movements (organization_id, lot, version, kind, goes_out, node, work_order, other_lot, into_lots, quantity, change, material,
  unit, plant, location, party, reference, sales_order, reason, by_user, occurred_at, recorded_at, feed_seq, known_from, known_until,
  corrects, happened_at, struck)
WITH firsts AS (
  SELECT DISTINCT ON (organization_id, key) organization_id, key, data->>'plant' AS plant, data->>'unit' AS unit
  FROM facts WHERE topic IN ('lots.LotReceived', 'lots.LotProduced', 'lots.LotSplitOff', 'lots.LotMergedFrom')
  ORDER BY organization_id, key, version
), corrections AS (
  SELECT organization_id, key, (data->>'movement')::integer AS movement, min(seq) AS first
  FROM facts WHERE topic = 'lots.MovementCorrected' GROUP BY organization_id, key, data->>'movement'
)
SELECT f.organization_id, f.key, f.version,
  CASE WHEN k.kind <> 'returned' THEN k.kind WHEN d.work_order IS NULL THEN 'returned_by_customer' ELSE 'returned_from_order' END,
  CASE WHEN k.kind <> 'returned' OR d.work_order IS NOT NULL THEN k.goes_out END,
  CASE k.node WHEN 'order' THEN E'work_order\t' || d.work_order
    WHEN 'split' THEN E'split\t' || f.key || E'\t' || d."into" WHEN 'split off' THEN E'split\t' || d.source || E'\t' || f.key
    WHEN 'merge' THEN E'merge\t' || f.key || E'\t' || d."into" WHEN 'merged' THEN E'merge\t' || d.source || E'\t' || f.key END,
  CASE WHEN k.kind <> 'corrected' THEN d.work_order END, coalesce(d.source, d."into"), nullif(d.into_lots, '{}'), d.quantity,
  CASE k.sign WHEN 0 THEN 0 ELSE k.sign * d.quantity END, d.material, l.unit, l.plant, d.location,
  coalesce(d.supplier, d.customer), coalesce(d.purchase_reference, d.delivery, d.reference, d.number), d.sales_order,
  CASE WHEN k.kind NOT IN ('consumed', 'shipped') THEN coalesce(d.reason, d.why) END, f.by_user, f.occurred_at, f.recorded_at,
  f.seq, f.seq, c.first, d.movement, d.happened_at, coalesce(d.struck, false)
FROM facts f
JOIN (VALUES ('lots.LotReceived', 'received', 1, NULL::boolean, NULL), ('lots.LotProduced', 'produced', 1, false, 'order'),
  ('lots.LotConsumed', 'consumed', -1, true, 'order'), ('lots.LotReturned', 'returned', 1, true, 'order'),
  ('lots.LotReturnedToSupplier', 'returned_to_supplier', -1, NULL, NULL), ('lots.LotSplit', 'split', -1, true, 'split'),
  ('lots.LotSplitOff', 'split_off', 1, false, 'split off'), ('lots.LotMergedInto', 'merged_into', -1, true, 'merge'),
  ('lots.LotMergedFrom', 'merged_from', 1, false, 'merged'), ('lots.LotMoved', 'moved', 0, NULL, NULL),
  ('lots.LotHeld', 'held', 0, NULL, NULL), ('lots.LotReleased', 'released', 0, NULL, NULL),
  ('lots.LotAdjusted', 'adjusted', 0, NULL, NULL), ('lots.LotShipped', 'shipped', -1, NULL, NULL),
  ('lots.LotScrapped', 'scrapped', -1, NULL, NULL), ('lots.MovementCorrected', 'corrected', 0, NULL, NULL),
  ('lots.LotCorrected', 'lot_corrected', 0, NULL, NULL))
  AS k(topic, kind, sign, goes_out, node) USING (topic)
JOIN firsts l ON l.organization_id = f.organization_id AND l.key = f.key
CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(quantity numeric, material text, location text, work_order text,
  source text, "into" text, into_lots text[], supplier text, customer text, purchase_reference text, delivery text,
  reference text, sales_order text, reason text, why text, number text, movement integer, happened_at timestamptz, struck boolean)
LEFT JOIN corrections c ON c.organization_id = f.organization_id AND c.key = f.key AND c.movement = f.version;

-- fold_told --
INSERT INTO told (organization_id, lot, version, anew, number, supplier, supplier_lot, expires_at, produced_on, attributes, feed_seq)
SELECT f.organization_id, f.key, f.version, coalesce(d.anew, false), d.number, d.supplier, d.supplier_lot, d.expires_at,
  d.produced_on, nullif(d.attributes, '{}'), f.seq
FROM facts f CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(anew boolean, number text, supplier text, supplier_lot text,
  expires_at timestamptz, produced_on date, attributes jsonb)
WHERE f.topic = 'lots.LotCorrected'
  OR f.topic IN ('lots.LotReceived', 'lots.LotProduced', 'lots.LotSplitOff', 'lots.LotMergedFrom') AND (d.anew OR
    coalesce(d.supplier, d.supplier_lot, d.expires_at::text, d.produced_on::text, nullif(d.attributes, '{}')::text) IS NOT NULL);

-- fold_corrected --
INSERT INTO movements SELECT * FROM corrected;

-- fold_stated --
INSERT INTO stated
SELECT DISTINCT f.organization_id, i.lot, E'work_order\t' || (f.data->>'work_order') || E'\t' || i.lot, f.data->>'work_order'
FROM facts f CROSS JOIN LATERAL jsonb_array_elements_text(f.data->'into_lots') AS i(lot)
WHERE f.topic IN ('lots.LotConsumed', 'lots.LotReturned');

-- fold_flows --
INSERT INTO flows SELECT * FROM sums_of_flows;

-- fold_lots --
-- As count_lots. The sums are those of `totals`, which reads the movements of one lot as of a number and a moment; here all are
-- read once, before there is an index.
INSERT INTO lots (organization_id, lot, material, unit, plant, location, status, hold_reason, origin, number, supplier,
  supplier_lot, expires_at, produced_on, attributes, quantity, on_hand, consumed, shipped, scrapped, first_at, last_at, version)
SELECT t.organization_id, t.lot, f.material, f.unit, f.plant, t.location,
  CASE t.hold[1][1] WHEN 'held' THEN 'on_hold' ELSE 'available' END, CASE t.hold[1][1] WHEN 'held' THEN t.hold[1][2] END, f.kind,
  coalesce(a.number, unison.number_of_lot(t.lot, f.material)), a.supplier, a.supplier_lot, a.expires_at, a.produced_on,
  a.attributes, t.quantity, t.on_hand, t.consumed, t.shipped, t.scrapped, t.first_at, t.last_at, t.version
FROM (
  SELECT m.organization_id, m.lot,
    (array_agg(location ORDER BY version DESC) FILTER (WHERE location IS NOT NULL AND NOT struck))[1] AS location,
    array_agg(ARRAY[kind, reason] ORDER BY version DESC) FILTER (WHERE kind IN ('held', 'released') AND NOT struck) AS hold,
    coalesce(sum(quantity) FILTER (WHERE kind IN ('received', 'produced', 'split_off', 'merged_from') AND NOT struck), 0)
      AS quantity,
    coalesce(max(c.found), 0)
      + coalesce(sum(change) FILTER (WHERE c.last IS NULL OR (occurred_at, version) > (c.counted_at, c.last)), 0) AS on_hand,
    coalesce(sum(quantity) FILTER (WHERE kind = 'consumed' AND NOT struck), 0) AS consumed,
    coalesce(sum(quantity) FILTER (WHERE kind = 'shipped' AND NOT struck), 0) AS shipped,
    coalesce(sum(quantity) FILTER (WHERE kind = 'scrapped' AND NOT struck), 0) AS scrapped,
    min(occurred_at) AS first_at, max(occurred_at) AS last_at, max(version) AS version
  FROM movements m
  LEFT JOIN (
    SELECT DISTINCT ON (organization_id, lot) organization_id, lot, occurred_at AS counted_at, version AS last, quantity AS found
    FROM movements WHERE kind = 'adjusted' AND NOT struck AND known_until IS NULL
    ORDER BY organization_id, lot, occurred_at DESC, version DESC
  ) c ON c.organization_id = m.organization_id AND c.lot = m.lot
  WHERE known_until IS NULL GROUP BY m.organization_id, m.lot
) t
JOIN (
  SELECT DISTINCT ON (organization_id, lot) * FROM movements ORDER BY organization_id, lot, version, known_from
) f USING (organization_id, lot)
LEFT JOIN (
  SELECT k.organization_id, k.lot, about.* FROM (SELECT DISTINCT organization_id, lot FROM told) k
  CROSS JOIN LATERAL about(k.organization_id, k.lot, 9223372036854775807)
) a USING (organization_id, lot);

-- fold_sales_orders --
INSERT INTO sales_orders (organization_id, sales_order, customer, plant)
SELECT DISTINCT ON (organization_id, key) organization_id, key, data->>'customer', data->>'plant'
FROM facts WHERE topic = 'sales_orders.SalesOrderCreated' ORDER BY organization_id, key, version DESC;

-- fold_sales_order_lines --
INSERT INTO sales_order_lines (organization_id, sales_order, line, product, unit)
SELECT DISTINCT ON (organization_id, key, data->>'line') organization_id, key, (data->>'line')::integer, data->>'product',
  data->>'unit'
FROM facts WHERE topic = 'sales_orders.LineAdded' ORDER BY organization_id, key, data->>'line', version DESC;

-- fold_deliveries --
-- A row of a delivery stands until the next one that tells it anew.
INSERT INTO deliveries (organization_id, sales_order, version, line, kind, delivery, lot, quantity, occurred_at, feed_seq, corrects,
  known_until)
SELECT f.organization_id, f.key, f.version, d.line,
  CASE f.topic WHEN 'sales_orders.LineReturned' THEN 'returned' ELSE 'delivered' END, d.delivery, d.lot,
  CASE WHEN d.struck THEN 0 ELSE d.quantity END, coalesce(d.happened_at, f.occurred_at), f.seq, d.movement,
  lead(f.seq) OVER (PARTITION BY f.organization_id, f.key, coalesce(d.movement, f.version) ORDER BY f.version)
FROM facts f CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(line integer, delivery text, lot text, quantity numeric,
  movement integer, happened_at timestamptz, struck boolean)
WHERE f.topic IN ('sales_orders.LineDelivered', 'sales_orders.LineReturned', 'sales_orders.DeliveryCorrected');

-- trace_lot --
-- One row for each direction; none when the lot is unknown, or was as of then.
SELECT t.lots, t.edges, t.complete, number_as_of(l.organization_id, l.lot, %(known)s::bigint) AS number
FROM lots l CROSS JOIN unnest(%(forward)s::boolean[]) AS d(forward)
CROSS JOIN LATERAL trace(l.lot, d.forward, %(max_depth)s::integer, %(max_steps)s::integer, %(known)s::bigint,
  %(at)s::timestamptz) t
WHERE l.organization_id = unison.organization() AND l.lot = %(lot)s
  AND EXISTS (SELECT FROM lot_as_of(l.organization_id, l.lot, %(known)s::bigint, %(at)s::timestamptz));

-- list_lots --
-- The latest first.
SELECT lot, material, unit, plant, location, status, hold_reason, origin, number, supplier, supplier_lot, expires_at, produced_on,
  attributes, quantity, on_hand, consumed, shipped, scrapped, first_at, last_at, version
FROM lots
WHERE organization_id = unison.organization() AND version > 0 AND (%(material)s::text IS NULL OR material = %(material)s)
ORDER BY last_at DESC, lot
LIMIT %(limit)s;

-- search_lots --
-- Those whose number begins with the search, then those that end with it; then so with the supplier's number. Each in the order of
-- an index, so that as many rows are read as are told, however many there are.
SELECT lot, material, unit, plant, location, status, hold_reason, origin, number, supplier,
  supplier_lot, expires_at, produced_on, attributes, quantity, on_hand, consumed, shipped, scrapped, first_at, last_at, version
FROM (
  (SELECT 1 AS part, searched AS found_by, lots.* FROM lots
   WHERE organization_id = unison.organization() AND version > 0
     AND searched >= unison.normal_name(%(search)s) AND searched < unison.normal_name(%(search)s) || U&'\+10FFFF'
     AND (%(material)s::text IS NULL OR material = %(material)s)
   ORDER BY searched LIMIT %(limit)s)
  UNION ALL
  (SELECT 2, searched_backward, lots.* FROM lots
   WHERE organization_id = unison.organization() AND version > 0
     AND searched_backward >= reverse(unison.normal_name(%(search)s))
     AND searched_backward < reverse(unison.normal_name(%(search)s)) || U&'\+10FFFF'
     AND NOT starts_with(searched, unison.normal_name(%(search)s))
     AND (%(material)s::text IS NULL OR material = %(material)s)
   ORDER BY searched_backward LIMIT %(limit)s)
  UNION ALL
  (SELECT 3, searched_supplier, lots.* FROM lots
   WHERE organization_id = unison.organization() AND version > 0 AND searched_supplier IS NOT NULL
     AND searched_supplier >= unison.normal_name(%(search)s)
     AND searched_supplier < unison.normal_name(%(search)s) || U&'\+10FFFF'
     AND NOT starts_with(searched, unison.normal_name(%(search)s))
     AND NOT starts_with(searched_backward, reverse(unison.normal_name(%(search)s)))
     AND (%(material)s::text IS NULL OR material = %(material)s)
   ORDER BY searched_supplier LIMIT %(limit)s)
  UNION ALL
  (SELECT 4, searched_supplier_backward, lots.* FROM lots
   WHERE organization_id = unison.organization() AND version > 0 AND searched_supplier_backward IS NOT NULL
     AND searched_supplier_backward >= reverse(unison.normal_name(%(search)s))
     AND searched_supplier_backward < reverse(unison.normal_name(%(search)s)) || U&'\+10FFFF'
     AND NOT starts_with(searched, unison.normal_name(%(search)s))
     AND NOT starts_with(searched_backward, reverse(unison.normal_name(%(search)s)))
     AND NOT starts_with(searched_supplier, unison.normal_name(%(search)s))
     AND (%(material)s::text IS NULL OR material = %(material)s)
   ORDER BY searched_supplier_backward LIMIT %(limit)s)
) found
ORDER BY part, found_by, lot
LIMIT %(limit)s;

-- find_lot --
SELECT lot, material, unit, plant, location, status, hold_reason, origin, number, supplier, supplier_lot, expires_at, produced_on,
  attributes, quantity, on_hand, consumed, shipped, scrapped, first_at, last_at, version
FROM lots WHERE organization_id = unison.organization() AND lot = %(lot)s;

-- list_movements --
-- Every fact of a lot as it stands, in the order in which they happened, with what was on hand after it.
SELECT version, feed_seq, kind, quantity, unit, e.change, e.on_hand, work_order, other_lot,
  number_as_of(organization_id, other_lot, 9223372036854775807) AS other_number, location, party, reference, reason, by_user, occurred_at, recorded_at, corrects, struck, original, corrected_by, corrected_why,
  corrected_at
FROM movements m JOIN effects(unison.organization(), %(lot)s::text, 9223372036854775807, 'infinity') e USING (version)
WHERE organization_id = unison.organization() AND lot = %(lot)s AND known_until IS NULL ORDER BY occurred_at, version;

-- find_lot_as_of --
SELECT * FROM lot_as_of(unison.organization(), %(lot)s::text, %(known)s::bigint, %(at)s::timestamptz);

-- list_quantities --
-- The facts of a lot that moved a quantity, as of then, in the order they happened.
SELECT version, kind, quantity, e.change, work_order, other_lot,
  number_as_of(organization_id, other_lot, %(known)s::bigint) AS other_number, party, reference, sales_order, reason, by_user, occurred_at,
  recorded_at, feed_seq, struck, original, corrected_by, corrected_why, corrected_at
FROM standing(unison.organization(), %(lot)s::text, %(known)s::bigint, %(at)s::timestamptz)
JOIN effects(unison.organization(), %(lot)s::text, %(known)s::bigint, %(at)s::timestamptz) e USING (version)
WHERE quantity IS NOT NULL AND corrects IS NULL ORDER BY occurred_at, feed_seq;

-- list_halves --
-- A split and a merge are told by both of their lots. Those of a lot of which the two do not tell the same.
SELECT own.through, n.lot AS other_lot, number_as_of(unison.organization(), n.lot, %(known)s::bigint) AS other_number, own.quantity,
  other.quantity AS other_quantity
FROM unnest(ARRAY[true, false]) AS w(way)
CROSS JOIN LATERAL flows_of_lot(unison.organization(), %(lot)s::text, w.way, %(known)s::bigint, %(at)s::timestamptz) own
LEFT JOIN LATERAL flows_of_node(unison.organization(), own.node, NOT w.way, %(known)s::bigint, %(at)s::timestamptz) other
  ON true
CROSS JOIN LATERAL (SELECT split_part(own.node, E'\t', CASE WHEN w.way THEN 3 ELSE 2 END) AS lot) n
WHERE own.through <> 'work_order' AND own.quantity IS DISTINCT FROM other.quantity;

-- list_delivered_otherwise --
-- Deliveries of a lot of which its sales orders tell another quantity than the lot, in the same unit.
SELECT d.delivery, s.shipped, d.delivered
FROM (
  SELECT e.delivery, min(n.unit) AS unit, sum(e.quantity) AS delivered
  FROM deliveries e JOIN sales_orders o USING (organization_id, sales_order)
  JOIN sales_order_lines n USING (organization_id, sales_order, line)
  WHERE e.organization_id = unison.organization() AND e.lot = %(lot)s::text AND e.kind = 'delivered'
    AND e.feed_seq <= %(known)s::bigint
    AND coalesce(e.known_until > %(known)s::bigint, true) AND e.occurred_at <= %(at)s::timestamptz
  GROUP BY e.delivery
) d
CROSS JOIN LATERAL (
  SELECT sum(-m.change) AS shipped, min(m.unit) AS unit
  FROM standing(unison.organization(), %(lot)s::text, %(known)s::bigint, %(at)s::timestamptz) m
  WHERE m.kind = 'shipped' AND m.reference = d.delivery
) s
WHERE (s.unit IS NULL OR s.unit = d.unit) AND d.delivered IS DISTINCT FROM s.shipped ORDER BY d.delivery;

-- sum_material --
-- Each kind of movement of all lots of a material, and with each of them what is on hand of all in its unit.
SELECT l.unit, m.kind, count(*) FILTER (WHERE NOT m.struck) AS movements, sum(m.effect) AS change,
  sum(sum(m.effect)) OVER (PARTITION BY l.unit) AS on_hand
FROM lots l
CROSS JOIN LATERAL (
  SELECT s.*, e.change AS effect FROM standing(l.organization_id, l.lot, %(known)s::bigint, %(at)s::timestamptz) s
  JOIN effects(l.organization_id, l.lot, %(known)s::bigint, %(at)s::timestamptz) e USING (version)
  WHERE s.quantity IS NOT NULL AND s.corrects IS NULL OFFSET 0
) m
WHERE l.organization_id = unison.organization() AND l.material = %(material)s AND l.version > 0
GROUP BY l.unit, m.kind ORDER BY l.unit, m.kind;

-- list_of_order --
-- What an order consumed of each lot, and what it put out into each; what was said to go into certain lots by itself, once.
SELECT f.lot, number_as_of(unison.organization(), f.lot, %(known)s::bigint) AS number, f.consumed, f.quantity, f.unit, f.occurred_at, l.material,
  f.into_lots, ARRAY(
    SELECT coalesce(number_as_of(unison.organization(), i.lot, %(known)s::bigint), i.lot)
    FROM unnest(f.into_lots) WITH ORDINALITY AS i(lot, place) ORDER BY i.place
  ) AS into_numbers
FROM (
  SELECT f.lot, w.way AS consumed, f.quantity, f.unit, f.occurred_at, '{}'::text[] AS into_lots
  FROM unnest(ARRAY[true, false]) AS w(way)
  CROSS JOIN LATERAL (
    SELECT * FROM flows_of_node(unison.organization(), 'work_order' || E'\t' || %(work_order)s::text, w.way, %(known)s::bigint,
      %(at)s::timestamptz) OFFSET 0
  ) f
  UNION ALL
  SELECT n.lot, true, sum(-m.change), min(m.unit), max(m.occurred_at), m.into_lots
  FROM (
    SELECT DISTINCT f.lot FROM stated s
    CROSS JOIN LATERAL flows_of_node(s.organization_id, s.node, true, %(known)s::bigint, %(at)s::timestamptz) f
    WHERE s.organization_id = unison.organization() AND s.work_order = %(work_order)s::text
  ) n
  CROSS JOIN LATERAL standing(unison.organization(), n.lot, %(known)s::bigint, %(at)s::timestamptz) m
  WHERE m.work_order = %(work_order)s::text AND m.into_lots IS NOT NULL AND NOT m.struck GROUP BY n.lot, m.into_lots
) f
CROSS JOIN LATERAL (SELECT material FROM lots WHERE organization_id = unison.organization() AND lot = f.lot OFFSET 0) l
ORDER BY f.consumed DESC, f.occurred_at, f.lot, f.into_lots;

-- reach_lots --
-- Lots and orders that are reached from some lots, at their least depth; the lots themselves at 0. `only_stated`: by what was said
-- to go into a lot, and by splits and merges.
SELECT CASE WHEN w.into_lot THEN w.lot END AS lot, CASE WHEN NOT w.into_lot THEN w.work_order END AS work_order,
  min(w.hops) / 2 AS depth
FROM walk(%(lots)s::text[], %(forward)s::boolean, NULL, %(known)s::bigint, %(at)s::timestamptz, %(only_stated)s::boolean) w
WHERE w.into_lot OR w.through = 'work_order'
GROUP BY 1, 2;

-- list_lots_as_of --
SELECT a.* FROM unnest(%(lots)s::text[]) AS n(lot)
CROSS JOIN LATERAL (
  SELECT * FROM lot_as_of(unison.organization(), n.lot, %(known)s::bigint, %(at)s::timestamptz) OFFSET 0
) a;

-- count_orders --
-- How many lots each of some orders consumed and put out, and when last.
SELECT o.work_order, count(DISTINCT f.lot) FILTER (WHERE f.way) AS consumed_lots,
  count(DISTINCT f.lot) FILTER (WHERE NOT f.way) AS produced_lots, max(f.occurred_at) AS last_at
FROM unnest(%(work_orders)s::text[]) AS o(work_order)
CROSS JOIN LATERAL (
  SELECT 'work_order' || E'\t' || o.work_order AS node
  UNION ALL SELECT s.node FROM stated s WHERE s.organization_id = unison.organization() AND s.work_order = o.work_order
) n
CROSS JOIN unnest(ARRAY[true, false]) AS w(way)
CROSS JOIN LATERAL (
  SELECT w.way, g.lot, g.occurred_at FROM flows_of_node(unison.organization(), n.node, w.way,
    %(known)s::bigint, %(at)s::timestamptz) g OFFSET 0
) f
GROUP BY o.work_order;

-- list_shipments --
-- What of some lots went out to customers and came back, with the sales order that says it delivered that; and what a sales
-- order alone says was delivered from them, which nobody took from the lot.
SELECT m.lot, number_as_of(unison.organization(), m.lot, %(known)s::bigint) AS number, m.version, m.kind, m.party AS customer, m.reference AS delivery, coalesce(m.sales_order, d.sales_order) AS sales_order,
  d.line, m.quantity, m.unit, m.occurred_at, m.feed_seq, m.struck, m.original, m.corrected_by, m.corrected_why, m.corrected_at
FROM unnest(%(lots)s::text[]) AS n(lot)
CROSS JOIN LATERAL (
  SELECT * FROM standing(unison.organization(), n.lot, %(known)s::bigint, %(at)s::timestamptz) s
  WHERE s.kind IN ('shipped', 'returned_by_customer') OFFSET 0
) m
LEFT JOIN LATERAL (
  SELECT e.sales_order, e.line FROM deliveries e JOIN sales_orders o USING (organization_id, sales_order)
  WHERE e.organization_id = unison.organization() AND e.lot = n.lot AND e.delivery = m.reference AND o.customer = m.party
    AND e.kind = CASE m.kind WHEN 'shipped' THEN 'delivered' ELSE 'returned' END
    AND e.feed_seq <= %(known)s::bigint
    AND coalesce(e.known_until > %(known)s::bigint, true) AND e.occurred_at <= %(at)s::timestamptz
  ORDER BY abs(extract(epoch FROM e.occurred_at - m.occurred_at)), e.feed_seq LIMIT 1
) d ON true
UNION ALL
SELECT n.lot, number_as_of(unison.organization(), n.lot, %(known)s::bigint), NULL, 'only_' || e.kind, o.customer, e.delivery, e.sales_order, e.line, e.quantity, s.unit, e.occurred_at,
  e.feed_seq, false, NULL, NULL, NULL, NULL
FROM unnest(%(lots)s::text[]) AS n(lot)
CROSS JOIN LATERAL (
  SELECT * FROM deliveries d WHERE d.organization_id = unison.organization() AND d.lot = n.lot
    AND d.feed_seq <= %(known)s::bigint
    AND coalesce(d.known_until > %(known)s::bigint, true) AND d.occurred_at <= %(at)s::timestamptz OFFSET 0
) e
JOIN sales_orders o ON o.organization_id = unison.organization() AND o.sales_order = e.sales_order
JOIN sales_order_lines s ON s.organization_id = unison.organization() AND s.sales_order = e.sales_order AND s.line = e.line
WHERE NOT EXISTS (
  SELECT FROM standing(unison.organization(), n.lot, %(known)s::bigint, %(at)s::timestamptz) m
  WHERE m.reference = e.delivery AND m.kind = CASE e.kind WHEN 'delivered' THEN 'shipped' ELSE 'returned_by_customer' END
)
ORDER BY occurred_at, feed_seq, lot;

-- find_position --
-- How far this view is, as the number of the organization's own last fact in it, with the hash that the chain has there.
SELECT f.seq AS feed_seq, encode(f.hash, 'hex') AS hash, o.slug, o.name
FROM unison.feed f JOIN unison.organizations o ON o.organization_id = unison.organization()
WHERE f.organization_id = unison.organization() AND f.seq <= %(known)s::bigint
  AND f.cell_seq <= (SELECT c.position FROM unison.consumers c WHERE c.name = 'genealogy')
ORDER BY f.seq DESC LIMIT 1;
