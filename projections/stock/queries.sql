-- add_movement --
INSERT INTO movements SELECT * FROM json_populate_recordset(null::movements, %(rows)s)
ON CONFLICT (organization_id, lot, version) DO NOTHING;

-- add_told --
INSERT INTO told SELECT * FROM json_populate_recordset(null::told, %(rows)s)
ON CONFLICT (organization_id, lot, version) DO NOTHING;

-- correct_movement --
-- What a correction does not say stands as it was told first. Exact numbers are kept as text inside `original`.
UPDATE movements m
SET original = c.original, quantity = c.quantity,
  unit_cost = CASE WHEN r.unit_cost IS NULL AND r.total_cost IS NULL THEN (c.original->>'unit_cost')::numeric ELSE r.unit_cost END,
  total_cost = CASE WHEN r.unit_cost IS NULL AND r.total_cost IS NULL THEN (c.original->>'total_cost')::numeric ELSE r.total_cost END,
  happened_at = coalesce(r.happened_at, (c.original->>'happened_at')::timestamptz), struck = r.struck,
  change = CASE WHEN r.struck OR m.kind = 'counted' THEN 0 ELSE m.direction * c.quantity END,
  corrected_version = r.corrected_version, corrected_by = r.corrected_by, corrected_why = r.corrected_why,
  corrected_at = r.corrected_at
FROM json_populate_recordset(null::movements, %(rows)s) r
JOIN movements f ON f.organization_id = r.organization_id AND f.lot = r.lot AND f.version = r.version
CROSS JOIN LATERAL (
  SELECT coalesce(f.original, jsonb_build_object('quantity', f.quantity::text, 'unit_cost', f.unit_cost::text,
    'total_cost', f.total_cost::text, 'happened_at', f.happened_at)) AS told
) o
CROSS JOIN LATERAL (
  SELECT o.told AS original, coalesce(r.quantity, (o.told->>'quantity')::numeric) AS quantity
) c
WHERE m.organization_id = r.organization_id AND m.lot = r.lot AND m.version = r.version
  AND m.corrected_version < r.corrected_version;

-- put_reservation --
INSERT INTO reservations AS s
SELECT * FROM json_populate_recordset(null::reservations, %(rows)s)
ON CONFLICT (organization_id, lot, work_order) DO UPDATE SET quantity = excluded.quantity, reserved_at = excluded.reserved_at,
  by_user = excluded.by_user, version = excluded.version
WHERE s.version < excluded.version;

-- put_storage_location --
-- Told again of a retired storage location, it is in use again.
INSERT INTO storage_locations AS s (organization_id, plant, location, area, version)
SELECT organization_id, plant, location, area, version FROM json_populate_recordset(null::storage_locations, %(rows)s)
ON CONFLICT (organization_id, plant, location) DO UPDATE
SET area = excluded.area, retired_at = NULL, retired_reason = NULL, version = excluded.version
WHERE s.version < excluded.version;

-- retire_storage_location --
UPDATE storage_locations s SET retired_at = r.retired_at, retired_reason = r.retired_reason, version = r.version
FROM json_populate_recordset(null::storage_locations, %(rows)s) r
WHERE s.organization_id = r.organization_id AND s.plant = r.plant AND s.location = r.location AND s.version < r.version;

-- put_reorder_point --
INSERT INTO reorder_points AS p
SELECT * FROM json_populate_recordset(null::reorder_points, %(rows)s)
ON CONFLICT (organization_id, material, plant) DO UPDATE SET quantity = excluded.quantity, version = excluded.version
WHERE p.version < excluded.version;

-- fill_in --
-- What only a lot's first fact says, for those of its movements that are not settled yet.
UPDATE movements m
SET unit = f.unit, plant = f.plant, material = f.material
FROM (
  SELECT k.organization_id, k.key, f.unit, f.plant, f.material, n.since
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
  CROSS JOIN LATERAL (
    SELECT unit, plant, material FROM movements
    WHERE organization_id = k.organization_id AND lot = k.key ORDER BY version LIMIT 1
  ) f
  CROSS JOIN LATERAL unsettled(k.organization_id, k.key) n OFFSET 0
) f
WHERE m.organization_id = f.organization_id AND m.lot = f.key AND m.version > f.since
  AND (m.plant, m.unit, m.material) IS DISTINCT FROM (f.plant, f.unit, f.material);

-- weigh_counts --
-- The counts of the lots that a batch touched, where one of them lies behind something new.
UPDATE movements m SET expected = c.expected, change = c.change
FROM (
  SELECT c.* FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
  CROSS JOIN LATERAL (SELECT * FROM unsettled(k.organization_id, k.key) OFFSET 0) n
  CROSS JOIN LATERAL (
    SELECT FROM movements WHERE organization_id = k.organization_id AND lot = k.key AND kind = 'counted' AND (
      n.looks_back OR happened_at >= (
        SELECT min(happened_at) FROM movements WHERE organization_id = k.organization_id AND lot = k.key AND version > n.since))
    LIMIT 1
  ) any_count
  CROSS JOIN LATERAL (SELECT * FROM counts WHERE organization_id = k.organization_id AND lot = k.key OFFSET 0) c
  OFFSET 0
) c
WHERE m.organization_id = c.organization_id AND m.lot = c.lot AND m.version = c.version
  AND (m.expected, m.change) IS DISTINCT FROM (c.expected, c.change);

-- settle_lots --
-- The lots that a batch touched: from all of their movements where something looks back, else from what was told since.
INSERT INTO lots
SELECT s.* FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (SELECT * FROM unsettled(k.organization_id, k.key) OFFSET 0) n
CROSS JOIN LATERAL (
  (SELECT * FROM settled WHERE n.looks_back AND organization_id = k.organization_id AND lot = k.key OFFSET 0)
  UNION ALL
  (SELECT * FROM added(k.organization_id, k.key, n.since) WHERE NOT n.looks_back OFFSET 0)
) s
ON CONFLICT (organization_id, lot) DO UPDATE SET location = excluded.location, on_hand = excluded.on_hand,
  on_hold = excluded.on_hold, hold_reason = excluded.hold_reason, number = excluded.number,
  supplier = excluded.supplier, supplier_lot = excluded.supplier_lot, expires_at = excluded.expires_at,
  produced_on = excluded.produced_on, attributes = excluded.attributes, first_at = excluded.first_at, last_at = excluded.last_at, version = excluded.version;

-- fold_movements --
-- This and the following fill the empty tables from all facts at once, in this order. A movement stands as its last correction
-- says; what that leaves out is as it was told first.
INSERT INTO movements (organization_id, lot, version, plant, material, unit, kind, direction, quantity, change, location,
  expires_at, unit_cost, total_cost, currency, exchange_rate, work_order, other_lot, party, reference, reason, suggested_lot,
  override_reason, happened_at, struck, original, corrected_version, corrected_by, corrected_why, corrected_at, by_user, recorded_at,
  feed_seq)
WITH corrections AS (
  SELECT DISTINCT ON (f.organization_id, f.key, d.movement) f.organization_id, f.key, f.version, f.by_user, f.recorded_at, d.*
  FROM facts f CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(movement integer, quantity numeric, unit_cost numeric,
    total_cost numeric, happened_at timestamptz, struck boolean, why text)
  WHERE f.topic = 'lots.MovementCorrected' ORDER BY f.organization_id, f.key, d.movement, f.version DESC
), firsts AS (
  SELECT DISTINCT ON (organization_id, key) organization_id, key, data->>'plant' AS plant, data->>'material' AS material,
    data->>'unit' AS unit
  FROM facts WHERE topic IN ('lots.LotReceived', 'lots.LotProduced', 'lots.LotSplitOff', 'lots.LotMergedFrom')
  ORDER BY organization_id, key, version
)
SELECT f.organization_id, f.key, f.version, l.plant, l.material, l.unit,
  CASE WHEN d.by_product THEN 'by_product' WHEN k.kind = 'returned' AND d.customer IS NOT NULL THEN 'returned_by_customer'
    ELSE k.kind END,
  k.direction, coalesce(c.quantity, d.quantity),
  CASE WHEN c.struck OR k.kind = 'counted' THEN 0 ELSE k.direction * coalesce(c.quantity, d.quantity, 0) END,
  d.location, d.expires_at, CASE WHEN c.unit_cost IS NULL AND c.total_cost IS NULL THEN d.unit_cost ELSE c.unit_cost END,
  CASE WHEN c.unit_cost IS NULL AND c.total_cost IS NULL THEN d.total_cost ELSE c.total_cost END, d.currency, d.exchange_rate,
  d.work_order, coalesce(d.source, d."into"),
  coalesce(d.supplier, d.customer), coalesce(d.purchase_reference, d.delivery, d.reference, d.number), coalesce(d.reason, d.why), d.suggested_lot,
  d.override_reason, coalesce(c.happened_at, f.occurred_at), coalesce(c.struck, false),
  CASE WHEN c.movement IS NOT NULL THEN jsonb_build_object('quantity', d.quantity::text, 'unit_cost', d.unit_cost::text,
    'total_cost', d.total_cost::text, 'happened_at', f.occurred_at) END,
  coalesce(c.version, 0), c.by_user, c.why, c.recorded_at, f.by_user, f.recorded_at, f.seq
FROM facts f
JOIN (VALUES ('lots.LotReceived', 'received', 1::smallint), ('lots.LotProduced', 'produced', 1), ('lots.LotConsumed', 'consumed', -1),
  ('lots.LotReturned', 'returned', 1), ('lots.LotReturnedToSupplier', 'returned_to_supplier', -1), ('lots.LotSplit', 'split', -1),
  ('lots.LotSplitOff', 'split_off', 1), ('lots.LotMergedInto', 'merged_into', -1), ('lots.LotMergedFrom', 'merged_from', 1),
  ('lots.LotMoved', 'moved', 0), ('lots.LotHeld', 'held', 0), ('lots.LotReleased', 'released', 0),
  ('lots.LotReserved', 'reserved', 0), ('lots.LotReservationReleased', 'reservation_released', 0),
  ('lots.LotAdjusted', 'counted', 1), ('lots.LotCorrected', 'lot_corrected', 0), ('lots.LotShipped', 'shipped', -1), ('lots.LotScrapped', 'scrapped', -1))
  AS k(topic, kind, direction) USING (topic)
JOIN firsts l ON l.organization_id = f.organization_id AND l.key = f.key
CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(quantity numeric, location text, expires_at timestamptz,
  unit_cost numeric, total_cost numeric, currency text, exchange_rate numeric, work_order text, source text, "into" text,
  supplier text, customer text,
  purchase_reference text, delivery text, reference text, reason text, suggested_lot text, override_reason text,
  by_product boolean, why text, number text)
LEFT JOIN corrections c ON c.organization_id = f.organization_id AND c.key = f.key AND c.movement = f.version;

-- fold_told --
INSERT INTO told (organization_id, lot, version, anew, number, supplier, supplier_lot, expires_at, produced_on, attributes)
SELECT f.organization_id, f.key, f.version, coalesce(d.anew, false), d.number, d.supplier, d.supplier_lot, d.expires_at,
  d.produced_on, nullif(d.attributes, '{}')
FROM facts f CROSS JOIN LATERAL jsonb_to_record(f.data) AS d(anew boolean, number text, supplier text, supplier_lot text,
  expires_at timestamptz, produced_on date, attributes jsonb)
WHERE f.topic = 'lots.LotCorrected'
  OR f.topic IN ('lots.LotReceived', 'lots.LotProduced', 'lots.LotSplitOff', 'lots.LotMergedFrom') AND (d.anew OR
    coalesce(d.supplier, d.supplier_lot, d.expires_at::text, d.produced_on::text, nullif(d.attributes, '{}')::text) IS NOT NULL);

-- fold_counts --
UPDATE movements m SET expected = c.expected, change = c.change FROM counts c
WHERE m.organization_id = c.organization_id AND m.lot = c.lot AND m.version = c.version;

-- fold_lots --
INSERT INTO lots SELECT * FROM settled;

-- fold_reservations --
INSERT INTO reservations (organization_id, lot, work_order, quantity, reserved_at, by_user, version)
SELECT DISTINCT ON (organization_id, key, data->>'work_order') organization_id, key, data->>'work_order',
  CASE topic WHEN 'lots.LotReserved' THEN (data->>'quantity')::numeric END, occurred_at, by_user, version
FROM facts WHERE topic IN ('lots.LotReserved', 'lots.LotReservationReleased')
ORDER BY organization_id, key, data->>'work_order', version DESC;

-- fold_storage_locations --
-- Told again of a retired storage location, it is in use again.
INSERT INTO storage_locations (organization_id, plant, location, area, retired_at, retired_reason, version)
SELECT organization_id, key, data->>'location',
  (array_agg(data->>'area' ORDER BY version DESC) FILTER (WHERE topic = 'storage_locations.StorageLocationRegistered'))[1],
  (array_agg(CASE topic WHEN 'storage_locations.StorageLocationRetired' THEN occurred_at END ORDER BY version DESC))[1],
  (array_agg(data->>'reason' ORDER BY version DESC))[1], max(version)
FROM facts WHERE topic IN ('storage_locations.StorageLocationRegistered', 'storage_locations.StorageLocationRetired')
GROUP BY organization_id, key, data->>'location';

-- fold_reorder_points --
INSERT INTO reorder_points (organization_id, material, plant, quantity, version)
SELECT DISTINCT ON (organization_id, key, data->>'plant') organization_id, key, data->>'plant', (data->>'quantity')::numeric, version
FROM facts WHERE topic = 'materials.ReorderPointSet' ORDER BY organization_id, key, data->>'plant', version DESC;

-- list_stock --
-- What there is now, by material; of one material what goes first stands first.
SELECT l.lot, l.plant, l.material, l.unit, l.location, l.on_hand, coalesce(r.covered, 0) AS reserved,
  l.on_hand - coalesce(r.covered, 0) AS free, s.status, l.hold_reason, l.number, l.supplier, l.supplier_lot, l.expires_at,
  l.produced_on, l.attributes, l.first_at, l.last_at, l.version
FROM lots l
LEFT JOIN (
  SELECT lot, sum(covered) AS covered FROM reserved WHERE organization_id = unison.organization() GROUP BY lot
) r USING (lot)
CROSS JOIN LATERAL (
  SELECT CASE WHEN l.on_hand < 0 THEN 'negative' WHEN l.on_hold THEN 'held' WHEN l.expires_at < now() THEN 'expired'
    ELSE 'available' END AS status
) s
WHERE l.organization_id = unison.organization() AND l.on_hand <> 0
  AND (%(material)s::text IS NULL OR l.material = %(material)s)
  AND (%(plant)s::text IS NULL OR l.plant = %(plant)s)
  AND (%(location)s::text IS NULL OR unison.normal_name(l.location) = unison.normal_name(%(location)s))
  AND (%(lot)s::text IS NULL OR l.lot = %(lot)s)
  AND (%(status)s::text[] IS NULL OR s.status = ANY (%(status)s))
ORDER BY l.material, l.expires_at, l.first_at, l.lot LIMIT %(limit)s OFFSET %(offset)s;

-- list_stock_as_of --
-- What there was at a moment, by when things happened, as far as is known today. The last that had happened says where a lot
-- lay and whether it was on hold.
SELECT t.lot, t.plant, t.material, t.unit, t.location, t.on_hand, NULL::numeric AS reserved, NULL::numeric AS free, s.status,
  CASE WHEN t.held THEN t.hold_reason END AS hold_reason, l.number, l.supplier, l.supplier_lot, l.expires_at, l.produced_on,
  l.attributes, t.first_at, t.last_at, t.version
FROM (
  SELECT lot, min(plant) AS plant, min(material) AS material, min(unit) AS unit, sum(change) AS on_hand,
    (array_agg(location ORDER BY happened_at DESC, version DESC) FILTER (WHERE location IS NOT NULL))[1] AS location,
    (array_agg(kind = 'held' ORDER BY happened_at DESC, version DESC) FILTER (WHERE kind IN ('held', 'released')))[1] AS held,
    (array_agg(reason ORDER BY happened_at DESC, version DESC) FILTER (WHERE kind IN ('held', 'released')))[1] AS hold_reason,
    coalesce(min(happened_at) FILTER (WHERE direction = 1), min(happened_at)) AS first_at,
    max(happened_at) AS last_at, max(version) AS version
  FROM movements
  WHERE organization_id = unison.organization() AND happened_at <= %(as_of)s AND NOT struck
    AND (%(material)s::text IS NULL OR material = %(material)s)
    AND (%(plant)s::text IS NULL OR plant = %(plant)s)
    AND (%(lot)s::text IS NULL OR lot = %(lot)s)
  GROUP BY lot
) t
JOIN lots l ON l.organization_id = unison.organization() AND l.lot = t.lot
CROSS JOIN LATERAL (
  SELECT CASE WHEN t.on_hand < 0 THEN 'negative' WHEN t.held THEN 'held' WHEN l.expires_at < %(as_of)s THEN 'expired'
    ELSE 'available' END AS status
) s
WHERE t.on_hand <> 0
  AND (%(location)s::text IS NULL OR unison.normal_name(t.location) = unison.normal_name(%(location)s))
  AND (%(status)s::text[] IS NULL OR s.status = ANY (%(status)s))
ORDER BY t.material, l.expires_at, t.first_at, t.lot LIMIT %(limit)s OFFSET %(offset)s;

-- sum_materials --
-- How much there is of each material in each plant, how much of it anybody may use, and how much only the order that reserved it.
SELECT plant, material, unit, sum(on_hand) AS on_hand,
  coalesce(sum(on_hand - coalesce(covered, 0))
    FILTER (WHERE on_hand > 0 AND NOT on_hold AND (expires_at IS NULL OR expires_at >= now())), 0) AS available,
  coalesce(sum(covered) FILTER (WHERE NOT on_hold AND (expires_at IS NULL OR expires_at >= now())), 0) AS reserved,
  coalesce(sum(on_hand) FILTER (WHERE on_hand > 0 AND on_hold), 0) AS held,
  coalesce(sum(on_hand) FILTER (WHERE on_hand > 0 AND NOT on_hold AND expires_at < now()), 0) AS expired,
  count(*) FILTER (WHERE on_hand < 0) AS negative_lots, count(*) AS lots
FROM lots
LEFT JOIN (
  SELECT lot, sum(covered) AS covered FROM reserved WHERE organization_id = unison.organization() GROUP BY lot
) r USING (lot)
WHERE organization_id = unison.organization() AND on_hand <> 0
  AND (%(material)s::text IS NULL OR material = %(material)s) AND (%(plant)s::text IS NULL OR plant = %(plant)s)
GROUP BY plant, material, unit ORDER BY material, plant, unit LIMIT %(limit)s OFFSET %(offset)s;

-- list_movements --
-- What happened last stands first.
SELECT m.*, l.number, o.number AS other_number, s.number AS suggested_number
FROM (
  SELECT lot, version, plant, material, unit, kind, quantity, expected, change, location, expires_at, unit_cost, total_cost,
    exchange_rate, currency, work_order, other_lot, party, reference, reason, suggested_lot, override_reason, happened_at, struck,
    original, corrected_by, corrected_why, corrected_at, by_user, recorded_at, feed_seq
  FROM movements
  WHERE organization_id = unison.organization()
    AND (%(lot)s::text IS NULL OR lot = %(lot)s) AND (%(material)s::text IS NULL OR material = %(material)s)
    AND (%(plant)s::text IS NULL OR plant = %(plant)s)
    AND (%(since)s::timestamptz IS NULL OR happened_at >= %(since)s)
    AND (%(until)s::timestamptz IS NULL OR happened_at <= %(until)s)
    AND (NOT %(corrected)s::boolean OR original IS NOT NULL)
  ORDER BY happened_at DESC, feed_seq DESC LIMIT %(limit)s OFFSET %(offset)s
) m
JOIN lots l ON l.organization_id = unison.organization() AND l.lot = m.lot
LEFT JOIN lots o ON o.organization_id = unison.organization() AND o.lot = m.other_lot
LEFT JOIN lots s ON s.organization_id = unison.organization() AND s.lot = m.suggested_lot
ORDER BY m.happened_at DESC, m.feed_seq DESC;

-- suggest_lots --
-- What is reserved for the order goes first, then what expires first, then what is oldest; never what is reserved for others, held or
-- expired. As many lots as the quantity takes: first of what is reserved, the rest of what is free.
WITH usable AS (
  SELECT lot, number, location, unit, expires_at, first_at, on_hand, coalesce(own, 0) AS own,
    on_hand - coalesce(own, 0) - coalesce(others, 0) AS free
  FROM lots
  LEFT JOIN (
    SELECT lot, sum(covered) FILTER (WHERE work_order = %(work_order)s::text) AS own,
      sum(covered) FILTER (WHERE work_order IS DISTINCT FROM %(work_order)s::text) AS others
    FROM reserved WHERE organization_id = unison.organization() GROUP BY lot
  ) r USING (lot)
  WHERE organization_id = unison.organization() AND on_hand > 0 AND on_hand <> 0 AND material = %(material)s
    AND plant = %(plant)s AND NOT on_hold AND (expires_at IS NULL OR expires_at >= now())
), reserved_first AS (
  SELECT *, least(own, greatest(%(quantity)s::numeric - (sum(own) OVER goes_first - own), 0)) AS of_own,
    greatest(%(quantity)s::numeric - sum(own) OVER (), 0) - (sum(free) OVER goes_first - free) AS left_over
  FROM usable WINDOW goes_first AS (ORDER BY expires_at, first_at, lot)
)
SELECT lot, number, location, unit, expires_at, first_at, on_hand, own AS reserved, own + free AS usable,
  of_own + least(free, greatest(left_over, 0)) AS quantity
FROM reserved_first WHERE of_own + least(free, greatest(left_over, 0)) > 0
ORDER BY of_own = 0, expires_at, first_at, lot;

-- list_reservations --
-- What is reserved for whom; what was reserved last stands first.
SELECT r.lot, l.number, l.material, l.plant, l.location, l.unit, r.work_order, r.quantity, r.taken, r.outstanding,
  r.outstanding - r.covered AS short, l.on_hand,
  CASE WHEN l.on_hand < 0 THEN 'negative' WHEN l.on_hold THEN 'held' WHEN l.expires_at < now() THEN 'expired' ELSE 'available' END
    AS status,
  r.reserved_at, r.by_user
FROM reserved r JOIN lots l USING (organization_id, lot)
WHERE r.organization_id = unison.organization() AND (%(work_order)s::text IS NULL OR r.work_order = %(work_order)s)
  AND (%(lot)s::text IS NULL OR r.lot = %(lot)s) AND (%(material)s::text IS NULL OR l.material = %(material)s)
  AND (%(plant)s::text IS NULL OR l.plant = %(plant)s)
ORDER BY r.reserved_at DESC, r.lot, r.work_order LIMIT %(limit)s OFFSET %(offset)s;

-- list_reorder --
-- What anybody may use is less than the reorder point: what is reserved is spoken for.
WITH covered AS MATERIALIZED (
  SELECT lot, sum(covered) AS covered FROM reserved WHERE organization_id = unison.organization() GROUP BY lot
)
SELECT r.material, r.plant, r.quantity AS reorder_point, s.unit, s.available, r.quantity - s.available AS missing
FROM reorder_points r
CROSS JOIN LATERAL (
  SELECT min(unit) AS unit, coalesce(sum(on_hand - coalesce(covered, 0)) FILTER (WHERE NOT on_hold AND on_hand > 0
    AND (expires_at IS NULL OR expires_at >= now())), 0) AS available
  FROM lots LEFT JOIN covered USING (lot)
  WHERE organization_id = r.organization_id AND material = r.material AND plant = r.plant AND on_hand <> 0
) s
WHERE r.organization_id = unison.organization() AND s.available < r.quantity
  AND (%(plant)s::text IS NULL OR r.plant = %(plant)s)
ORDER BY r.material, r.plant LIMIT %(limit)s OFFSET %(offset)s;

-- list_storage_locations --
SELECT s.plant, s.location, s.area, s.retired_at, s.retired_reason, l.lots
FROM storage_locations s
CROSS JOIN LATERAL (
  SELECT count(*) AS lots FROM lots
  WHERE organization_id = s.organization_id AND plant = s.plant AND location = s.location AND on_hand <> 0
) l
WHERE s.organization_id = unison.organization() AND (%(plant)s::text IS NULL OR s.plant = %(plant)s)
ORDER BY s.plant, coalesce(s.area, s.location), s.area IS NOT NULL, s.location LIMIT %(limit)s OFFSET %(offset)s;

-- use_of_material --
-- Of the last thousand movements of a material in a plant, in the year before a moment: the largest receipt, what was used, since
-- when; and what there is now.
WITH latest AS (
  SELECT kind, quantity, happened_at FROM movements
  WHERE organization_id = unison.organization() AND material = %(material)s AND plant = %(plant)s AND NOT struck
    AND happened_at <= %(at)s::timestamptz AND happened_at > %(at)s::timestamptz - interval '365 days'
  ORDER BY happened_at DESC, feed_seq DESC LIMIT 1000
)
SELECT min(happened_at) AS since, max(quantity) FILTER (WHERE kind = 'received') AS largest_receipt,
  sum(quantity) FILTER (WHERE kind IN ('consumed', 'shipped', 'scrapped')) AS used,
  (SELECT sum(on_hand) FROM lots
   WHERE organization_id = unison.organization() AND material = %(material)s AND plant = %(plant)s AND on_hand <> 0) AS on_hand
FROM latest;

-- look_for_short --
-- Of all organizations: as `list_reorder`.
WITH covered AS MATERIALIZED (
  SELECT organization_id, lot, sum(covered) AS covered FROM reserved GROUP BY organization_id, lot
)
SELECT r.organization_id, 'materials:' || r.material AS about, r.plant, jsonb_build_object('material', r.material,
  'unit', s.unit, 'available', trim_scale(s.available)::text, 'reorder_point', trim_scale(r.quantity)::text) AS told
FROM reorder_points r
CROSS JOIN LATERAL (
  SELECT min(l.unit) AS unit, coalesce(sum(l.on_hand - coalesce(c.covered, 0)) FILTER (WHERE NOT l.on_hold AND l.on_hand > 0
    AND (l.expires_at IS NULL OR l.expires_at >= now())), 0) AS available
  FROM lots l LEFT JOIN covered c ON c.organization_id = l.organization_id AND c.lot = l.lot
  WHERE l.organization_id = r.organization_id AND l.material = r.material AND l.plant = r.plant AND l.on_hand <> 0
) s
WHERE s.available < r.quantity;
