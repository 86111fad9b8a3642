-- add_movement --
INSERT INTO movements SELECT * FROM json_populate_recordset(null::movements, %(rows)s)
ON CONFLICT (organization_id, lot, version) DO NOTHING;

-- fill_in --
-- What only a lot's first fact says, for those of its movements that do not have it yet.
UPDATE movements m
SET unit = f.unit, plant = f.plant
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT unit, plant FROM movements
  WHERE organization_id = k.organization_id AND lot = k.key ORDER BY version LIMIT 1
) f
WHERE m.organization_id = k.organization_id AND m.lot = k.key AND (m.plant, m.unit) IS DISTINCT FROM (f.plant, f.unit);

-- count_flows --
-- Sums what flowed between the lots that a batch touched and each node.
INSERT INTO flows AS o (organization_id, lot, goes_out, node, through, work_order, quantity, unit, plant, occurred_at)
SELECT k.organization_id, k.key, m.goes_out, m.node, split_part(m.node, E'\t', 1), min(m.work_order), sum(m.quantity),
  min(m.unit), min(m.plant), max(m.occurred_at)
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
JOIN movements m ON m.organization_id = k.organization_id AND m.lot = k.key
WHERE m.node IS NOT NULL
GROUP BY k.organization_id, k.key, m.goes_out, m.node
ON CONFLICT (organization_id, lot, goes_out, node) DO UPDATE
SET quantity = excluded.quantity, occurred_at = excluded.occurred_at
WHERE (o.quantity, o.occurred_at) IS DISTINCT FROM (excluded.quantity, excluded.occurred_at);

-- count_lots --
-- Counts the lots that a batch touched from all of their movements.
INSERT INTO lots (organization_id, lot, material, unit, plant, location, status, hold_reason, origin, supplier, quantity,
  on_hand, consumed, shipped, scrapped, first_at, last_at, version)
SELECT k.organization_id, k.key, f.material, f.unit, f.plant, coalesce(at.location, f.location),
  CASE h.kind WHEN 'held' THEN 'on_hold' ELSE 'available' END, CASE h.kind WHEN 'held' THEN h.reason END,
  f.kind, f.party, s.quantity, s.on_hand, s.consumed, s.shipped, s.scrapped, s.first_at, s.last_at, s.version
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, key text)
CROSS JOIN LATERAL (
  SELECT kind, material, unit, plant, location, party FROM movements
  WHERE organization_id = k.organization_id AND lot = k.key ORDER BY version LIMIT 1
) f
CROSS JOIN LATERAL (
  SELECT coalesce(sum(quantity) FILTER (WHERE kind IN ('received', 'produced', 'split_off', 'merged_from')), 0) AS quantity,
    sum(change) AS on_hand,
    coalesce(sum(quantity) FILTER (WHERE kind = 'consumed'), 0) AS consumed,
    coalesce(sum(quantity) FILTER (WHERE kind = 'shipped'), 0) AS shipped,
    coalesce(sum(quantity) FILTER (WHERE kind = 'scrapped'), 0) AS scrapped,
    min(occurred_at) AS first_at, max(occurred_at) AS last_at, max(version) AS version
  FROM movements WHERE organization_id = k.organization_id AND lot = k.key
) s
LEFT JOIN LATERAL (
  SELECT location FROM movements
  WHERE organization_id = k.organization_id AND lot = k.key AND kind = 'moved' ORDER BY version DESC LIMIT 1
) at ON true
LEFT JOIN LATERAL (
  SELECT kind, reason FROM movements
  WHERE organization_id = k.organization_id AND lot = k.key AND kind IN ('held', 'released') ORDER BY version DESC LIMIT 1
) h ON true
ON CONFLICT (organization_id, lot) DO UPDATE SET location = excluded.location, status = excluded.status,
  hold_reason = excluded.hold_reason, quantity = excluded.quantity, on_hand = excluded.on_hand, consumed = excluded.consumed,
  shipped = excluded.shipped, scrapped = excluded.scrapped, first_at = excluded.first_at, last_at = excluded.last_at,
  version = excluded.version;

-- trace_lot --
-- One row for each direction; none when the lot is unknown.
SELECT t.lots::text AS lots, t.edges::text AS edges, t.complete
FROM lots l CROSS JOIN unnest(%(forward)s::boolean[]) AS d(forward)
CROSS JOIN LATERAL trace(l.lot, d.forward, %(max_depth)s::integer, %(max_steps)s::integer) t
WHERE l.organization_id = unison.organization() AND l.lot = %(lot)s;

-- list_lots --
-- Those whose number begins with the search first, then the latest.
SELECT lot, material, unit, plant, location, status, hold_reason, origin, supplier, quantity, on_hand, consumed, shipped,
  scrapped, first_at, last_at, version
FROM lots
WHERE organization_id = unison.organization() AND version > 0
  AND (%(search)s::text IS NULL OR strpos(lower(lot), lower(%(search)s)) > 0)
  AND (%(material)s::text IS NULL OR material = %(material)s)
ORDER BY (%(search)s::text IS NOT NULL AND starts_with(lower(lot), lower(%(search)s))) DESC, last_at DESC, lot
LIMIT %(limit)s;

-- find_lot --
SELECT lot, material, unit, plant, location, status, hold_reason, origin, supplier, quantity, on_hand, consumed, shipped,
  scrapped, first_at, last_at, version
FROM lots WHERE organization_id = unison.organization() AND lot = %(lot)s;

-- list_movements --
-- Every fact of a lot in its order, with what was on hand after it.
SELECT version, feed_seq, kind, quantity, unit, change, sum(change) OVER (ORDER BY version) AS on_hand, work_order, other_lot,
  location, party, reference, reason, by_user, occurred_at, recorded_at
FROM movements WHERE organization_id = unison.organization() AND lot = %(lot)s ORDER BY version;
