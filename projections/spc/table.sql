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
  center double precision,
  sigma_within double precision,
  spread_center double precision,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, characteristic)
);
COMMENT ON COLUMN characteristics.limits_from_subgroups IS 'Phase I: the first so many subgroups; null: all of them.';
COMMENT ON COLUMN characteristics.sigma_within IS 'Within subgroups: mean of R/d2, s/c4, or the moving range over d2(2).';

-- Every form a subgroup has had: the one with the highest version stands.
CREATE TABLE subgroups (
  organization_id uuid NOT NULL,
  characteristic text NOT NULL,
  subgroup text NOT NULL,
  version integer NOT NULL,
  number integer NOT NULL,
  values double precision[] NOT NULL,
  n integer NOT NULL,
  mean double precision NOT NULL,
  range double precision NOT NULL,
  sd double precision,
  sigma_by_range double precision,
  sigma_by_sd double precision,
  measured_at timestamptz NOT NULL,
  why text,
  by_user uuid,
  recorded_at timestamptz NOT NULL,
  feed_seq bigint NOT NULL,
  PRIMARY KEY (organization_id, characteristic, subgroup, version)
);
CREATE INDEX subgroups_in_order ON subgroups (organization_id, characteristic, number, version);
