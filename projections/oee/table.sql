-- Where the machines stand. The plant gives the clock by which shift days are cut, and who may see them. The
-- state is the one now: its time is in no sum before it ends, and a question adds it up to its own moment.
CREATE TABLE equipment (
  organization_id uuid NOT NULL,
  equipment text NOT NULL,
  plant text NOT NULL,
  state text,
  state_since timestamptz,
  state_reason text,
  state_entry integer,
  state_version integer,
  state_by_user uuid,
  state_recorded_at timestamptz,
  state_feed_seq bigint,
  PRIMARY KEY (organization_id, equipment)
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

-- The ideal cycle of a product on a machine, in seconds for one piece. The last one set holds for all of history.
CREATE TABLE ideal_cycles (
  organization_id uuid NOT NULL,
  equipment text NOT NULL,
  product text NOT NULL,
  cycle_time_s numeric(14, 6) NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, equipment, product)
);

-- Every form a report has had. `superseded_seq` is the feed number of the form that took its place; null: it stands, unless it is
-- the form that says that there was no such report (`struck`).
CREATE TABLE reports (
  organization_id uuid NOT NULL,
  work_order text NOT NULL,
  log text NOT NULL,
  version integer NOT NULL,
  product text NOT NULL,
  equipment text NOT NULL,
  plant text NOT NULL,
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
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  superseded_seq bigint,
  struck boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, work_order, log, version)
);
CREATE INDEX reports_of_equipment ON reports (organization_id, equipment, started_at);
-- For sealing and for what came after a seal: by month, by feed number, and the few that no longer stand.
CREATE INDEX reports_by_end ON reports (organization_id, ended_at);
CREATE INDEX reports_by_feed ON reports (organization_id, feed_seq);
CREATE INDEX reports_superseded ON reports (organization_id, superseded_seq) WHERE superseded_seq IS NOT NULL;

-- What the machines told of themselves, without an order: every form of it, as of the reports. `version` is that of the fact that told
-- it first, an interval or a change of state, and `form` that of the fact that says how it stands, or when the state ended.
CREATE TABLE intervals (
  organization_id uuid NOT NULL,
  equipment text NOT NULL,
  version integer NOT NULL,
  form integer NOT NULL,
  plant text NOT NULL,
  kind text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  reason text,
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  superseded_seq bigint,
  struck boolean NOT NULL DEFAULT false,
  goes_on boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, equipment, version, form)
);
COMMENT ON COLUMN intervals.goes_on IS 'This form says that the state has no end any more: it is the one now.';
CREATE INDEX intervals_of_equipment ON intervals (organization_id, equipment, started_at);

-- What stands, cut where shift days begin: what each log and each interval adds to the sums below. `entry` is the log of an
-- order, or the version of a machine's interval. The pieces of a log are on the day it began.
CREATE TABLE spans (
  organization_id uuid NOT NULL,
  stream_id text NOT NULL,
  entry text NOT NULL,
  day date NOT NULL,
  equipment text NOT NULL,
  plant text NOT NULL,
  work_order text,
  product text,
  kind text NOT NULL,
  begins timestamptz NOT NULL,
  ends timestamptz NOT NULL,
  good_pcs integer NOT NULL,
  rejected_pcs integer NOT NULL,
  rework_pcs integer NOT NULL,
  review_pcs integer NOT NULL,
  PRIMARY KEY (organization_id, stream_id, entry, day)
);
CREATE INDEX spans_of_day ON spans (organization_id, equipment, plant, day, begins);

-- Microseconds of one shift day of one machine per kind, each microsecond once. `grain` says within what: the whole
-- machine, its reports for one order (which has one product), or those for one product; of these the planned stops of the machine
-- are what they take out of the reports. Where it does not apply, order and product are empty.
CREATE TABLE times (
  organization_id uuid NOT NULL,
  grain text NOT NULL CHECK (grain IN ('machine', 'order', 'product')),
  equipment text NOT NULL,
  plant text NOT NULL,
  day date NOT NULL,
  work_order text NOT NULL,
  product text NOT NULL,
  spans integer NOT NULL,
  breakdown_us bigint NOT NULL,
  setup_us bigint NOT NULL,
  production_us bigint NOT NULL,
  planned_stop_us bigint NOT NULL,
  idle_us bigint NOT NULL,
  has_overlap boolean NOT NULL DEFAULT false,
  unsettled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, grain, equipment, plant, day, work_order, product)
) WITH (fillfactor = 80); -- a sum grows in its place, beside its older forms
CREATE INDEX times_by_day ON times (organization_id, grain, day);
CREATE INDEX times_unsettled ON times (organization_id) WHERE unsettled;
COMMENT ON COLUMN times.spans IS 'How many spans it was counted from.';
COMMENT ON COLUMN times.has_overlap IS 'Of the whole machine: its spans overlap, so that the times are less than their sum.';
COMMENT ON COLUMN times.unsettled IS 'Within a batch: has to be counted from the union, or to go because nothing is left of it.';

-- Pieces of one shift day by machine, order and product.
CREATE TABLE pieces (
  organization_id uuid NOT NULL,
  equipment text NOT NULL,
  plant text NOT NULL,
  day date NOT NULL,
  work_order text NOT NULL,
  product text NOT NULL,
  spans integer NOT NULL,
  good_pcs bigint NOT NULL,
  rejected_pcs bigint NOT NULL,
  rework_pcs bigint NOT NULL,
  review_pcs bigint NOT NULL,
  unsettled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (organization_id, equipment, plant, day, work_order, product)
) WITH (fillfactor = 80);
CREATE INDEX pieces_by_day ON pieces (organization_id, day);
CREATE INDEX pieces_unsettled ON pieces (organization_id) WHERE unsettled;
COMMENT ON COLUMN pieces.spans IS 'How many spans it was counted from.';
COMMENT ON COLUMN pieces.unsettled IS 'Within a batch: has to go because nothing is left of it.';

-- Months whose standing reports lie in a Parquet file too, by UTC month of their end: the catalogue of `unison seal`.
-- A rebuild drops it with the rest: what was sealed of the old tables is then not read any more.
CREATE TABLE sealed_months (
  organization_id uuid NOT NULL,
  month date NOT NULL,
  path text NOT NULL,
  reports bigint NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, month)
);
COMMENT ON COLUMN sealed_months.path IS 'Relative to the data folder.';
COMMENT ON COLUMN sealed_months.feed_seq IS 'The file holds what stood at this feed number; one number for all months.';

-- The cube of the sealed months: rejected pieces of a day (UTC, by the report's end) and the reports they are of, by each of
-- what they can be grouped by. It holds what the files hold, and is written and dropped with them.
CREATE TABLE scrap_by_day (
  organization_id uuid NOT NULL,
  grouped_by text NOT NULL CHECK (grouped_by IN ('reason', 'equipment', 'product', 'operation')),
  day date NOT NULL,
  plant text NOT NULL,
  key text,
  rejected_pcs bigint NOT NULL,
  reports bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (organization_id, grouped_by, day, plant, key)
);

-- When the shift day begins: that date at that time on the plant's clock; the first time when the clock shows it twice,
-- as much later as it skipped when it skips it.
CREATE FUNCTION shift_day_start(day date, day_starts_at time, zone text) RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE RETURN CASE
  WHEN ((day + day_starts_at) AT TIME ZONE zone - interval '1 hour') AT TIME ZONE zone = day + day_starts_at
    THEN (day + day_starts_at) AT TIME ZONE zone - interval '1 hour'
  WHEN ((day + day_starts_at) AT TIME ZONE zone - interval '30 minutes') AT TIME ZONE zone = day + day_starts_at
    THEN (day + day_starts_at) AT TIME ZONE zone - interval '30 minutes'
  ELSE (day + day_starts_at) AT TIME ZONE zone
END;

-- In plpgsql, which keeps its plan: it is asked thousands of times for each batch, and mostly of nothing.
CREATE FUNCTION microseconds(m tstzmultirange) RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF isempty(m) THEN
    RETURN 0;
  END IF;
  RETURN (SELECT sum(extract(epoch FROM upper(r) - lower(r)) * 1000000)::bigint FROM unnest(m) r);
END $$;

-- The touched logs and intervals: {"work_order", "log"} or {"equipment", "version"}.
CREATE FUNCTION touched(keys json) RETURNS TABLE (organization_id uuid, work_order text, log text, equipment text,
  version integer) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT k.organization_id, t.work_order, t.log, t.equipment, t.version
  FROM json_to_recordset(keys) AS k(organization_id uuid, key text)
  CROSS JOIN LATERAL json_to_record(k.key::json) AS t(work_order text, log text, equipment text, version integer);
END;

-- The spans there are of the touched logs and intervals. OFFSET 0 keeps each look-up one by one: without statistics, as after
-- a rebuild, a join of them may begin with the whole organization.
CREATE FUNCTION spans_of(keys json) RETURNS SETOF spans LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT s.* FROM touched(keys) t
  CROSS JOIN LATERAL (
    SELECT * FROM spans s
    WHERE s.organization_id = t.organization_id
      AND s.stream_id = CASE WHEN t.log IS NULL THEN 'equipment:' || t.equipment ELSE 'work_orders:' || t.work_order END
      AND s.entry = coalesce(t.log, t.version::text) OFFSET 0
  ) s;
END;
