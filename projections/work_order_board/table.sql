-- One row for each order as it stands. The pieces are summed from `reports`, never counted up: rejects, rework and review
-- over all operations; good pieces are those of `operation`, the one reported last, for a piece passes every operation.
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
  good_pcs bigint NOT NULL DEFAULT 0,
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
  PRIMARY KEY (organization_id, work_order, operation)
);

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
  occurred_at timestamptz NOT NULL,
  struck boolean NOT NULL DEFAULT false,
  original jsonb,
  corrected_why text,
  corrected_by uuid,
  corrected_at timestamptz,
  corrected_version integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, work_order, version)
);

-- Why pieces may be scrapped, by the organization's own list.
CREATE TABLE scrap_reasons (
  organization_id uuid NOT NULL,
  scrap_reason text NOT NULL,
  text text NOT NULL,
  retired boolean NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, scrap_reason)
);
