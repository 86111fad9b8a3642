-- Names are compared as bytes: a search compares millions of them, and the order of a language would cost half its time.

-- One row for each fact of a lot: what it did to the quantity, and what the lot went into or came out of.
-- `node` is a transformation: a work order, a split or a merge. A lot goes out into a node or comes in from one, so each fact
-- is written from itself alone, and the path between two lots is there whichever of them was told of first.
-- A fact that was corrected has one more row from each correction on. A row is what was known from the feed number `known_from`
-- until `known_until` (null: to this day), and `occurred_at` is when that happened as far as was known then. So what was known
-- at a number, and what had happened by a moment, are both a matter of which rows are read.
CREATE TABLE movements (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  goes_out boolean,
  node text COLLATE "C" CHECK ((node IS NULL) = (goes_out IS NULL)),
  work_order text COLLATE "C",
  other_lot text COLLATE "C",
  into_lots text[] COLLATE "C",
  quantity numeric,
  change numeric NOT NULL,
  material text,
  unit text,
  plant text,
  location text,
  party text,
  reference text,
  sales_order text,
  reason text,
  by_user uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  known_from bigint NOT NULL,
  known_until bigint,
  corrects integer,
  happened_at timestamptz,
  struck boolean NOT NULL,
  original jsonb,
  corrected_by uuid,
  corrected_why text,
  corrected_at timestamptz,
  PRIMARY KEY (organization_id, lot, version, known_from)
) WITH (fillfactor = 85); -- room to fill in a unit and a plant on the same page
CREATE INDEX movements_that_correct ON movements (organization_id, lot) WHERE corrects IS NOT NULL;
CREATE INDEX movements_counted ON movements (organization_id, lot, occurred_at, version) WHERE kind = 'adjusted';
COMMENT ON COLUMN movements.quantity IS 'As the fact says it, never negative; null where a fact moves none.';
COMMENT ON COLUMN movements.change IS 'What the fact adds to the quantity on hand; 0 once it is struck. Of a count 0: what it adds is in `effects`.';
COMMENT ON COLUMN movements.unit IS 'The lot''s, from its first fact; so is the plant.';
COMMENT ON COLUMN movements.party IS 'The supplier of a receipt, the customer of a shipment.';
COMMENT ON COLUMN movements.reference IS 'The purchase reference of a receipt, the delivery of a shipment.';
COMMENT ON COLUMN movements.into_lots IS 'What of the order it was said to go into: it flows there alone. Null: to all it puts out.';
COMMENT ON COLUMN movements.corrects IS 'Of a correction: the version of the fact that it corrects.';
COMMENT ON COLUMN movements.happened_at IS 'Of a correction: when that fact happened; null: when it was told to have.';
COMMENT ON COLUMN movements.struck IS 'The fact does not count from this row on; of a correction: that it strikes the fact it corrects.';
COMMENT ON COLUMN movements.original IS 'Quantity and moment as first told; null in the first row of a fact.';

-- That something was said to go into a lot which an order puts out: such a link is a node of its own, the order's with the lot's
-- name behind it, so what goes in there comes out in that lot alone. One row for each, whatever was struck since; the lot may
-- still be to come.
CREATE TABLE stated (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  node text COLLATE "C" NOT NULL,
  work_order text COLLATE "C" NOT NULL,
  PRIMARY KEY (organization_id, lot, node)
);
CREATE INDEX stated_of_order ON stated (organization_id, work_order);

-- What stands of a fact from each of its corrections on: what that one says, and for the rest as it was first told. This and
-- `sums_of_flows` are read of the lots that a batch touched, and of all at once.
CREATE VIEW corrected WITH (security_invoker = true) AS
  SELECT m.organization_id, m.lot, m.version, m.kind, m.goes_out, m.node, m.work_order, m.other_lot, m.into_lots,
    coalesce(c.quantity, m.quantity) AS quantity,
    CASE WHEN c.struck THEN 0 ELSE sign(m.change) * coalesce(c.quantity, m.quantity) END AS change,
    m.material, m.unit, m.plant, m.location, m.party, m.reference, m.sales_order, m.reason, m.by_user,
    coalesce(c.happened_at, m.occurred_at) AS occurred_at, m.recorded_at, m.feed_seq, c.feed_seq AS known_from,
    c.until AS known_until, NULL::integer AS corrects, NULL::timestamptz AS happened_at, c.struck,
    jsonb_build_object('quantity', m.quantity::text, 'occurred_at', m.occurred_at) AS original, c.by_user AS corrected_by,
    c.reason AS corrected_why, c.recorded_at AS corrected_at
  FROM (
    SELECT *, lead(feed_seq) OVER (PARTITION BY organization_id, lot, corrects ORDER BY version) AS until FROM movements
    WHERE corrects IS NOT NULL
  ) c
  JOIN movements m ON m.organization_id = c.organization_id AND m.lot = c.lot AND m.version = c.corrects AND m.original IS NULL;

-- What was known of a lot at a feed number and had happened by a moment: each fact once, struck ones, too.
CREATE FUNCTION standing(of_organization uuid, of_lot text, known bigint, at timestamptz)
RETURNS SETOF movements LANGUAGE sql STABLE AS $$
  SELECT * FROM movements m WHERE m.organization_id = of_organization AND m.lot = of_lot
    AND m.known_from <= known AND (m.known_until > known) IS NOT FALSE AND m.occurred_at <= at
$$;

-- What each fact of a lot did to the quantity on hand, and what was there after it, in the order in which they happened. A count is
-- a level: what it adds is what it found beyond what was there before.
CREATE FUNCTION effects(of_organization uuid, of_lot text, known bigint, at timestamptz)
RETURNS TABLE (version integer, change numeric, on_hand numeric) LANGUAGE sql STABLE AS $$
  SELECT version,
    CASE WHEN is_count THEN quantity - coalesce(lag(on_hand) OVER (ORDER BY occurred_at, version), 0) ELSE change END, on_hand
  FROM (
    SELECT *, sum(CASE WHEN is_count THEN quantity ELSE change END) OVER (PARTITION BY counts ORDER BY occurred_at, version) AS on_hand
    FROM (
      SELECT *, count(*) FILTER (WHERE is_count) OVER (ORDER BY occurred_at, version) AS counts
      FROM (
        SELECT m.version, m.occurred_at, m.quantity, m.change, m.kind = 'adjusted' AND NOT m.struck AS is_count
        FROM standing(of_organization, of_lot, known, at) m
      ) m
    ) m
  ) m
$$;

-- A lot counted from what stands of it; no row when nothing does. Goods that come back have come in before: they count in
-- `on_hand`, and not in `quantity`.
CREATE FUNCTION totals(of_organization uuid, of_lot text, known bigint, at timestamptz)
RETURNS TABLE (location text, status text, hold_reason text, quantity numeric, on_hand numeric, consumed numeric,
  shipped numeric, scrapped numeric, first_at timestamptz, last_at timestamptz, version integer, known_from bigint)
LANGUAGE sql STABLE AS $$
  SELECT s.location, CASE s.hold[1][1] WHEN 'held' THEN 'on_hold' ELSE 'available' END,
    CASE s.hold[1][1] WHEN 'held' THEN s.hold[1][2] END, s.quantity, s.on_hand, s.consumed, s.shipped, s.scrapped, s.first_at,
    s.last_at, s.version, s.known_from
  FROM (
    SELECT (array_agg(m.location ORDER BY m.version DESC) FILTER (WHERE m.location IS NOT NULL AND NOT m.struck))[1] AS location,
      array_agg(ARRAY[m.kind, m.reason] ORDER BY m.version DESC)
        FILTER (WHERE m.kind IN ('held', 'released') AND NOT m.struck) AS hold,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind IN ('received', 'produced', 'split_off', 'merged_from') AND NOT m.struck), 0)
        AS quantity,
      coalesce(max(c.quantity), 0)
        + coalesce(sum(m.change) FILTER (WHERE c.version IS NULL OR (m.occurred_at, m.version) > (c.occurred_at, c.version)), 0)
        AS on_hand,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'consumed' AND NOT m.struck), 0) AS consumed,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'shipped' AND NOT m.struck), 0) AS shipped,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'scrapped' AND NOT m.struck), 0) AS scrapped,
      min(m.occurred_at) AS first_at, max(m.occurred_at) AS last_at, max(m.version) AS version, min(m.known_from) AS known_from
    FROM standing(of_organization, of_lot, known, at) m
    LEFT JOIN (
      SELECT version, occurred_at, quantity FROM standing(of_organization, of_lot, known, at)
      WHERE kind = 'adjusted' AND NOT struck ORDER BY occurred_at DESC, version DESC LIMIT 1
    ) c ON true
    HAVING count(*) > 0
  ) s
$$;

-- What was told of a lot itself: by what came into it, and by its corrections, each of which is to be believed whole, whatever was
-- told before. What came `anew` begins a lot of which nothing stood.
CREATE TABLE told (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  anew boolean NOT NULL,
  number text,
  supplier text,
  supplier_lot text,
  expires_at timestamptz,
  produced_on date,
  attributes jsonb,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, lot, version)
);
COMMENT ON COLUMN told.number IS 'Of a correction, else null: the lot bears the number in its key.';

-- What was known of a lot itself at a feed number: what was told last whole, and what was not struck of what came since.
CREATE FUNCTION about(of_organization uuid, of_lot text, known bigint)
RETURNS TABLE (number text, supplier text, supplier_lot text, expires_at timestamptz, produced_on date, attributes jsonb)
LANGUAGE sql STABLE AS $$
  SELECT max(s.believed), (array_agg(s.supplier ORDER BY s.version) FILTER (WHERE s.supplier IS NOT NULL AND s.counts))[1],
    (array_agg(s.supplier_lot ORDER BY s.version) FILTER (WHERE s.supplier_lot IS NOT NULL AND s.counts))[1],
    min(s.expires_at) FILTER (WHERE s.counts),
    (array_agg(s.produced_on ORDER BY s.version) FILTER (WHERE s.produced_on IS NOT NULL AND s.counts))[1],
    (array_agg(s.attributes ORDER BY s.version) FILTER (WHERE s.attributes IS NOT NULL AND s.counts))[1]
  FROM (
    SELECT t.*, first_value(t.number) OVER (ORDER BY t.number IS NULL, t.version DESC) AS believed,
      t.version >= coalesce(max(t.version) FILTER (WHERE t.anew OR t.number IS NOT NULL) OVER (), 0)
      AND (SELECT m.struck FROM movements m WHERE m.organization_id = t.organization_id AND m.lot = t.lot
        AND m.version = t.version AND m.known_from <= known AND (m.known_until > known) IS NOT FALSE) IS NOT TRUE AS counts
    FROM told t WHERE t.organization_id = of_organization AND t.lot = of_lot AND t.feed_seq <= known
  ) s
$$;

-- One row for each lot as it stands, always counted from `movements`.
CREATE TABLE lots (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  material text NOT NULL,
  unit text NOT NULL,
  plant text NOT NULL,
  location text,
  status text NOT NULL CHECK (status IN ('available', 'on_hold')),
  hold_reason text,
  origin text NOT NULL,
  number text NOT NULL,
  supplier text,
  supplier_lot text,
  expires_at timestamptz,
  produced_on date,
  attributes jsonb,
  quantity numeric NOT NULL,
  on_hand numeric NOT NULL,
  consumed numeric NOT NULL,
  shipped numeric NOT NULL,
  scrapped numeric NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  version integer NOT NULL,
  searched text COLLATE "C" NOT NULL GENERATED ALWAYS AS (unison.normal_name(number)) STORED,
  searched_backward text COLLATE "C" NOT NULL GENERATED ALWAYS AS (reverse(unison.normal_name(number))) STORED,
  searched_supplier text COLLATE "C" GENERATED ALWAYS AS (unison.normal_name(supplier_lot)) STORED,
  searched_supplier_backward text COLLATE "C" GENERATED ALWAYS AS (reverse(unison.normal_name(supplier_lot))) STORED,
  PRIMARY KEY (organization_id, lot)
);
COMMENT ON COLUMN lots.number IS 'As it is shown and searched: the lot''s key names its stream, whatever its number was corrected to.';
COMMENT ON COLUMN lots.supplier_lot IS 'The number that the supplier gave it.';
COMMENT ON COLUMN lots.searched IS 'The number as names are compared. A column, since under row security an expression of no leakproof function is not looked up in an index.';
-- For lists alone. Every version is above 0; saying so keeps a trace, which does not say it, from reading a whole
-- organization by one of these while there are no statistics yet.
CREATE INDEX lots_latest ON lots (organization_id, last_at DESC) WHERE version > 0;
CREATE INDEX lots_by_beginning ON lots (organization_id, searched) WHERE version > 0;
CREATE INDEX lots_by_end ON lots (organization_id, searched_backward) WHERE version > 0;
CREATE INDEX lots_of_material ON lots (organization_id, material, last_at DESC) WHERE version > 0;
COMMENT ON COLUMN lots.quantity IS 'All that ever came in: received, produced, split off and merged in.';
COMMENT ON COLUMN lots.origin IS 'The kind of its first movement.';
COMMENT ON COLUMN lots.version IS 'Of the last movement that is counted in it.';

-- Up to which version a lot is counted, and whether what was told of it since looks back, as a correction and a count do. All else
-- adds to what is known: a lot of ten thousand movements is not counted from the first one at each of them.
CREATE FUNCTION uncounted(of_organization uuid, of_lot text) RETURNS TABLE (since integer, looks_back boolean)
LANGUAGE sql STABLE AS $$
  SELECT l.since, l.since = 0 OR EXISTS (
    SELECT FROM movements WHERE organization_id = of_organization AND lot = of_lot AND version > l.since
      AND (corrects IS NOT NULL OR kind = 'adjusted'))
  FROM (
    SELECT coalesce((SELECT version FROM lots WHERE organization_id = of_organization AND lot = of_lot), 0) AS since
  ) l
$$;

-- A lot as it is counted, and what was told of it since: as `totals`, where nothing looks back. What happened before the last count
-- changes nothing of what is there.
CREATE FUNCTION added(of_organization uuid, of_lot text, since integer)
RETURNS TABLE (location text, status text, hold_reason text, quantity numeric, on_hand numeric, consumed numeric,
  shipped numeric, scrapped numeric, first_at timestamptz, last_at timestamptz, version integer)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(s.location, l.location),
    CASE s.hold[1][1] WHEN 'held' THEN 'on_hold' WHEN 'released' THEN 'available' ELSE l.status END,
    CASE s.hold[1][1] WHEN 'held' THEN s.hold[1][2] WHEN 'released' THEN NULL ELSE l.hold_reason END,
    l.quantity + s.quantity, l.on_hand + s.on_hand, l.consumed + s.consumed, l.shipped + s.shipped, l.scrapped + s.scrapped,
    least(l.first_at, s.first_at), greatest(l.last_at, s.last_at), coalesce(s.version, l.version)
  FROM lots l CROSS JOIN (
    SELECT (array_agg(m.location ORDER BY m.version DESC) FILTER (WHERE m.location IS NOT NULL))[1] AS location,
      array_agg(ARRAY[m.kind, m.reason] ORDER BY m.version DESC) FILTER (WHERE m.kind IN ('held', 'released')) AS hold,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind IN ('received', 'produced', 'split_off', 'merged_from')), 0) AS quantity,
      coalesce(sum(m.change) FILTER (WHERE c.version IS NULL OR (m.occurred_at, m.version) > (c.occurred_at, c.version)), 0)
        AS on_hand,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'consumed'), 0) AS consumed,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'shipped'), 0) AS shipped,
      coalesce(sum(m.quantity) FILTER (WHERE m.kind = 'scrapped'), 0) AS scrapped,
      min(m.occurred_at) AS first_at, max(m.occurred_at) AS last_at, max(m.version) AS version
    FROM movements m LEFT JOIN (
      SELECT version, occurred_at FROM movements
      WHERE organization_id = of_organization AND lot = of_lot AND kind = 'adjusted' AND NOT struck AND known_until IS NULL
      ORDER BY occurred_at DESC, version DESC LIMIT 1
    ) c ON true
    WHERE m.organization_id = of_organization AND m.lot = of_lot AND m.version > since
  ) s WHERE l.organization_id = of_organization AND l.lot = of_lot
$$;

-- What stood on the label of a lot by what was known at a feed number; null where there is no such lot.
CREATE FUNCTION number_as_of(of_organization uuid, of_lot text, known bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN known = 9223372036854775807 THEN l.number ELSE
    coalesce((SELECT a.number FROM about(of_organization, of_lot, known) a), unison.number_of_lot(l.lot, l.material)) END
  FROM lots l WHERE l.organization_id = of_organization AND l.lot = of_lot
$$;

-- The graph: one row for each lot and node between which anything flowed, summed from `movements`. Narrow, so that a recall
-- reads few pages. As of another number or moment a row still says whether anything of it stood then, where all of its movements
-- lie on one side; the few others are summed anew.
CREATE TABLE flows (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  goes_out boolean NOT NULL,
  node text COLLATE "C" NOT NULL,
  through text NOT NULL CHECK (through IN ('work_order', 'split', 'merge')),
  work_order text COLLATE "C",
  quantity numeric,
  unit text NOT NULL,
  plant text NOT NULL,
  occurred_at timestamptz NOT NULL,
  first_at timestamptz NOT NULL,
  known_from bigint NOT NULL,
  known_to bigint NOT NULL,
  corrected boolean NOT NULL,
  PRIMARY KEY (organization_id, lot, goes_out, node)
);
-- Every number is above 0; saying so keeps the look-up by lot, which does not say it, from reading an organization by this one
-- while there are no statistics yet.
CREATE INDEX flows_of_node ON flows (organization_id, node, goes_out) WHERE known_from > 0;
COMMENT ON COLUMN flows.goes_out IS 'True: out of the lot, into the node.';
COMMENT ON COLUMN flows.quantity IS 'What flowed less what an order gave back; null when all of it was struck.';
COMMENT ON COLUMN flows.known_to IS 'The feed number of the latest of its movements; `occurred_at` is that of the last to happen.';

-- What flowed between each lot and node, as `flows` has it. What was said to go into certain lots goes to their nodes, the whole of
-- it to each, since nobody knows the shares; what an order put out comes from the order, and from its own node where there is one.
CREATE VIEW sums_of_flows WITH (security_invoker = true) AS
  SELECT organization_id, lot, goes_out, node, split_part(node, E'\t', 1) AS through, min(work_order) AS work_order,
    sum(CASE WHEN goes_out THEN -change ELSE change END) FILTER (WHERE known_until IS NULL AND NOT struck) AS quantity,
    min(unit) AS unit, min(plant) AS plant, max(occurred_at) AS occurred_at, min(occurred_at) AS first_at,
    min(known_from) AS known_from, max(known_from) AS known_to, bool_or(corrected) AS corrected
  FROM (
    SELECT organization_id, lot, goes_out, node, work_order, change, known_until, struck, unit, plant, occurred_at, known_from,
      original IS NOT NULL AS corrected
    FROM movements WHERE node IS NOT NULL AND into_lots IS NULL
    UNION ALL
    SELECT m.organization_id, m.lot, m.goes_out, m.node || E'\t' || i.lot, m.work_order, m.change, m.known_until, m.struck, m.unit,
      m.plant, m.occurred_at, m.known_from, m.original IS NOT NULL
    FROM movements m CROSS JOIN LATERAL unnest(m.into_lots) AS i(lot) WHERE m.into_lots IS NOT NULL
    UNION ALL
    SELECT m.organization_id, m.lot, m.goes_out, s.node, m.work_order, m.change, m.known_until, m.struck, m.unit, m.plant,
      m.occurred_at, m.known_from, m.original IS NOT NULL
    FROM movements m JOIN stated s ON s.organization_id = m.organization_id AND s.lot = m.lot AND s.node = m.node || E'\t' || m.lot
    WHERE m.kind = 'produced'
  ) m GROUP BY organization_id, lot, goes_out, node;

-- What flowed between a lot and a node as of a feed number and a moment, from their movements: no row when nothing did, or when
-- it is not `asked`. That stands inside, where it spares the look-up; as a condition of a join it would be tried after it.
CREATE FUNCTION flowed(of_organization uuid, of_lot text, way boolean, of_node text, known bigint, at timestamptz, asked boolean)
RETURNS TABLE (quantity numeric, occurred_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT sum(CASE WHEN way THEN -m.change ELSE m.change END), max(m.occurred_at)
  FROM standing(of_organization, of_lot, known, at) m
  WHERE asked AND m.goes_out = way AND NOT m.struck AND CASE
    WHEN m.into_lots IS NULL THEN m.node = of_node OR (m.kind = 'produced' AND m.node || E'\t' || m.lot = of_node)
    ELSE starts_with(of_node, m.node || E'\t') AND substr(of_node, length(m.node) + 2) = ANY (m.into_lots) END
  HAVING count(*) > 0
$$;

-- The flows of a lot, or of a node, as of a feed number and a moment.
CREATE FUNCTION flows_of_lot(of_organization uuid, of_lot text, way boolean, known bigint, at timestamptz)
RETURNS TABLE (lot text, node text, through text, work_order text, quantity numeric, unit text, occurred_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT f.lot, f.node, f.through, f.work_order, coalesce(p.quantity, f.quantity), f.unit, coalesce(p.occurred_at, f.occurred_at)
  FROM flows f LEFT JOIN LATERAL flowed(f.organization_id, f.lot, f.goes_out, f.node, known, at,
    f.corrected OR f.known_to > known OR f.occurred_at > at) p ON true
  WHERE f.organization_id = of_organization AND f.lot = of_lot AND f.goes_out = way AND f.known_from <= known AND f.first_at <= at
    AND (p.quantity IS NOT NULL OR NOT (f.corrected OR f.known_to > known OR f.occurred_at > at))
$$;
CREATE FUNCTION flows_of_node(of_organization uuid, of_node text, way boolean, known bigint, at timestamptz)
RETURNS TABLE (lot text, node text, through text, work_order text, quantity numeric, unit text, occurred_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT f.lot, f.node, f.through, f.work_order, coalesce(p.quantity, f.quantity), f.unit, coalesce(p.occurred_at, f.occurred_at)
  FROM flows f LEFT JOIN LATERAL flowed(f.organization_id, f.lot, f.goes_out, f.node, known, at,
    f.corrected OR f.known_to > known OR f.occurred_at > at) p ON true
  WHERE f.organization_id = of_organization AND f.node = of_node AND f.goes_out = way AND f.known_from > 0
    AND f.known_from <= known AND f.first_at <= at
    AND (p.quantity IS NOT NULL OR NOT (f.corrected OR f.known_to > known OR f.occurred_at > at))
$$;

-- The sales orders' side of a shipment: which order and line a delivery of a lot was for, and deliveries that only they tell of.
CREATE TABLE sales_orders (
  organization_id uuid NOT NULL,
  sales_order text COLLATE "C" NOT NULL,
  customer text NOT NULL,
  plant text NOT NULL,
  PRIMARY KEY (organization_id, sales_order)
);
CREATE TABLE sales_order_lines (
  organization_id uuid NOT NULL,
  sales_order text COLLATE "C" NOT NULL,
  line integer NOT NULL,
  product text NOT NULL,
  unit text NOT NULL,
  PRIMARY KEY (organization_id, sales_order, line)
);
CREATE TABLE deliveries (
  organization_id uuid NOT NULL,
  sales_order text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  line integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('delivered', 'returned')),
  delivery text COLLATE "C" NOT NULL,
  lot text COLLATE "C",
  quantity numeric NOT NULL,
  occurred_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  corrects integer,
  known_until bigint,
  PRIMARY KEY (organization_id, sales_order, version)
);
COMMENT ON COLUMN deliveries.corrects IS 'The version of the delivery that this row tells anew; null of what was told first.';
COMMENT ON COLUMN deliveries.known_until IS 'The feed number of the correction from which on another row stands; null while this one does.';
CREATE INDEX deliveries_of_lot ON deliveries (organization_id, lot, delivery);

-- Whether a node leads to certain lots: a split, a merge, or what was said to go into a lot of an order; not an order as a whole.
CREATE FUNCTION is_stated(node text, work_order text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT work_order IS NULL OR node <> E'work_order\t' || work_order
$$;

-- The flows that are met on the way from some lots, forward or backward, each once and at its least distance. A step from lot
-- to lot is two hops: out of a lot, and, `into_lot`, into the next; the lots themselves are there at 0, without a node. Each
-- round of the recursion looks up the lots or nodes that the last one came to, each once, and UNION drops what was met before:
-- cycles end, diamonds count once, and the work is that of the flows met. They are kept, so that nothing is looked up again.
-- The number of hops must not make two rows differ, or a flow would come again at every distance. So h hops are written as
-- an interval of h months less 30 h days: PostgreSQL counts a month as 30 days, hence all of them are equal.
-- Few rows out of many are wanted at every hop: it always goes by the indexes, whatever the statistics say or do not say yet.
-- `only_stated` goes by what was said to go into a lot, by splits and merges, and not by orders as a whole.
CREATE FUNCTION walk(starts text[], forward boolean, max_depth integer, known bigint, at timestamptz, only_stated boolean)
RETURNS TABLE (lot text, node text, into_lot boolean, hops integer, through text, work_order text, quantity numeric, unit text,
  occurred_at timestamptz) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE organization uuid := unison.organization();
BEGIN
  RETURN QUERY
  WITH RECURSIVE met (lot, node, into_lot, far, through, work_order, quantity, unit, occurred_at) AS (
    SELECT unnest(starts) COLLATE "C", NULL::text COLLATE "C", true, interval '0', NULL::text, NULL::text COLLATE "C",
      NULL::numeric, NULL::text, NULL::timestamptz
    UNION
    SELECT f.lot, f.node, NOT last.into_lot, last.far + interval '1 month -30 days', f.through, f.work_order, f.quantity, f.unit,
      f.occurred_at
    FROM (
      SELECT DISTINCT CASE WHEN into_lot THEN lot END AS lot, CASE WHEN NOT into_lot THEN node END AS node, into_lot, far FROM met
    ) last
    CROSS JOIN LATERAL (
      SELECT * FROM flows_of_lot(organization, last.lot, forward, known, at)
      UNION ALL
      SELECT * FROM flows_of_node(organization, last.node, NOT forward, known, at)
    ) f
    WHERE (max_depth IS NULL OR extract(year FROM last.far) * 12 + extract(month FROM last.far) < 2 * max_depth)
      AND (NOT only_stated OR is_stated(f.node, f.work_order))
  )
  SELECT m.lot, m.node, m.into_lot, (extract(year FROM m.far) * 12 + extract(month FROM m.far))::integer, m.through,
    m.work_order, m.quantity, m.unit, m.occurred_at
  FROM met m;
END $$;

-- Some lots as of a feed number and a moment: as they stand now where neither is asked for, else counted anew.
CREATE FUNCTION lot_as_of(of_organization uuid, of_lot text, known bigint, at timestamptz)
RETURNS TABLE (lot text, material text, unit text, plant text, location text, status text, hold_reason text, origin text,
  number text, supplier text, supplier_lot text, expires_at timestamptz, produced_on date, attributes jsonb, quantity numeric, on_hand numeric, consumed numeric, shipped numeric, scrapped numeric)
LANGUAGE sql STABLE AS $$
  SELECT l.lot, l.material, l.unit, l.plant, l.location, l.status, l.hold_reason, l.origin, l.number, l.supplier,
    l.supplier_lot, l.expires_at, l.produced_on, l.attributes, l.quantity, l.on_hand, l.consumed, l.shipped, l.scrapped
  FROM lots l WHERE l.organization_id = of_organization AND l.lot = of_lot AND known = 9223372036854775807 AND at = 'infinity'
  UNION ALL
  SELECT l.lot, l.material, l.unit, l.plant, t.location, t.status, t.hold_reason, l.origin,
    coalesce(a.number, unison.number_of_lot(l.lot, l.material)), a.supplier, a.supplier_lot, a.expires_at, a.produced_on,
    a.attributes, t.quantity, t.on_hand, t.consumed, t.shipped, t.scrapped
  FROM lots l CROSS JOIN LATERAL totals(l.organization_id, l.lot, known, at) t
  CROSS JOIN LATERAL about(l.organization_id, l.lot, known) a
  WHERE l.organization_id = of_organization AND l.lot = of_lot AND NOT (known = 9223372036854775807 AND at = 'infinity')
$$;

-- What a trace shows in one direction as JSON: the lots reached with their depth, and the steps between lots, the nearest first
-- and at most `max_steps`. The quantity of a step is what the source gave to the node, `made` what the target got from it. Each
-- object is written by `format`, every name in it by `to_json`: json_agg of rows takes twice as long. OFFSET 0 keeps each look-up
-- one by one: without statistics a join of them may begin with the whole organization.
CREATE FUNCTION trace(start text, forward boolean, max_depth integer, max_steps integer, known bigint, at timestamptz)
RETURNS TABLE (lots text, edges text, complete boolean) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE organization uuid := unison.organization();
BEGIN
  RETURN QUERY
  WITH met AS MATERIALIZED (
    SELECT * FROM walk(ARRAY[start], forward, max_depth, known, at, false)
  ), surely AS MATERIALIZED (
    SELECT DISTINCT lot FROM walk(ARRAY[start], forward, max_depth, known, at, true) WHERE into_lot
  ), reached AS MATERIALIZED (
    SELECT lot, min(hops) / 2 AS depth, lot IN (SELECT s.lot FROM surely s) AS stated
    FROM met WHERE into_lot AND lot <> start GROUP BY lot
  ), steps AS MATERIALIZED (
    SELECT near.hops, near.lot AS near, far.lot AS far, near.through, near.work_order,
      is_stated(near.node, near.work_order) AS stated,
      CASE WHEN forward THEN near.quantity ELSE far.quantity END AS quantity,
      CASE WHEN forward THEN near.unit ELSE far.unit END AS unit,
      CASE WHEN forward THEN far.quantity ELSE near.quantity END AS made,
      CASE WHEN forward THEN far.unit ELSE near.unit END AS made_unit,
      greatest(near.occurred_at, far.occurred_at) AS occurred_at
    FROM met near JOIN met far ON far.node = near.node AND far.into_lot
    WHERE NOT near.into_lot ORDER BY near.hops LIMIT max_steps + 1
  )
  SELECT
    (SELECT '[' || coalesce(string_agg(format(
        '{"lot":%s,"direction":"%s","depth":%s,"quantity":"%s","unit":%s,"on_hand":"%s","material":%s,"status":"%s","plant":%s,'
        '"location":%s,"origin":"%s","number":%s,"supplier":%s,"supplier_lot":%s,"shipped":"%s","scrapped":"%s","stated":%s}',
        to_json(l.lot), CASE WHEN forward THEN 'forward' ELSE 'backward' END, r.depth, l.quantity, to_json(l.unit), l.on_hand,
        to_json(l.material), l.status, to_json(l.plant), coalesce(to_json(l.location), 'null'), l.origin,
        to_json(l.number), coalesce(to_json(l.supplier), 'null'), coalesce(to_json(l.supplier_lot), 'null'), l.shipped, l.scrapped,
        to_json(r.stated)
      ), ',' ORDER BY r.depth, l.lot), '') || ']'
      FROM reached r CROSS JOIN LATERAL (SELECT * FROM lot_as_of(organization, r.lot, known, at) OFFSET 0) l),
    (SELECT '[' || coalesce(string_agg(format(
        '{"source":%s,"target":%s,"quantity":"%s","unit":%s,"made":"%s","made_unit":%s,"through":"%s","work_order":%s,'
        '"occurred_at":%s,"stated":%s}',
        to_json(CASE WHEN forward THEN near ELSE far END), to_json(CASE WHEN forward THEN far ELSE near END), quantity,
        to_json(unit), made, to_json(made_unit), through, coalesce(to_json(work_order), 'null'), to_json(occurred_at),
        to_json(stated)
      ), ',' ORDER BY hops), '') || ']'
      FROM (SELECT * FROM steps ORDER BY hops LIMIT max_steps) step),
    (SELECT count(*) <= max_steps FROM steps);
END $$;
