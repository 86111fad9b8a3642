-- Each operator.
CREATE TABLE operators (
  organization_id uuid NOT NULL,
  operator text NOT NULL,
  role text NOT NULL,
  plant text NOT NULL,
  retired boolean NOT NULL DEFAULT false,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, operator)
);

-- The jobs that run; a row goes with the job's end.
CREATE TABLE jobs (
  organization_id uuid NOT NULL,
  operator text NOT NULL,
  entry text NOT NULL,
  plant text,
  activity text NOT NULL,
  work_order text,
  operation text,
  equipment text,
  started_at timestamptz NOT NULL,
  override_reason text,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, operator, entry)
);
COMMENT ON COLUMN jobs.plant IS 'The operator''s.';

-- The breaks of the clock, on all jobs of the operator; `ended_at` is null while one goes on.
CREATE TABLE breaks (
  organization_id uuid NOT NULL,
  operator text NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (organization_id, operator, version)
);
CREATE INDEX breaks_going_on ON breaks (organization_id, operator) WHERE ended_at IS NULL;
CREATE INDEX breaks_of_operator ON breaks (organization_id, operator, ended_at);

-- The certificates of the operators, those taken away with the reason.
CREATE TABLE certificates (
  organization_id uuid NOT NULL,
  operator text NOT NULL,
  certificate text NOT NULL,
  plant text,
  valid_from timestamptz,
  expires_at timestamptz,
  revoked_reason text,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, operator, certificate)
);

-- Every form an entry of time has had: the one with the highest version stands, the others are shown struck through.
CREATE TABLE entries (
  organization_id uuid NOT NULL,
  operator text NOT NULL,
  entry text NOT NULL,
  version integer NOT NULL,
  plant text NOT NULL,
  role text NOT NULL,
  activity text NOT NULL,
  work_order text,
  operation text,
  equipment text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  breaks_s numeric NOT NULL,
  paid_s numeric NOT NULL,
  rested_s numeric NOT NULL,
  by_clock boolean NOT NULL,
  struck boolean NOT NULL,
  stands boolean NOT NULL DEFAULT false,
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, operator, entry, version)
);
CREATE INDEX entries_by_end ON entries (organization_id, ended_at) WHERE stands;
CREATE INDEX entries_of_operator ON entries (organization_id, operator, ended_at) WHERE stands;
CREATE INDEX entries_of_order ON entries (organization_id, work_order, started_at);
COMMENT ON COLUMN entries.paid_s IS 'Its share of the operator''s time, as last told of this form; `rested_s` is that of the breaks.';
COMMENT ON COLUMN entries.by_clock IS 'Its breaks are those of the clock, at their moments; else they are spread evenly over it.';
COMMENT ON COLUMN entries.stands IS 'The last form, unless it was struck; settled anew from the forms.';

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
