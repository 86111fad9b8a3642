-- add_movement --
INSERT INTO movements (organization_id, fact, id, kind, lot, plant, material, at, order_key, quantity, found, unit_cost, total_cost,
  currency, exchange_rate, amount, method, by_product, work_order, refers_fact, into_lot, reason, by_user, recorded_at)
SELECT organization_id, fact, id, kind, lot, plant, material, at, order_key, quantity, found, unit_cost, total_cost, currency,
  exchange_rate, amount, method, coalesce(by_product, false), work_order, refers_fact, into_lot, reason, by_user, recorded_at
FROM json_populate_recordset(null::movements, %(rows)s)
ON CONFLICT (organization_id, fact) DO NOTHING;

-- add_lot --
INSERT INTO lots SELECT * FROM json_populate_recordset(null::lots, %(rows)s) ON CONFLICT (organization_id, lot) DO NOTHING;

-- name_lot --
UPDATE lots l SET corrected_number = r.corrected_number FROM json_populate_recordset(null::lots, %(rows)s) r
WHERE l.organization_id = r.organization_id AND l.lot = r.lot;

-- correct_movement --
-- The movement gets what stands now and keeps what was told first; a correction that was applied before changes nothing.
UPDATE movements m
SET original = o.told, struck = r.struck, corrected_version = r.corrected_version, corrected_by = r.corrected_by,
  corrected_why = r.corrected_why, corrected_at = r.corrected_at,
  quantity = CASE m.kind WHEN 'counted' THEN 0 ELSE coalesce(r.quantity, (o.told->>'quantity')::numeric) END,
  found = CASE m.kind WHEN 'counted' THEN coalesce(r.quantity, (o.told->>'quantity')::numeric) END,
  unit_cost = CASE WHEN r.unit_cost IS NULL AND r.total_cost IS NULL THEN (o.told->>'unit_cost')::numeric ELSE r.unit_cost END,
  total_cost = CASE WHEN r.unit_cost IS NULL AND r.total_cost IS NULL THEN (o.told->>'total_cost')::numeric ELSE r.total_cost END,
  at = coalesce(r.at, (o.told->>'at')::timestamptz)
FROM json_populate_recordset(null::movements, %(rows)s) r
CROSS JOIN LATERAL (
  SELECT coalesce(t.original, jsonb_build_object('quantity', coalesce(t.found, t.quantity), 'unit_cost', t.unit_cost,
    'total_cost', t.total_cost, 'at', t.at)) AS told
  FROM movements t WHERE t.organization_id = r.organization_id AND t.fact = r.fact
) o
WHERE m.organization_id = r.organization_id AND m.fact = r.fact;

-- add_order --
-- One that comes anew under the number of a cancelled one is of a product and plant of its own.
INSERT INTO orders AS o (organization_id, work_order, plant, product, ordered, created_version)
SELECT organization_id, work_order, plant, product, ordered, created_version FROM json_populate_recordset(null::orders, %(rows)s)
ON CONFLICT (organization_id, work_order) DO UPDATE
SET plant = excluded.plant, product = excluded.product, ordered = excluded.ordered, created_version = excluded.created_version
WHERE o.created_version < excluded.created_version;

-- add_posting --
INSERT INTO postings SELECT organization_id, work_order, name, plant, fact, id, kind, at, order_key, amount, seconds, who, began_at, reason,
  null, 0, null, null, null, by_user, rated_as
FROM json_populate_recordset(null::postings, %(rows)s)
ON CONFLICT (organization_id, work_order, name) DO NOTHING;

-- put_time --
-- Told under the id of time that was struck it stands in its place, as if that had never been told.
INSERT INTO postings AS t SELECT organization_id, work_order, name, plant, fact, id, kind, at, order_key, amount, seconds, who, began_at,
  reason, null, 0, null, null, null, by_user, rated_as
FROM json_populate_recordset(null::postings, %(rows)s)
ON CONFLICT (organization_id, work_order, name) DO UPDATE
SET at = excluded.at, seconds = excluded.seconds, who = excluded.who, began_at = excluded.began_at, rated_as = excluded.rated_as,
  original = null, corrected_version = 0, corrected_by = null, corrected_why = null, corrected_at = null, by_user = excluded.by_user;

-- share_time --
-- What is paid of it since other time is known.
UPDATE postings t SET seconds = r.seconds
FROM json_populate_recordset(null::postings, %(rows)s) r
WHERE t.organization_id = r.organization_id AND t.work_order = r.work_order AND t.name = r.name;

-- correct_posting --
UPDATE postings t
SET original = coalesce(t.original,
    jsonb_build_object('seconds', t.seconds, 'who', t.who, 'began_at', t.began_at, 'at', t.at)),
  seconds = r.seconds, who = r.who, rated_as = r.rated_as, began_at = r.began_at, at = r.at, corrected_version = r.corrected_version,
  corrected_by = r.corrected_by, corrected_why = r.corrected_why, corrected_at = r.corrected_at
FROM json_populate_recordset(null::postings, %(rows)s) r
WHERE t.organization_id = r.organization_id AND t.work_order = r.work_order AND t.name = r.name;

-- put_rate --
INSERT INTO rates SELECT * FROM json_populate_recordset(null::rates, %(rows)s)
ON CONFLICT (organization_id, kind, who, valid_from) DO UPDATE SET rate_per_hour = excluded.rate_per_hour, fact = excluded.fact;

-- put_currency --
INSERT INTO settings SELECT * FROM json_populate_recordset(null::settings, %(rows)s)
ON CONFLICT (organization_id) DO UPDATE SET currency = excluded.currency;

-- fill_in_movements --
-- A lot's first fact says what it is of. Each movement is found by its own key, then its lot: a plain join goes by the index of
-- the lot, and with thousands of movements of one lot in a batch it is quadratic. So it is by the index of those without a plant.
UPDATE movements m SET plant = p.plant, material = p.material
FROM (
  SELECT t.row_place, l.plant, l.material
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, fact text)
  CROSS JOIN LATERAL (
    SELECT ctid AS row_place, lot, plant FROM movements WHERE organization_id = k.organization_id AND fact = k.fact OFFSET 0
  ) t
  CROSS JOIN LATERAL (
    SELECT plant, material FROM lots WHERE organization_id = k.organization_id AND lot = t.lot OFFSET 0
  ) l
  WHERE t.plant IS NULL
  OFFSET 0
) p
WHERE m.ctid = p.row_place;

-- find_counted_lots --
-- The lots that were counted after one of the touched movements, where it stands now or stood before.
SELECT DISTINCT t.lot FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, fact text)
CROSS JOIN LATERAL (
  SELECT m.organization_id, m.lot, least(m.at, e.at) AS since
  FROM movements m
  LEFT JOIN entries e ON e.organization_id = m.organization_id AND e.plant = m.plant AND e.material = m.material AND e.id = m.id
  WHERE m.organization_id = k.organization_id AND m.fact = k.fact OFFSET 0
) t
CROSS JOIN LATERAL (
  SELECT FROM movements WHERE organization_id = t.organization_id AND lot = t.lot AND kind = 'counted' AND at >= t.since LIMIT 1
) any_count;

-- read_movements_of_lots --
-- All that stands of some lots, in the order in which it happened.
SELECT m.lot, m.fact, m.kind, m.quantity, m.found, m.at, m.order_key, m.id, m.plant, m.material
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, lot text)
CROSS JOIN LATERAL (
  SELECT * FROM movements
  WHERE organization_id = k.organization_id AND lot = k.lot AND NOT struck AND kind <> 'cost_added' OFFSET 0
) m
ORDER BY m.lot, m.at, m.order_key;

-- weigh_counts --
-- A count is worth the difference to what was there before it.
UPDATE movements m SET quantity = r.quantity
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, fact text, quantity numeric)
WHERE m.organization_id = r.organization_id AND m.fact = r.fact;

-- fill_in_postings --
UPDATE postings t SET plant = o.plant
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, work_order text, name text)
JOIN orders o ON o.organization_id = k.organization_id AND o.work_order = k.work_order
WHERE t.organization_id = k.organization_id AND t.work_order = k.work_order AND t.name = k.name AND t.plant IS DISTINCT FROM o.plant;

-- find_changed_stocks --
-- Where the touched movements stand now and stood before, what was given back to their lots since, and where lots were told apart
-- since: how much there was of each may be another.
WITH touched AS (
  SELECT m.organization_id, m.plant, m.material, m.id, m.kind, m.lot, m.at, m.order_key, e.at AS old_at, e.order_key AS old_order_key,
    least(m.at, e.at) AS since
  FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, fact text)
  JOIN movements m ON m.organization_id = k.organization_id AND m.fact = k.fact AND m.plant IS NOT NULL
  LEFT JOIN entries e ON e.organization_id = m.organization_id AND e.plant = m.plant AND e.material = m.material AND e.id = m.id
)
SELECT organization_id, plant, material, at, order_key, id FROM touched
UNION
SELECT organization_id, plant, material, old_at, old_order_key, id FROM touched WHERE old_at IS NOT NULL
UNION
SELECT t.organization_id, t.plant, t.material, r.at, r.order_key, r.id FROM touched t
JOIN movements r ON r.organization_id = t.organization_id AND r.lot = t.lot AND r.at >= t.since
  AND r.kind IN ('returned', 'returned_to_supplier') AND r.id <> t.id
WHERE t.kind IN ('received', 'consumed', 'shipped')
UNION
SELECT t.organization_id, t.plant, t.material, r.at, r.order_key, r.id FROM touched t
JOIN movements r ON r.organization_id = t.organization_id AND r.plant = t.plant AND r.material = t.material AND r.at >= t.since
  AND r.kind = 'method' AND r.method = 'specific_identification' AND r.id <> t.id;

-- find_returns_since --
-- What was given back to lots from a moment on.
SELECT m.plant, m.material, m.at, m.order_key, m.id
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, lot text, at timestamptz)
JOIN movements m ON m.organization_id = r.organization_id AND m.lot = r.lot AND m.at >= r.at
  AND m.kind IN ('returned', 'returned_to_supplier');

-- find_changed_outputs --
-- The outputs that were touched, where they stand now and stood before, and those whose material has another standard since.
WITH touched AS (
  SELECT m.* FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, fact text)
  JOIN movements m ON m.organization_id = k.organization_id AND m.fact = k.fact
)
SELECT organization_id, work_order, at, order_key, 0 AS rank, id FROM touched WHERE kind = 'produced'
UNION
SELECT e.organization_id, e.work_order, e.at, e.order_key, 0, e.id FROM touched t
JOIN order_entries e ON e.organization_id = t.organization_id AND e.work_order = t.work_order AND e.id = t.id
WHERE t.kind = 'produced'
UNION
SELECT p.organization_id, p.work_order, p.at, p.order_key, 0, p.id FROM touched t
JOIN movements p ON p.organization_id = t.organization_id AND p.plant = t.plant AND p.material = t.material AND p.at >= t.at
  AND p.kind = 'produced'
WHERE t.kind IN ('method', 'revalued');

-- find_changed_postings --
SELECT t.organization_id, t.work_order, t.at, t.order_key, 2 AS rank, t.id
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, work_order text, name text)
JOIN postings t ON t.organization_id = k.organization_id AND t.work_order = k.work_order AND t.name = k.name
UNION
SELECT e.organization_id, e.work_order, e.at, e.order_key, e.rank, e.id
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, work_order text, name text)
JOIN postings t ON t.organization_id = k.organization_id AND t.work_order = k.work_order AND t.name = k.name
JOIN order_entries e ON e.organization_id = t.organization_id AND e.work_order = t.work_order AND e.id = t.id;

-- find_changed_times --
-- Time of those who have another rate.
SELECT t.organization_id, t.work_order, t.at, t.order_key, 2 AS rank, t.id
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid, kind text, who text, valid_from timestamptz)
JOIN postings t ON t.organization_id = k.organization_id AND t.kind = k.kind AND t.rated_as = k.who AND t.began_at >= k.valid_from;

-- find_changed_receipts --
-- Receipts that named a currency, when the organization's is set.
SELECT m.organization_id, m.plant, m.material, m.at, m.order_key, m.id
FROM json_to_recordset(%(rows)s) AS k(organization_id uuid)
JOIN movements m ON m.organization_id = k.organization_id AND m.currency IS NOT NULL AND m.plant IS NOT NULL;

-- find_starts --
-- For each stock the last state that was kept before the step, and where a page of entries after it ends.
-- `newest`: it is that of the stock as it stands, and there are no entries behind it.
SELECT r.plant, r.material, s.state, s.at AS start_at, s.order_key AS start_order_key, u.at AS until_at, u.order_key AS until_order_key,
  coalesce(s.newest, false) AS newest
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, at timestamptz, order_key bigint, page integer)
LEFT JOIN LATERAL (
  SELECT * FROM (
    SELECT state, at, order_key, true AS newest FROM stocks
    WHERE organization_id = r.organization_id AND plant = r.plant AND material = r.material AND (at, order_key) < (r.at, r.order_key)
    UNION ALL
    (SELECT state, at, order_key, false FROM entries
     WHERE organization_id = r.organization_id AND plant = r.plant AND material = r.material AND (at, order_key) < (r.at, r.order_key)
       AND state IS NOT NULL
     ORDER BY at DESC, order_key DESC LIMIT 1)
  ) kept ORDER BY at DESC, order_key DESC, newest DESC LIMIT 1
) s ON true
LEFT JOIN LATERAL (
  SELECT at, order_key FROM entries
  WHERE organization_id = r.organization_id AND plant = r.plant AND material = r.material
    AND (at, order_key) >= (coalesce(s.at, '-infinity'), coalesce(s.order_key, -1))
  ORDER BY at, order_key OFFSET r.page LIMIT 1
) u ON true;

-- find_ends --
-- Where the next page of entries ends.
SELECT r.plant, r.material, u.at AS until_at, u.order_key AS until_order_key
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, at timestamptz, order_key bigint, page integer)
LEFT JOIN LATERAL (
  SELECT at, order_key FROM entries
  WHERE organization_id = r.organization_id AND plant = r.plant AND material = r.material AND (at, order_key) > (r.at, r.order_key)
  ORDER BY at, order_key OFFSET r.page LIMIT 1
) u ON true;

-- read_movements --
-- What stands in a range of steps; from lot to lot of one stock nothing changes, but where lots are told apart. A produced lot brings
-- what its order let go with it; a cost refers to its receipt; one in another currency than the books', and without a rate, is not
-- known: the currency was set after it.
SELECT r.plant, r.material, m.id, m.fact, m.kind, m.at, m.order_key, m.lot, m.quantity,
  CASE WHEN m.currency IS NULL OR m.exchange_rate IS NOT NULL OR m.currency = coalesce(
    (SELECT currency FROM settings WHERE organization_id = r.organization_id), 'EUR') THEN m.unit_cost END AS unit_cost,
  CASE WHEN m.currency IS NULL OR m.exchange_rate IS NOT NULL OR m.currency = coalesce(
    (SELECT currency FROM settings WHERE organization_id = r.organization_id), 'EUR') THEN m.total_cost END AS total_cost,
  m.exchange_rate,
  CASE WHEN m.kind = 'produced' THEN -o.amount ELSE m.amount END AS amount, m.method, m.work_order, b.id AS refers,
  m.into_lot, CASE WHEN m.method = 'specific_identification' THEN (
    SELECT jsonb_agg(jsonb_build_array(q.lot, q.quantity::text) ORDER BY q.lot) FROM (
      SELECT s.lot, sum(s.quantity) AS quantity
      FROM movements t
      CROSS JOIN LATERAL (VALUES
        (t.lot, CASE WHEN t.kind IN ('received', 'produced', 'returned', 'counted') THEN t.quantity
          WHEN t.kind NOT IN ('split_off', 'merged_from') THEN -t.quantity END),
        (t.into_lot, t.quantity)) AS s(lot, quantity)
      WHERE t.organization_id = m.organization_id AND t.plant = m.plant AND t.material = m.material AND NOT t.struck
        AND (t.at, t.order_key) < (m.at, m.order_key) AND s.lot IS NOT NULL AND s.quantity IS NOT NULL
      GROUP BY s.lot HAVING sum(s.quantity) <> 0
    ) q
  ) END AS lots
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, at timestamptz, order_key bigint,
  until_at timestamptz, until_order_key bigint)
JOIN movements m ON m.organization_id = r.organization_id AND m.plant = r.plant AND m.material = r.material
  AND (m.at, m.order_key) > (r.at, r.order_key) AND (m.at, m.order_key) <= (r.until_at, r.until_order_key) AND NOT m.struck
  AND m.kind NOT IN ('split_off', 'merged_from')
  AND (m.kind NOT IN ('split', 'merged_into') OR EXISTS (
    SELECT FROM movements a WHERE a.organization_id = m.organization_id AND a.plant = m.plant AND a.material = m.material
      AND a.kind = 'method' AND a.method = 'specific_identification'))
LEFT JOIN order_entries o ON m.kind = 'produced' AND o.organization_id = m.organization_id AND o.work_order = m.work_order
  AND o.id = m.id
LEFT JOIN LATERAL (
  SELECT i.id FROM movements i WHERE i.organization_id = m.organization_id AND i.fact = m.refers_fact LIMIT 1
) b ON true
ORDER BY m.at, m.order_key;

-- find_origins --
-- What came back refers to the last movement before that took it, but for those that do not count.
SELECT r.id, i.id AS origin, i.at, i.order_key
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, id text, lot text, kind text, work_order text, at timestamptz,
  order_key bigint, but text[])
CROSS JOIN LATERAL (
  SELECT id, at, order_key FROM movements
  WHERE organization_id = r.organization_id AND lot = r.lot AND (at, order_key) < (r.at, r.order_key) AND NOT struck
    AND work_order IS NOT DISTINCT FROM r.work_order AND kind = r.kind AND id <> ALL (r.but)
  ORDER BY at DESC, order_key DESC LIMIT 1
) i;

-- read_entries --
SELECT e.* FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, at timestamptz, order_key bigint,
  until_at timestamptz, until_order_key bigint)
JOIN entries e ON e.organization_id = r.organization_id AND e.plant = r.plant AND e.material = r.material
  AND (e.at, e.order_key) > (r.at, r.order_key) AND (e.at, e.order_key) <= (r.until_at, r.until_order_key);

-- read_referred --
SELECT e.id, e.at, e.order_key, e.quantity, e.amount, e.work_order, e.lot
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, id text)
JOIN entries e ON e.organization_id = r.organization_id AND e.plant = r.plant AND e.material = r.material AND e.id = r.id;

-- read_settled --
SELECT s.id, s.issue, s.at, s.order_key, s.difference
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, id text)
JOIN settlements s ON s.organization_id = r.organization_id AND s.plant = r.plant AND s.material = r.material AND s.issue = r.id;

-- find_referrers --
SELECT e.id, e.at, e.order_key
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, id text, at timestamptz, order_key bigint)
JOIN entries e ON e.organization_id = r.organization_id AND e.plant = r.plant AND e.material = r.material AND e.refers = r.id
  AND (e.at, e.order_key) > (r.at, r.order_key);

-- read_orders --
-- Orders with their account, where all it covers lies before the step.
SELECT o.work_order, o.ordered, o.at, o.order_key, o.rank, o.id,
  CASE WHEN (o.at, o.order_key, o.rank) < (r.at, r.order_key, r.rank) THEN o.state END AS state
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, work_order text, at timestamptz, order_key bigint, rank integer)
JOIN orders o ON o.organization_id = r.organization_id AND o.work_order = r.work_order;

-- read_postings --
-- What was told of orders since a step: their outputs, with the standard cost in force, and the rest, time with its rate.
SELECT m.work_order, m.id, m.fact, CASE WHEN m.by_product THEN 'by_product' ELSE 'output' END AS kind, m.at, m.order_key,
  null::numeric AS amount, m.quantity, m.plant, m.material, null::numeric AS seconds, null::numeric AS rate_per_hour,
  CASE WHEN s.method = 'standard' THEN c.unit_cost END AS standard_cost
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, work_order text, at timestamptz, order_key bigint, rank integer, id text)
JOIN movements m ON m.organization_id = r.organization_id AND m.work_order = r.work_order AND m.kind = 'produced'
  AND NOT m.struck AND (m.at, m.order_key) >= (r.at, r.order_key) AND (m.at, m.order_key, 0, m.id) > (r.at, r.order_key, r.rank, r.id)
LEFT JOIN LATERAL (
  SELECT method FROM movements WHERE organization_id = m.organization_id AND plant = m.plant AND material = m.material
    AND kind = 'method' AND (at, order_key) < (m.at, m.order_key) ORDER BY at DESC, order_key DESC LIMIT 1
) s ON true
LEFT JOIN LATERAL (
  SELECT unit_cost FROM movements WHERE organization_id = m.organization_id AND plant = m.plant AND material = m.material
    AND kind IN ('method', 'revalued') AND (at, order_key) < (m.at, m.order_key) ORDER BY at DESC, order_key DESC LIMIT 1
) c ON true
UNION ALL
SELECT t.work_order, t.id, t.fact, t.kind, t.at, t.order_key, t.amount, null, t.plant, null, t.seconds, p.rate_per_hour, null
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, work_order text, at timestamptz, order_key bigint, rank integer, id text)
JOIN postings t ON t.organization_id = r.organization_id AND t.work_order = r.work_order
  AND (t.at, t.order_key, 2, t.id) > (r.at, r.order_key, r.rank, r.id)
LEFT JOIN LATERAL (
  SELECT rate_per_hour FROM rates WHERE organization_id = t.organization_id AND kind = t.kind AND who = t.rated_as
    AND valid_from <= t.began_at ORDER BY valid_from DESC LIMIT 1
) p ON true;

-- read_order_entries --
SELECT e.* FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, work_order text, at timestamptz, order_key bigint,
  rank integer, id text)
JOIN order_entries e ON e.organization_id = r.organization_id AND e.work_order = r.work_order
  AND (e.at, e.order_key, e.rank, e.id) > (r.at, r.order_key, r.rank, r.id);

-- put_entries --
INSERT INTO entries SELECT * FROM json_populate_recordset(null::entries, %(rows)s)
ON CONFLICT (organization_id, plant, material, id) DO UPDATE SET fact = excluded.fact, kind = excluded.kind, at = excluded.at,
  order_key = excluded.order_key, lot = excluded.lot, quantity = excluded.quantity, amount = excluded.amount,
  variance = excluded.variance, estimated = excluded.estimated, on_hand = excluded.on_hand, value = excluded.value,
  work_order = excluded.work_order, refers = excluded.refers, settled = excluded.settled, state = excluded.state;

-- delete_entries --
DELETE FROM entries e USING json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, id text)
WHERE e.organization_id = r.organization_id AND e.plant = r.plant AND e.material = r.material AND e.id = r.id;

-- delete_settlements --
DELETE FROM settlements s USING json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text, id text)
WHERE s.organization_id = r.organization_id AND s.plant = r.plant AND s.material = r.material AND s.id = r.id;

-- put_settlements --
INSERT INTO settlements SELECT * FROM json_populate_recordset(null::settlements, %(rows)s);

-- put_stocks --
INSERT INTO stocks SELECT * FROM json_populate_recordset(null::stocks, %(rows)s)
ON CONFLICT (organization_id, plant, material) DO UPDATE SET at = excluded.at, order_key = excluded.order_key,
  quantity = excluded.quantity, value = excluded.value, unit_cost = excluded.unit_cost, state = excluded.state;

-- delete_stocks --
DELETE FROM stocks s USING json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text)
WHERE s.organization_id = r.organization_id AND s.plant = r.plant AND s.material = r.material;

-- put_order_entries --
INSERT INTO order_entries SELECT e.organization_id, e.work_order, o.plant, e.id, e.fact, e.kind, e.at, e.order_key, e.rank, e.amount,
  e.quantity, e.shares, e.variance, e.in_process
FROM json_populate_recordset(null::order_entries, %(rows)s) e
LEFT JOIN orders o ON o.organization_id = e.organization_id AND o.work_order = e.work_order
ON CONFLICT (organization_id, work_order, id) DO UPDATE SET plant = excluded.plant, fact = excluded.fact, kind = excluded.kind,
  at = excluded.at, order_key = excluded.order_key, rank = excluded.rank, amount = excluded.amount, quantity = excluded.quantity,
  shares = excluded.shares, variance = excluded.variance, in_process = excluded.in_process;

-- delete_order_entries --
DELETE FROM order_entries e USING json_to_recordset(%(rows)s) AS r(organization_id uuid, work_order text, id text)
WHERE e.organization_id = r.organization_id AND e.work_order = r.work_order AND e.id = r.id;

-- put_orders --
UPDATE orders o SET at = r.at, order_key = r.order_key, rank = r.rank, id = r.id, charged = r.charged, transferred = r.transferred,
  variance = r.variance, in_process = r.in_process, state = r.state
FROM json_populate_recordset(null::orders, %(rows)s) r
WHERE o.organization_id = r.organization_id AND o.work_order = r.work_order;

-- list_valuation --
-- What each stock held and was worth after everything up to and including a moment, with the method in force then.
SELECT s.plant, s.material, e.on_hand AS quantity, e.value, coalesce(m.method, 'moving_average') AS method, e.fact AS last_fact,
  e.at AS last_at
FROM stocks s
JOIN LATERAL (
  SELECT on_hand, value, fact, at, order_key FROM entries
  WHERE organization_id = s.organization_id AND plant = s.plant AND material = s.material
    AND at <= coalesce(%(as_of)s::timestamptz, 'infinity')
  ORDER BY at DESC, order_key DESC, id DESC LIMIT 1
) e ON true
LEFT JOIN LATERAL (
  SELECT method FROM movements WHERE organization_id = s.organization_id AND plant = s.plant AND material = s.material
    AND kind = 'method' AND (at, order_key) <= (e.at, e.order_key) ORDER BY at DESC, order_key DESC LIMIT 1
) m ON true
WHERE s.organization_id = unison.organization() AND (%(plant)s::text IS NULL OR s.plant = %(plant)s)
  AND (%(material)s::text IS NULL OR s.material = %(material)s)
ORDER BY s.plant, s.material LIMIT %(limit)s;

-- find_currency --
SELECT currency FROM settings WHERE organization_id = unison.organization();

-- list_layers --
-- The layers of a stock as it stands, from old to new, and the facts that brought them; a pool has no origin. By specific identification
-- they are the lots.
SELECT l.layer->>0 AS origin, (l.layer->>1)::numeric AS quantity, (l.layer->>2)::numeric AS value, e.fact,
  coalesce(l.lot, e.lot) AS lot, n.number, e.at
FROM stocks s
CROSS JOIN LATERAL (
  SELECT layer, row_number() OVER (ORDER BY lot NULLS FIRST, place) AS place, lot FROM (
    SELECT layer, place, null AS lot FROM jsonb_array_elements(s.state->'layers') WITH ORDINALITY AS i(layer, place)
    UNION ALL
    SELECT i.layer, i.place, b.lot FROM jsonb_each(s.state->'lots') AS b(lot, book)
    CROSS JOIN LATERAL jsonb_array_elements(b.book->'layers') WITH ORDINALITY AS i(layer, place)
  ) each_layer
) l
LEFT JOIN entries e ON e.organization_id = s.organization_id AND e.plant = s.plant AND e.material = s.material
  AND e.id = l.layer->>0
LEFT JOIN numbers n ON n.organization_id = s.organization_id AND n.lot = coalesce(l.lot, e.lot)
WHERE s.organization_id = unison.organization() AND s.plant = %(plant)s AND s.material = %(material)s
ORDER BY l.place;

-- list_entries --
-- What was told of a stock, the struck ones too, each with what it did and with what was told first.
SELECT m.fact, m.kind, m.lot, n.number, m.at, coalesce(e.quantity, 0) AS quantity, coalesce(e.amount, 0) AS amount,
  coalesce(e.variance, 0) AS variance, coalesce(e.estimated, false) AS estimated, e.on_hand, e.value, m.work_order, m.reason,
  m.struck, m.original, m.corrected_by, m.corrected_why, m.corrected_at, m.by_user
FROM movements m
LEFT JOIN entries e ON e.organization_id = m.organization_id AND e.plant = m.plant AND e.material = m.material AND e.id = m.id
LEFT JOIN numbers n ON n.organization_id = m.organization_id AND n.lot = m.lot
WHERE m.organization_id = unison.organization() AND m.plant = %(plant)s AND m.material = %(material)s
ORDER BY m.at DESC, m.order_key DESC LIMIT %(limit)s;

-- find_account --
SELECT work_order, plant, product, ordered, coalesce(charged, 0) AS charged, coalesce(transferred, 0) AS transferred,
  coalesce(variance, 0) AS variance, coalesce(in_process, 0) AS in_process, state->'charged' AS by_kind, state->'outputs' AS outputs
FROM orders WHERE organization_id = unison.organization() AND work_order = %(work_order)s;

-- list_account_entries --
-- What made an order's account, fact by fact, with what a corrected one told first.
SELECT e.fact, e.kind, e.at, e.amount, e.variance, e.in_process, e.quantity, m.lot, n.number, m.material, t.who AS what,
  coalesce(m.reason, t.reason) AS reason, coalesce(m.original, t.original) AS original,
  coalesce(m.corrected_by, t.corrected_by) AS corrected_by, coalesce(m.corrected_why, t.corrected_why) AS corrected_why,
  coalesce(m.corrected_at, t.corrected_at) AS corrected_at,
  (SELECT coalesce(sum((share->>3)::numeric), 0) FROM jsonb_array_elements(e.shares) AS share) AS sent_after
FROM order_entries e
LEFT JOIN movements m ON m.organization_id = e.organization_id AND m.fact = e.fact
LEFT JOIN numbers n ON n.organization_id = m.organization_id AND n.lot = m.lot
LEFT JOIN LATERAL (
  SELECT * FROM postings WHERE organization_id = e.organization_id AND work_order = e.work_order AND id = e.id LIMIT 1
) t ON true
WHERE e.organization_id = unison.organization() AND e.work_order = %(work_order)s
ORDER BY e.at, e.order_key, e.rank, e.id LIMIT 5000;

-- list_lot --
-- What brought a lot and what was added to that since.
SELECT e.id, e.fact, e.kind, e.at, e.quantity, e.amount, e.variance, e.estimated, e.work_order, e.plant, e.material
FROM entries e
WHERE e.organization_id = unison.organization() AND e.lot = %(lot)s AND e.kind IN ('received', 'produced', 'cost_added')
UNION ALL
SELECT a.id, a.fact, a.kind, a.at, a.quantity, a.amount, a.variance, a.estimated, a.work_order, a.plant, a.material
FROM entries e
JOIN entries a ON a.organization_id = e.organization_id AND a.plant = e.plant AND a.material = e.material AND a.refers = e.id
  AND a.kind = 'order_cost'
WHERE e.organization_id = unison.organization() AND e.lot = %(lot)s AND e.kind = 'produced'
ORDER BY at, id;

-- list_in_process --
-- What lay in the orders after everything up to and including a moment.
SELECT o.work_order, o.plant, o.product, e.in_process, e.at AS last_at, e.fact AS last_fact
FROM orders o
JOIN LATERAL (
  SELECT in_process, at, fact FROM order_entries
  WHERE organization_id = o.organization_id AND work_order = o.work_order
    AND at <= coalesce(%(as_of)s::timestamptz, 'infinity')
  ORDER BY at DESC, order_key DESC, rank DESC, id DESC LIMIT 1
) e ON true
WHERE o.organization_id = unison.organization() AND (%(plant)s::text IS NULL OR o.plant = %(plant)s) AND e.in_process <> 0
ORDER BY o.work_order LIMIT %(limit)s;

-- find_movement --
-- A movement as it stands, with what it moved, and as it was told first.
SELECT m.*, coalesce(e.amount, m.amount) AS amount,
  CASE WHEN m.original IS NULL THEN coalesce(m.found, m.quantity) ELSE (m.original->>'quantity')::numeric END AS first_quantity,
  CASE WHEN m.original IS NULL THEN m.unit_cost ELSE (m.original->>'unit_cost')::numeric END AS first_unit_cost,
  CASE WHEN m.original IS NULL THEN m.total_cost ELSE (m.original->>'total_cost')::numeric END AS first_total_cost,
  CASE WHEN m.original IS NULL THEN m.at ELSE (m.original->>'at')::timestamptz END AS first_at
FROM movements m
LEFT JOIN entries e ON e.organization_id = m.organization_id AND e.plant = m.plant AND e.material = m.material AND e.id = m.id
WHERE m.organization_id = unison.organization() AND m.fact = %(fact)s;

-- find_lot --
SELECT l.plant, l.material, n.number FROM lots l JOIN numbers n USING (organization_id, lot)
WHERE l.organization_id = unison.organization() AND l.lot = %(lot)s;

-- find_posting --
SELECT * FROM postings
WHERE organization_id = unison.organization() AND work_order = %(work_order)s AND name = %(name)s;

-- find_rate --
-- What an hour of a machine or a role cost at a moment.
SELECT rate_per_hour FROM rates
WHERE organization_id = unison.organization() AND kind = %(kind)s AND who = %(who)s AND valid_from <= %(at)s
ORDER BY valid_from DESC LIMIT 1;

-- find_standard_cost --
-- What a unit costs by the standard that is in force before a step; null where another method is.
SELECT CASE WHEN (
  SELECT method FROM movements WHERE organization_id = unison.organization() AND plant = %(plant)s AND material = %(material)s
    AND kind = 'method' AND (at, order_key) < (%(at)s, %(order_key)s) ORDER BY at DESC, order_key DESC LIMIT 1
) = 'standard' THEN (
  SELECT unit_cost FROM movements WHERE organization_id = unison.organization() AND plant = %(plant)s
    AND material = %(material)s AND kind IN ('method', 'revalued') AND (at, order_key) < (%(at)s, %(order_key)s)
  ORDER BY at DESC, order_key DESC LIMIT 1
) END AS standard_cost;

-- find_next_number --
SELECT coalesce((SELECT seq FROM unison.chain_heads WHERE organization_id = unison.organization()), 0) + 1 AS seq;

-- list_stocks_now --
SELECT s.plant, s.material, s.quantity, s.value
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, plant text, material text)
JOIN stocks s ON s.organization_id = r.organization_id AND s.plant = r.plant AND s.material = r.material;

-- list_accounts_now --
SELECT o.work_order, coalesce(o.charged, 0) AS charged, coalesce(o.transferred, 0) AS transferred,
  coalesce(o.variance, 0) AS variance, coalesce(o.in_process, 0) AS in_process
FROM json_to_recordset(%(rows)s) AS r(organization_id uuid, work_order text)
JOIN orders o ON o.organization_id = r.organization_id AND o.work_order = r.work_order;
