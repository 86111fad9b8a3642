-- Who buys. A customer belongs to no plant.
CREATE TABLE customers (
  organization_id uuid NOT NULL,
  customer text NOT NULL,
  name text NOT NULL,
  country text,
  block_reason text,
  blocked_at timestamptz,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, customer)
);

-- One row for each order as it stands. What is said of its lines (`line_count` to `next_due_on`) is settled anew from them.
CREATE TABLE orders (
  organization_id uuid NOT NULL,
  sales_order text NOT NULL,
  customer text NOT NULL,
  plant text NOT NULL,
  reference text,
  due_on date,
  currency text,
  over_delivery_percent numeric NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'closed', 'cancelled')),
  status_reason text,
  status_since timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  created_version integer NOT NULL,
  delivery_state text NOT NULL DEFAULT 'nothing' CHECK (delivery_state IN ('nothing', 'partly', 'fully')),
  line_count integer NOT NULL DEFAULT 0,
  open_lines integer NOT NULL DEFAULT 0,
  next_due_on date,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, sales_order)
);
CREATE INDEX orders_of_customer ON orders (organization_id, customer, status);
CREATE INDEX orders_by_due_date ON orders (organization_id, (status <> 'open'), next_due_on, created_at DESC, sales_order);
COMMENT ON COLUMN orders.next_due_on IS 'The earliest due date of a line that is open.';
COMMENT ON COLUMN orders.created_version IS 'Of the fact that created it; older lines are of a cancelled order of the same number.';
COMMENT ON COLUMN orders.version IS 'Of its latest fact, whichever line that is about.';

-- What each line orders. `plant` and `customer` are the order's, `due_on` is the line's own or the order's; `delivered`,
-- `returned` and `open` are summed from `deliveries`, never counted up.
CREATE TABLE lines (
  organization_id uuid NOT NULL,
  sales_order text NOT NULL,
  line integer NOT NULL,
  plant text,
  customer text,
  product text NOT NULL,
  ordered numeric NOT NULL,
  unit text NOT NULL,
  own_due_on date,
  due_on date,
  unit_price numeric,
  cancel_reason text,
  delivered numeric NOT NULL DEFAULT 0,
  returned numeric NOT NULL DEFAULT 0,
  open numeric NOT NULL DEFAULT 0,
  last_delivery_at timestamptz,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, sales_order, line)
);
CREATE INDEX lines_open ON lines (organization_id, due_on, sales_order, line) WHERE open > 0;
COMMENT ON COLUMN lines.open IS 'Ordered and not with the customer, while order and line stand; what came back is owed again.';

-- What went out and what came back, as it stands after its corrections. `original` holds what was told first.
CREATE TABLE deliveries (
  organization_id uuid NOT NULL,
  sales_order text NOT NULL,
  version integer NOT NULL,
  plant text,
  line integer NOT NULL,
  kind text NOT NULL CHECK (kind IN ('delivered', 'returned')),
  delivery text NOT NULL,
  lot text,
  quantity numeric NOT NULL,
  reason text,
  by_user uuid,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  struck boolean NOT NULL DEFAULT false,
  original jsonb,
  corrected_version integer NOT NULL DEFAULT 0,
  corrected_by uuid,
  corrected_why text,
  corrected_at timestamptz,
  PRIMARY KEY (organization_id, sales_order, version)
);

-- The numbers that lots were said to bear since they came; of every other lot its key says it.
CREATE TABLE corrected_numbers (
  organization_id uuid NOT NULL,
  lot text NOT NULL,
  number text NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, lot)
);

-- By which clock the shift days of a plant begin from `valid_from` on, until a later row.
CREATE TABLE clocks (
  organization_id uuid NOT NULL,
  plant text NOT NULL,
  valid_from date NOT NULL,
  time_zone text NOT NULL,
  day_starts_at time NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, plant, valid_from)
);

-- Which day it is at each plant, by the clock that holds on that day.
CREATE FUNCTION today_at_plants() RETURNS TABLE (plant text, today date) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT DISTINCT ON (c.plant) c.plant, (now() AT TIME ZONE c.time_zone)::date
  FROM clocks c
  WHERE c.organization_id = unison.organization() AND c.valid_from <= (now() AT TIME ZONE c.time_zone)::date
  ORDER BY c.plant, c.valid_from DESC;
END;
