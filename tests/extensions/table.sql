CREATE TABLE seen (
  number bigint GENERATED ALWAYS AS IDENTITY,
  organization_id uuid NOT NULL,
  seq bigint NOT NULL,
  stream text NOT NULL,
  said text NOT NULL,
  plant text,
  happened_at timestamptz NOT NULL
);
