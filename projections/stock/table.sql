-- One row for each fact of a lot, as it stands after its corrections. `original` holds what was told first where that differs.
CREATE TABLE movements (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  plant text,
  material text,
  unit text,
  kind text NOT NULL,
  direction smallint NOT NULL,
  quantity numeric,
  expected numeric,
  change numeric NOT NULL,
  location text,
  expires_at timestamptz,
  unit_cost numeric,
  total_cost numeric,
  currency text,
  exchange_rate numeric,
  work_order text,
  other_lot text,
  party text,
  reference text,
  reason text,
  suggested_lot text,
  override_reason text,
  happened_at timestamptz NOT NULL,
  struck boolean NOT NULL DEFAULT false,
  original jsonb,
  corrected_version integer NOT NULL DEFAULT 0,
  corrected_by uuid,
  corrected_why text,
  corrected_at timestamptz,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, lot, version)
);
CREATE INDEX movements_of_material ON movements (organization_id, material, happened_at DESC, feed_seq DESC);
CREATE INDEX movements_latest ON movements (organization_id, happened_at DESC, feed_seq DESC);
CREATE INDEX movements_counted ON movements (organization_id, lot, happened_at, version) WHERE kind = 'counted';
CREATE INDEX movements_corrected ON movements (organization_id, lot, corrected_version) WHERE corrected_version > 0;
COMMENT ON COLUMN movements.plant IS 'The lot''s, from its first fact; so are material and unit.';
COMMENT ON COLUMN movements.direction IS '1 into the lot, -1 out of it, 0 neither; a count is 1.';
COMMENT ON COLUMN movements.quantity IS 'As it stands, never negative; of a count what was found; null where a fact moves none.';
COMMENT ON COLUMN movements.expected IS 'Of a count: what was there before it, in the order in which things happened, as far as is known.';
COMMENT ON COLUMN movements.change IS 'What it adds to the quantity on hand, as it stands; of a count what it found beyond what was expected.';
COMMENT ON COLUMN movements.party IS 'The supplier or the customer.';
COMMENT ON COLUMN movements.reference IS 'The purchase reference, the delivery, or the supplier''s reference of a return.';
COMMENT ON COLUMN movements.total_cost IS 'Of a receipt: counts where it is not null.';
COMMENT ON COLUMN movements.original IS 'quantity, unit_cost, total_cost and happened_at as they were told first; null unless corrected.';

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
  PRIMARY KEY (organization_id, lot, version)
);
COMMENT ON COLUMN told.number IS 'Of a correction, else null: the lot bears the number in its key.';

-- What is known of each lot itself: what was told last whole, and what was not struck of what came since.
CREATE VIEW about WITH (security_invoker = true) AS
  SELECT organization_id, lot, max(believed) AS number,
    (array_agg(supplier ORDER BY version) FILTER (WHERE supplier IS NOT NULL AND counts))[1] AS supplier,
    (array_agg(supplier_lot ORDER BY version) FILTER (WHERE supplier_lot IS NOT NULL AND counts))[1] AS supplier_lot,
    min(expires_at) FILTER (WHERE counts) AS expires_at,
    (array_agg(produced_on ORDER BY version) FILTER (WHERE produced_on IS NOT NULL AND counts))[1] AS produced_on,
    (array_agg(attributes ORDER BY version) FILTER (WHERE attributes IS NOT NULL AND counts))[1] AS attributes
  FROM (
    SELECT t.*, first_value(t.number) OVER (PARTITION BY organization_id, lot ORDER BY t.number IS NULL, t.version DESC) AS believed,
      t.version >= coalesce(max(t.version) FILTER (WHERE t.anew OR t.number IS NOT NULL) OVER (PARTITION BY organization_id, lot), 0)
      AND NOT coalesce(m.struck, false) AS counts
    FROM told t LEFT JOIN movements m USING (organization_id, lot, version)
  ) s GROUP BY organization_id, lot;

-- What each count had to explain. It is a level: what is told of the time before it changes what was expected, and never what was
-- found. So changes added up in the order in which they happened are what was there, at every moment.
CREATE VIEW counts WITH (security_invoker = true) AS
  SELECT organization_id, lot, version, expected, CASE WHEN struck THEN 0 ELSE quantity - expected END AS change
  FROM (
    SELECT *, coalesce(lag(on_hand) OVER (PARTITION BY organization_id, lot ORDER BY happened_at, version), 0) AS expected
    FROM (
      SELECT *, sum(CASE WHEN kind <> 'counted' THEN change WHEN NOT struck THEN quantity END)
        OVER (PARTITION BY organization_id, lot, counted ORDER BY happened_at, version) AS on_hand
      FROM (
        SELECT organization_id, lot, version, kind, quantity, change, happened_at, struck,
          count(*) FILTER (WHERE kind = 'counted' AND NOT struck)
            OVER (PARTITION BY organization_id, lot ORDER BY happened_at, version) AS counted
        FROM movements
      ) m
    ) m
  ) m WHERE kind = 'counted';

-- Each lot from all of its movements as they stand: read of those that a batch touched, and of all at once. A later fact says
-- where it lies and whether it may be used.
CREATE VIEW settled WITH (security_invoker = true) AS
  SELECT organization_id, lot, plant, material, unit, location, on_hand, coalesce(held, false) AS on_hold,
    CASE WHEN held THEN hold_reason END AS hold_reason, coalesce(a.number, unison.number_of_lot(lot, material)) AS number,
    a.supplier, a.supplier_lot, a.expires_at, a.produced_on, a.attributes, first_at, last_at, version
  FROM (
    SELECT organization_id, lot, min(plant) AS plant, min(material) AS material, min(unit) AS unit, sum(change) AS on_hand,
      (array_agg(location ORDER BY version DESC) FILTER (WHERE location IS NOT NULL AND NOT struck))[1] AS location,
      (array_agg(kind = 'held' ORDER BY version DESC) FILTER (WHERE kind IN ('held', 'released')))[1] AS held,
      (array_agg(reason ORDER BY version DESC) FILTER (WHERE kind IN ('held', 'released')))[1] AS hold_reason,
      coalesce(min(happened_at) FILTER (WHERE NOT struck AND direction = 1), min(happened_at)) AS first_at,
      max(happened_at) AS last_at, max(greatest(version, corrected_version)) AS version
    FROM movements GROUP BY organization_id, lot
  ) s LEFT JOIN about a USING (organization_id, lot);

-- What was said last of each reservation. `quantity` is null once it is released.
CREATE TABLE reservations (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  work_order text COLLATE "C" NOT NULL,
  quantity numeric,
  reserved_at timestamptz NOT NULL,
  by_user uuid,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, lot, work_order)
);
CREATE INDEX reservations_in_force ON reservations (organization_id, lot) WHERE quantity IS NOT NULL;
COMMENT ON COLUMN reservations.version IS 'Of the lot: what was told before it is no part of the reservation.';

-- One row for each lot as it stands, always settled from `movements`.
CREATE TABLE lots (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  plant text NOT NULL,
  material text NOT NULL,
  unit text NOT NULL,
  location text,
  on_hand numeric NOT NULL,
  on_hold boolean NOT NULL,
  hold_reason text,
  number text NOT NULL,
  supplier text,
  supplier_lot text,
  expires_at timestamptz,
  produced_on date,
  attributes jsonb,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, lot)
);
CREATE INDEX lots_in_stock ON lots (organization_id, material, expires_at, first_at, lot) WHERE on_hand <> 0;
COMMENT ON COLUMN lots.number IS 'As it is shown: the lot''s key names its stream, whatever its number was corrected to.';
COMMENT ON COLUMN lots.supplier_lot IS 'The number that the supplier gave it.';
COMMENT ON COLUMN lots.version IS 'Of the last fact that is settled in it.';
COMMENT ON COLUMN lots.first_at IS 'When the first of it came in; what is oldest goes first where nothing expires.';

-- Each reservation that is not released: what its order took since (`taken`, less what came back), what it may still take
-- (`outstanding`), and what of that is there (`covered`): where less is on hand, of what was reserved first. Less than a billionth comes
-- from rounding what was taken, and is none.
CREATE VIEW reserved WITH (security_invoker = true) AS
  SELECT organization_id, lot, work_order, quantity, reserved_at, by_user, version, taken, outstanding,
    greatest(least(outstanding, greatest(on_hand, 0) - before), 0) AS covered
  FROM (
    SELECT t.*, l.on_hand, sum(outstanding) OVER (PARTITION BY t.organization_id, t.lot ORDER BY t.version) - outstanding AS before
    FROM (
      SELECT r.*, s.taken, CASE WHEN s.outstanding >= 0.000000001 THEN s.outstanding ELSE 0 END AS outstanding
      FROM reservations r
      CROSS JOIN LATERAL (
        SELECT coalesce(-sum(change), 0) AS taken, least(r.quantity, r.quantity + coalesce(sum(change), 0)) AS outstanding
        FROM movements
        WHERE organization_id = r.organization_id AND lot = r.lot AND version > r.version AND work_order = r.work_order
          AND kind IN ('consumed', 'returned')
      ) s
      WHERE r.quantity IS NOT NULL
    ) t JOIN lots l USING (organization_id, lot)
  ) b;

-- Up to which version a lot is settled, and whether what was told of it since looks back, as a correction and a count do. All else
-- adds to what is known: a lot of ten thousand movements is not settled from the first one at each of them.
CREATE FUNCTION unsettled(of_organization uuid, of_lot text) RETURNS TABLE (since integer, looks_back boolean)
LANGUAGE sql STABLE AS $$
  SELECT l.since, l.since = 0 OR EXISTS (
      SELECT FROM movements WHERE organization_id = of_organization AND lot = of_lot AND version > l.since AND kind = 'counted'
    ) OR EXISTS (
      SELECT FROM movements
      WHERE organization_id = of_organization AND lot = of_lot AND corrected_version > 0 AND (corrected_version > l.since OR struck))
  FROM (
    SELECT coalesce((SELECT version FROM lots WHERE organization_id = of_organization AND lot = of_lot), 0) AS since
  ) l
$$;

-- A lot as it is settled, and what was told of it since: as `settled`, where nothing looks back. What happened before the last count
-- changes nothing of what is there.
CREATE FUNCTION added(of_organization uuid, of_lot text, since integer) RETURNS SETOF lots LANGUAGE sql STABLE AS $$
  SELECT l.organization_id, l.lot, l.plant, l.material, l.unit, coalesce(s.location, l.location), l.on_hand + s.change,
    coalesce(s.held, l.on_hold), CASE WHEN s.held IS NULL THEN l.hold_reason WHEN s.held THEN s.hold_reason END,
    coalesce(a.number, unison.number_of_lot(l.lot, l.material)), a.supplier, a.supplier_lot, a.expires_at, a.produced_on,
    a.attributes, least(l.first_at, s.first_at), greatest(l.last_at, s.last_at), coalesce(s.version, l.version)
  FROM lots l CROSS JOIN (
    SELECT (array_agg(m.location ORDER BY m.version DESC) FILTER (WHERE m.location IS NOT NULL))[1] AS location,
      (array_agg(m.kind = 'held' ORDER BY m.version DESC) FILTER (WHERE m.kind IN ('held', 'released')))[1] AS held,
      (array_agg(m.reason ORDER BY m.version DESC) FILTER (WHERE m.kind IN ('held', 'released')))[1] AS hold_reason,
      coalesce(sum(m.change) FILTER (WHERE c.version IS NULL OR (m.happened_at, m.version) > (c.happened_at, c.version)), 0)
        AS change,
      min(m.happened_at) FILTER (WHERE m.direction = 1) AS first_at, max(m.happened_at) AS last_at, max(m.version) AS version
    FROM movements m LEFT JOIN (
      SELECT version, happened_at FROM movements
      WHERE organization_id = of_organization AND lot = of_lot AND kind = 'counted' AND NOT struck
      ORDER BY happened_at DESC, version DESC LIMIT 1
    ) c ON true
    WHERE m.organization_id = of_organization AND m.lot = of_lot AND m.version > since
  ) s LEFT JOIN about a ON a.organization_id = of_organization AND a.lot = of_lot
  WHERE l.organization_id = of_organization AND l.lot = of_lot
$$;

-- Below which quantity a material has to be ordered for a plant.
CREATE TABLE reorder_points (
  organization_id uuid NOT NULL,
  material text NOT NULL,
  plant text NOT NULL,
  quantity numeric,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, material, plant)
);

CREATE TABLE storage_locations (
  organization_id uuid NOT NULL,
  plant text NOT NULL,
  location text NOT NULL,
  area text,
  retired_at timestamptz,
  retired_reason text,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, plant, location)
);
