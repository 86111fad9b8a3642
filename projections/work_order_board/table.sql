-- One row for each order as it stands. The pieces are summed from `reports` and `lots_moved`, never counted up: rejects, rework and
-- review over all operations; `logged_pcs` are the good pieces of `operation`, the one reported last, for a piece passes every one.
CREATE TABLE orders (
  organization_id uuid NOT NULL,
  work_order text NOT NULL,
  product text NOT NULL,
  quantity_pcs integer NOT NULL,
  plant text NOT NULL,
  due_at timestamptz,
  priority integer NOT NULL,
  note text,
  sales_order text,
  sales_order_line integer,
  status text NOT NULL,
  status_since timestamptz NOT NULL,
  status_reason text,
  over_completion_percent numeric,
  rework_of text,
  planned_reason text,
  planned_version integer NOT NULL DEFAULT 1,
  made text,
  logged_pcs bigint NOT NULL DEFAULT 0,
  pieces_logged boolean NOT NULL DEFAULT false,
  put_out_pcs numeric,
  rejected_pcs bigint NOT NULL DEFAULT 0,
  rework_pcs bigint NOT NULL DEFAULT 0,
  review_pcs bigint NOT NULL DEFAULT 0,
  last_report_at timestamptz,
  operation text,
  created_at timestamptz NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, work_order)
);
CREATE INDEX ON orders (organization_id, status, priority DESC, due_at);
-- The order of the whole board, as `list_orders` writes it.
CREATE INDEX orders_in_order ON orders (organization_id,
  array_position(ARRAY['running', 'paused', 'on_hold', 'released', 'planned', 'completed', 'closed', 'cancelled'], status),
  priority DESC, due_at, work_order);
CREATE INDEX orders_of_rework ON orders (organization_id, rework_of) WHERE rework_of IS NOT NULL;
COMMENT ON COLUMN orders.made IS 'Which pieces were said to be right: logged or put_out; null where nobody had to say.';
COMMENT ON COLUMN orders.pieces_logged IS 'Whether any report tells of pieces.';
COMMENT ON COLUMN orders.put_out_pcs IS 'Pieces of the product in lots that were put out; null: none, or not counted in pieces.';
COMMENT ON COLUMN orders.planned_reason IS 'Why it was planned otherwise; null while it is planned as it was created.';

-- The steps of the orders that have any, with their standard times in seconds and what was reported of them.
CREATE TABLE operations (
  organization_id uuid NOT NULL,
  work_order text NOT NULL,
  operation text NOT NULL,
  sequence integer NOT NULL,
  work_center text,
  setup_s numeric,
  cycle_time_s numeric,
  certificates jsonb NOT NULL,
  plant text NOT NULL,
  good_pcs bigint NOT NULL DEFAULT 0,
  rejected_pcs bigint NOT NULL DEFAULT 0,
  rework_pcs bigint NOT NULL DEFAULT 0,
  review_pcs bigint NOT NULL DEFAULT 0,
  first_report_at timestamptz,
  last_report_at timestamptz,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, work_order, operation)
);

COMMENT ON COLUMN operations.version IS 'Of the fact that created the order; an order that comes anew has those of its own alone.';

-- Every form a report has had: the one with the highest version stands, the others are shown struck through.
CREATE TABLE reports (
  organization_id uuid NOT NULL,
  work_order text NOT NULL,
  log text NOT NULL,
  version integer NOT NULL,
  equipment text NOT NULL,
  activity text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  good_pcs integer NOT NULL,
  rejected_pcs integer NOT NULL,
  rework_pcs integer NOT NULL,
  review_pcs integer NOT NULL,
  operator text,
  operation text,
  reason text,
  scrap_reason text,
  struck boolean NOT NULL DEFAULT false,
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, work_order, log, version)
);

-- The reports as they stand. These and their sums are read of the orders that a batch touched, and of all at once.
CREATE VIEW standing WITH (security_invoker = true) AS
  SELECT * FROM (
    SELECT DISTINCT ON (organization_id, work_order, log) * FROM reports ORDER BY organization_id, work_order, log, version DESC
  ) last_forms WHERE NOT struck;

CREATE VIEW sums_of_operations WITH (security_invoker = true) AS
  SELECT organization_id, work_order, operation, sum(good_pcs) AS good_pcs, sum(rejected_pcs) AS rejected_pcs,
    sum(rework_pcs) AS rework_pcs, sum(review_pcs) AS review_pcs, min(started_at) AS first_report_at,
    max(ended_at) AS last_report_at
  FROM standing GROUP BY organization_id, work_order, operation;

-- What went in, came out and went back, as it stands; `original` is how it was told first, null unless it was corrected.
CREATE TABLE lots_moved (
  organization_id uuid NOT NULL,
  work_order text NOT NULL,
  version integer NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out', 'back')),
  lot text NOT NULL,
  material text NOT NULL,
  quantity numeric NOT NULL,
  unit text NOT NULL,
  pieces_per_unit numeric,
  into_lots text[] NOT NULL DEFAULT '{}',
  occurred_at timestamptz NOT NULL,
  struck boolean NOT NULL DEFAULT false,
  original jsonb,
  corrected_why text,
  corrected_by uuid,
  corrected_at timestamptz,
  corrected_version integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, work_order, version)
);

-- The numbers that lots were said to bear since they came; of every other lot its key says it.
CREATE TABLE corrected_numbers (
  organization_id uuid NOT NULL,
  lot text NOT NULL,
  number text NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, lot)
);

-- The good pieces are those of the last operation, or of the one reported last where the order has no operations of its own; a
-- report without pieces, or without an operation where others name one, is of none.
CREATE VIEW sums_of_orders WITH (security_invoker = true) AS
  SELECT r.organization_id, r.work_order, r.latest AS operation, max(r.ended_at) AS last_report_at,
    sum(r.good_pcs) FILTER (WHERE r.operation IS NOT DISTINCT FROM coalesce(f.operation, r.latest)) AS logged_pcs,
    bool_or(r.pieces > 0) AS pieces_logged, sum(r.rejected_pcs) AS rejected_pcs, sum(r.rework_pcs) AS rework_pcs,
    sum(r.review_pcs) AS review_pcs
  FROM (
    SELECT *, first_value(operation) OVER (PARTITION BY organization_id, work_order
      ORDER BY pieces > 0 AND operation IS NOT NULL DESC, pieces > 0 DESC, ended_at DESC, version DESC) AS latest
    FROM (SELECT *, good_pcs + rejected_pcs + rework_pcs + review_pcs AS pieces FROM standing) s
  ) r
  LEFT JOIN (
    SELECT DISTINCT ON (organization_id, work_order) organization_id, work_order, operation FROM operations
    ORDER BY organization_id, work_order, sequence DESC
  ) f ON f.organization_id = r.organization_id AND f.work_order = r.work_order
  GROUP BY r.organization_id, r.work_order, r.latest;

CREATE VIEW sums_put_out WITH (security_invoker = true) AS
  SELECT organization_id, work_order, trim_scale(round(sum(quantity * pieces_per_unit), 6)) AS put_out_pcs FROM lots_moved
  WHERE direction = 'out' AND NOT struck GROUP BY organization_id, work_order;

-- Every order with its one number of good pieces: by what was said to be right, else as logged, else as put out.
CREATE VIEW counted WITH (security_invoker = true) AS
  SELECT *, greatest(quantity_pcs - good_pcs, 0) AS short_pcs,
    coalesce(made IS NULL AND pieces_logged AND put_out_pcs > 0 AND put_out_pcs <> logged_pcs, false) AS pieces_differ,
    coalesce(due_at < now(), false) AND status NOT IN ('completed', 'closed', 'cancelled') AS late
  FROM (
    SELECT *, CASE WHEN put_out_pcs IS NOT NULL AND coalesce(made = 'put_out', NOT pieces_logged)
      THEN trunc(put_out_pcs)::bigint ELSE logged_pcs END AS good_pcs
    FROM orders
  ) o;

-- Why pieces may be scrapped, by the organization's own list.
CREATE TABLE scrap_reasons (
  organization_id uuid NOT NULL,
  scrap_reason text NOT NULL,
  text text NOT NULL,
  retired boolean NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, scrap_reason)
);

-- Every version of the component list of each product.
CREATE TABLE component_lists (
  organization_id uuid NOT NULL,
  product text NOT NULL,
  component_list integer NOT NULL,
  batch_quantity numeric NOT NULL,
  components jsonb NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, product, component_list)
);

-- Which version each order is made by, since its release or since it was moved to another; null: there was none.
CREATE TABLE lists_of_orders (
  organization_id uuid NOT NULL,
  work_order text NOT NULL,
  component_list integer,
  reason text,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, work_order)
);
COMMENT ON COLUMN lists_of_orders.reason IS 'Why it was moved to this list; null: it was in force at the release.';
