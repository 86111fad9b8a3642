-- What was told of stock, as it stands after its corrections. `at` is business time; `order_key` puts the facts of one instant in
-- order: twice the fact's number in the feed. A struck movement stays, and counts no more.
CREATE TABLE movements (
  organization_id uuid NOT NULL,
  fact text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  lot text COLLATE "C",
  plant text COLLATE "C",
  material text COLLATE "C",
  at timestamptz NOT NULL,
  order_key bigint NOT NULL,
  quantity numeric,
  found numeric,
  unit_cost numeric,
  total_cost numeric,
  currency text,
  exchange_rate numeric,
  amount numeric,
  method text,
  by_product boolean NOT NULL DEFAULT false,
  work_order text COLLATE "C",
  refers_fact text COLLATE "C",
  into_lot text COLLATE "C",
  reason text,
  struck boolean NOT NULL DEFAULT false,
  original jsonb,
  corrected_version integer NOT NULL DEFAULT 0,
  corrected_by uuid,
  corrected_why text,
  corrected_at timestamptz,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, fact)
);
CREATE INDEX movements_in_order ON movements (organization_id, plant, material, at, order_key);
CREATE INDEX movements_of_lot ON movements (organization_id, lot, at, order_key);
CREATE INDEX movements_back ON movements (organization_id, lot, at) WHERE kind IN ('returned', 'returned_to_supplier');
CREATE INDEX movements_of_order ON movements (organization_id, work_order, at, order_key) WHERE work_order IS NOT NULL;
CREATE INDEX movements_counted ON movements (organization_id, lot, at) WHERE kind = 'counted';
CREATE INDEX movements_valuing ON movements (organization_id, plant, material, at, order_key) WHERE kind IN ('method', 'revalued');
CREATE INDEX movements_in_currency ON movements (organization_id) WHERE currency IS NOT NULL;
COMMENT ON COLUMN movements.plant IS 'The lot''s, from its first fact; so is material.';
COMMENT ON COLUMN movements.total_cost IS 'Of a receipt: counts where it is not null. Both costs are as told, in currency.';
COMMENT ON COLUMN movements.found IS 'Of a count: the level that it found; `quantity` is what that is beyond what was there before it.';
COMMENT ON COLUMN movements.original IS 'quantity (of a count what it found), unit_cost, total_cost and at as they were told first; null unless corrected.';

-- Which material and plant a lot is of, from its first fact, and the number that it was said to bear since.
CREATE TABLE lots (
  organization_id uuid NOT NULL,
  lot text COLLATE "C" NOT NULL,
  plant text COLLATE "C" NOT NULL,
  material text COLLATE "C" NOT NULL,
  corrected_number text,
  PRIMARY KEY (organization_id, lot)
);

-- The number that is shown of each lot.
CREATE VIEW numbers WITH (security_invoker = true) AS
  SELECT organization_id, lot, coalesce(corrected_number, unison.number_of_lot(lot, material)) AS number FROM lots;

-- What each movement did to the stock of its material, and what was on hand after it. `state` is kept after some.
CREATE TABLE entries (
  organization_id uuid NOT NULL,
  plant text COLLATE "C" NOT NULL,
  material text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  fact text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  order_key bigint NOT NULL,
  lot text COLLATE "C",
  quantity numeric NOT NULL,
  amount numeric NOT NULL,
  variance numeric NOT NULL,
  estimated boolean NOT NULL,
  on_hand numeric NOT NULL,
  value numeric NOT NULL,
  work_order text COLLATE "C",
  refers text COLLATE "C",
  settled jsonb,
  state jsonb,
  PRIMARY KEY (organization_id, plant, material, id)
);
CREATE INDEX entries_in_order ON entries (organization_id, plant, material, at, order_key, id);
CREATE INDEX entries_kept ON entries (organization_id, plant, material, at, order_key) WHERE state IS NOT NULL;
CREATE INDEX entries_referring ON entries (organization_id, plant, material, refers) WHERE refers IS NOT NULL;
CREATE INDEX entries_of_lot ON entries (organization_id, lot, at, order_key);
COMMENT ON COLUMN entries.amount IS 'Into stock above 0, out of it below.';
COMMENT ON COLUMN entries.settled IS 'Issue, quantity, estimated and actual cost; null: nothing.';
COMMENT ON COLUMN entries.variance IS 'The part of the amount that stock does not carry.';

-- What left before it was there, and what it was found to cost when goods arrived for it.
CREATE TABLE settlements (
  organization_id uuid NOT NULL,
  plant text COLLATE "C" NOT NULL,
  material text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  issue text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  order_key bigint NOT NULL,
  difference numeric NOT NULL,
  PRIMARY KEY (organization_id, plant, material, id, issue)
);
CREATE INDEX settlements_of_issue ON settlements (organization_id, plant, material, issue);

-- Each stock as it stands, with its layers.
CREATE TABLE stocks (
  organization_id uuid NOT NULL,
  plant text COLLATE "C" NOT NULL,
  material text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  order_key bigint NOT NULL,
  quantity numeric NOT NULL,
  value numeric NOT NULL,
  unit_cost numeric,
  state jsonb NOT NULL,
  PRIMARY KEY (organization_id, plant, material)
);

-- Orders with their account as it stands.
CREATE TABLE orders (
  organization_id uuid NOT NULL,
  work_order text COLLATE "C" NOT NULL,
  plant text COLLATE "C" NOT NULL,
  product text COLLATE "C" NOT NULL,
  ordered numeric NOT NULL,
  created_version integer NOT NULL,
  at timestamptz,
  order_key bigint,
  rank integer,
  id text COLLATE "C",
  charged numeric,
  transferred numeric,
  variance numeric,
  in_process numeric,
  state jsonb,
  PRIMARY KEY (organization_id, work_order)
);
CREATE INDEX orders_in_process ON orders (organization_id, work_order) WHERE in_process <> 0;

-- What was told of orders beside movements: machine time, charges, completion. Time costs what the rate in force says.
CREATE TABLE postings (
  organization_id uuid NOT NULL,
  work_order text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  plant text COLLATE "C",
  fact text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  order_key bigint NOT NULL,
  amount numeric,
  seconds numeric,
  who text COLLATE "C",
  began_at timestamptz,
  reason text,
  original jsonb,
  corrected_version integer NOT NULL DEFAULT 0,
  corrected_by uuid,
  corrected_why text,
  corrected_at timestamptz,
  by_user uuid,
  rated_as text COLLATE "C",
  PRIMARY KEY (organization_id, work_order, name)
);
CREATE INDEX postings_of_rate ON postings (organization_id, kind, rated_as, began_at) WHERE rated_as IS NOT NULL;
COMMENT ON COLUMN postings.rated_as IS 'Of time, the normal form of `who`: the role or the machine whose rate it is.';
COMMENT ON COLUMN postings.name IS 'log:LOG of a production log, time:BADGE/ENTRY of paid time, else the fact.';
COMMENT ON COLUMN postings.original IS 'seconds, who, began_at and at as they were told first; null unless corrected.';

-- What an hour costs, from a moment on; `who` is the normal form of the role or the machine.
CREATE TABLE rates (
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  who text COLLATE "C" NOT NULL,
  valid_from timestamptz NOT NULL,
  rate_per_hour numeric NOT NULL,
  fact text COLLATE "C" NOT NULL,
  PRIMARY KEY (organization_id, kind, who, valid_from)
);

-- What each thing told of an order did to its account. Material is what stock charges to it.
CREATE TABLE order_entries (
  organization_id uuid NOT NULL,
  work_order text COLLATE "C" NOT NULL,
  plant text COLLATE "C",
  id text COLLATE "C" NOT NULL,
  fact text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  order_key bigint NOT NULL,
  rank integer NOT NULL,
  amount numeric NOT NULL,
  quantity numeric NOT NULL,
  shares jsonb,
  variance numeric NOT NULL,
  in_process numeric NOT NULL,
  PRIMARY KEY (organization_id, work_order, id)
);
CREATE INDEX order_entries_in_order ON order_entries (organization_id, work_order, at, order_key, rank, id);
COMMENT ON COLUMN order_entries.amount IS 'Into the order above 0; what an output took with it is below 0.';
COMMENT ON COLUMN order_entries.shares IS 'What went after the outputs: output, plant, material, amount; null: nothing.';

-- The organization's currency, once it is set.
CREATE TABLE settings (
  organization_id uuid PRIMARY KEY,
  currency text NOT NULL
);
