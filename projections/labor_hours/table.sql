-- Each operator, and the job that runs: `entry` is null when there is none.
CREATE TABLE operators (
  organization_id uuid NOT NULL,
  operator text NOT NULL,
  role text NOT NULL,
  plant text NOT NULL,
  retired boolean NOT NULL DEFAULT false,
  entry text,
  activity text,
  work_order text,
  operation text,
  equipment text,
  started_at timestamptz,
  override_reason text,
  breaks_s numeric NOT NULL DEFAULT 0,
  break_kind text,
  break_since timestamptz,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, operator)
);
COMMENT ON COLUMN operators.breaks_s IS 'Of the job that runs: its breaks that have ended, in seconds.';
CREATE INDEX operators_at_work ON operators (organization_id) WHERE entry IS NOT NULL;

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
  struck boolean NOT NULL,
  stands boolean NOT NULL DEFAULT false,
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, operator, entry, version)
);
CREATE INDEX entries_by_end ON entries (organization_id, ended_at) WHERE stands;
CREATE INDEX entries_of_order ON entries (organization_id, work_order, started_at);
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
