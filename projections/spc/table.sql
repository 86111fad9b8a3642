-- One row for each characteristic. What its charts rest upon (`subgroups` to `spread_center`) is settled anew from the
-- subgroups that stand whenever one of them changes, never counted up.
CREATE TABLE characteristics (
  organization_id uuid NOT NULL,
  characteristic text NOT NULL,
  plant text NOT NULL,
  product text,
  unit text,
  lsl double precision,
  usl double precision,
  target double precision,
  kind text NOT NULL CHECK (kind IN ('xbar_r', 'xbar_s', 'i_mr')),
  limits_from_subgroups integer,
  given_center double precision,
  given_sigma double precision,
  subgroups integer NOT NULL DEFAULT 0,
  not_charted integer NOT NULL DEFAULT 0,
  center double precision,
  sigma_within double precision,
  spread_center double precision,
  response text NOT NULL DEFAULT 'nothing',
  version integer NOT NULL,
  PRIMARY KEY (organization_id, characteristic)
);
COMMENT ON COLUMN characteristics.limits_from_subgroups IS 'Phase I: the first so many subgroups; null: all of them.';
COMMENT ON COLUMN characteristics.not_charted IS 'Subgroups that stand and whose number of values no chart of this kind takes.';
COMMENT ON COLUMN characteristics.response IS 'What a violation does to the lot that was measured.';
COMMENT ON COLUMN characteristics.sigma_within IS 'Within subgroups: mean of R/d2, s/c4, or the moving range over d2(2).';

-- Every form that a subgroup has had. `entry` is what was recorded, `version` one form of it: recorded, corrected or, last, struck.
-- The last three columns are settled: the place on the charts is that of (measured_at, entry) among those that stand and fit.
CREATE TABLE subgroups (
  organization_id uuid NOT NULL,
  characteristic text NOT NULL,
  entry integer NOT NULL,
  version integer NOT NULL,
  subgroup text NOT NULL,
  values double precision[] NOT NULL,
  n integer NOT NULL,
  mean double precision,
  range double precision,
  sd double precision,
  sigma_by_range double precision,
  sigma_by_sd double precision,
  struck boolean NOT NULL,
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  measured_at timestamptz,
  stands boolean,
  fits boolean,
  PRIMARY KEY (organization_id, characteristic, entry, version)
);
CREATE INDEX subgroups_in_order ON subgroups (organization_id, characteristic, measured_at, entry) WHERE stands AND fits;
CREATE INDEX subgroups_not_charted ON subgroups (organization_id, characteristic, measured_at, entry) WHERE stands AND NOT fits;
CREATE INDEX subgroups_to_settle ON subgroups (organization_id, characteristic, entry) WHERE fits IS NULL;
COMMENT ON COLUMN subgroups.measured_at IS 'Null until it is settled where a correction leaves it as it was told before.';
