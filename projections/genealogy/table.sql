-- Names are compared as bytes: a search compares millions of them, and the order of a language would cost half its time.

-- One row for each fact of a lot: what it did to the quantity, and what the lot went into or came out of.
-- `node` is a transformation: a work order, a split or a merge. A lot goes out into a node or comes in from one, so each fact
-- is written from itself alone, and the path between two lots is there whichever of them was told of first.
CREATE TABLE movements (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  goes_out boolean,
  node text COLLATE "C" CHECK ((node IS NULL) = (goes_out IS NULL)),
  work_order text COLLATE "C",
  other_lot text COLLATE "C",
  quantity numeric,
  change numeric NOT NULL,
  material text,
  unit text,
  plant text,
  location text,
  party text,
  reference text,
  reason text,
  by_user uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, lot, version)
) WITH (fillfactor = 85); -- room to fill in a unit and a plant on the same page
COMMENT ON COLUMN movements.quantity IS 'As the fact says it, never negative; null where a fact moves none.';
COMMENT ON COLUMN movements.change IS 'What the fact adds to the quantity on hand.';
COMMENT ON COLUMN movements.unit IS 'The lot''s, from its first fact; so is the plant.';
COMMENT ON COLUMN movements.party IS 'The supplier of a receipt, the customer of a shipment.';
COMMENT ON COLUMN movements.reference IS 'The purchase reference of a receipt, the delivery of a shipment.';

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
  supplier text,
  quantity numeric NOT NULL,
  on_hand numeric NOT NULL,
  consumed numeric NOT NULL,
  shipped numeric NOT NULL,
  scrapped numeric NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, lot)
);
-- For lists alone. Every version is above 0; saying so keeps a trace, which does not say it, from reading a whole
-- organization by one of these while there are no statistics yet.
CREATE INDEX lots_latest ON lots (organization_id, last_at DESC) WHERE version > 0;
CREATE INDEX lots_of_material ON lots (organization_id, material, last_at DESC) WHERE version > 0;
COMMENT ON COLUMN lots.quantity IS 'All that ever came in: received, produced, split off and merged in.';
COMMENT ON COLUMN lots.origin IS 'The kind of its first movement.';

-- The graph: one row for each lot and node between which anything flowed, summed from `movements`. Narrow, so that a recall
-- reads few pages.
CREATE TABLE flows (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  goes_out boolean NOT NULL,
  node text COLLATE "C" NOT NULL,
  through text NOT NULL CHECK (through IN ('work_order', 'split', 'merge')),
  work_order text COLLATE "C",
  quantity numeric NOT NULL,
  unit text NOT NULL,
  plant text NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, lot, goes_out, node)
);
CREATE INDEX flows_of_node ON flows (organization_id, node, goes_out);
COMMENT ON COLUMN flows.goes_out IS 'True: out of the lot, into the node.';

-- The lots and nodes that can be reached from a lot, forward or backward, each once and at its least distance: a step from
-- lot to lot is two hops, lot to node and node to lot. Each round of the recursion goes one hop further from what the last
-- round found, and UNION drops what was found before: cycles end, diamonds count once, and the work is that of the edges met.
-- The number of hops must not make two rows differ, or a lot would come again at every distance. So h hops are written as
-- an interval of h months less 30 h days: PostgreSQL counts a month as 30 days, hence all of them are equal.
-- Few rows out of many are wanted at every hop: it always goes by the indexes, whatever the statistics say or do not say yet.
CREATE FUNCTION reach(start text, forward boolean, max_depth integer)
RETURNS TABLE (lot text, node text, hops integer) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE organization uuid := unison.organization();
BEGIN
  RETURN QUERY
  WITH RECURSIVE walk (lot, node, far) AS (
    SELECT start COLLATE "C", NULL::text COLLATE "C", interval '0'
    UNION
    SELECT n.lot, n.node, w.far + interval '1 month -30 days'
    FROM walk w CROSS JOIN LATERAL (
      SELECT NULL::text COLLATE "C" AS lot, f.node FROM flows f
      WHERE f.organization_id = organization AND f.lot = w.lot AND f.goes_out = forward
      UNION ALL
      SELECT f.lot, NULL FROM flows f
      WHERE f.organization_id = organization AND f.node = w.node AND f.goes_out = NOT forward
    ) n
    WHERE max_depth IS NULL OR extract(year FROM w.far) * 12 + extract(month FROM w.far) < 2 * max_depth
  )
  SELECT w.lot, w.node, (extract(year FROM w.far) * 12 + extract(month FROM w.far))::integer FROM walk w;
END $$;

-- What a trace shows in one direction: the lots reached with their depth, and the steps between lots, at most `max_steps`.
-- The quantity of a step is what the source gave to the node, `made` what the target got from it. OFFSET 0 keeps each look-up
-- one by one: without statistics a join of them may begin with the whole organization.
CREATE FUNCTION trace(start text, forward boolean, max_depth integer, max_steps integer)
RETURNS TABLE (lots json, edges json, complete boolean) LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE organization uuid := unison.organization();
BEGIN
  RETURN QUERY
  WITH reached AS MATERIALIZED (
    SELECT r.lot, r.hops / 2 AS depth FROM reach(start, forward, max_depth) r WHERE r.lot IS NOT NULL
  ), steps AS MATERIALIZED (
    SELECT r.depth + 1 AS depth, near.lot AS near, far.lot AS far, near.through, near.work_order,
      CASE WHEN forward THEN near.quantity ELSE far.quantity END AS quantity,
      CASE WHEN forward THEN near.unit ELSE far.unit END AS unit,
      CASE WHEN forward THEN far.quantity ELSE near.quantity END AS made,
      CASE WHEN forward THEN far.unit ELSE near.unit END AS made_unit,
      greatest(near.occurred_at, far.occurred_at) AS occurred_at
    FROM reached r
    CROSS JOIN LATERAL (
      SELECT * FROM flows f
      WHERE f.organization_id = organization AND f.lot = r.lot AND f.goes_out = forward OFFSET 0
    ) near
    CROSS JOIN LATERAL (
      SELECT * FROM flows f
      WHERE f.organization_id = organization AND f.node = near.node AND f.goes_out = NOT forward OFFSET 0
    ) far
    WHERE max_depth IS NULL OR r.depth < max_depth
    LIMIT max_steps + 1
  )
  SELECT
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT l.lot, CASE WHEN forward THEN 'forward' ELSE 'backward' END AS direction, r.depth, l.quantity::text, l.unit,
        l.on_hand::text, l.material, l.status, l.plant, l.location, l.origin, l.supplier, l.shipped::text, l.scrapped::text
      FROM reached r CROSS JOIN LATERAL (
        SELECT * FROM lots l WHERE l.organization_id = organization AND l.lot = r.lot OFFSET 0
      ) l
      WHERE r.lot <> start ORDER BY r.depth
    ) found),
    (SELECT coalesce(json_agg(step), '[]') FROM (
      SELECT CASE WHEN forward THEN near ELSE far END AS source, CASE WHEN forward THEN far ELSE near END AS target,
        quantity::text, unit, made::text, made_unit, through, work_order, occurred_at
      FROM steps ORDER BY depth LIMIT max_steps
    ) step),
    (SELECT count(*) <= max_steps FROM steps);
END $$;
