-- One row for each warning about which the organization has decided something.
CREATE TABLE warning_policies (
  organization_id uuid NOT NULL,
  warning text NOT NULL,
  policy text NOT NULL CHECK (policy IN ('tell', 'refuse')),
  set_by uuid,
  set_at timestamptz NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, warning)
);
COMMENT ON COLUMN warning_policies.warning IS 'The code of the warning.';

-- What the organization has said last of each of its settings; one that is not here is as it is for everybody.
CREATE TABLE settings (
  organization_id uuid NOT NULL,
  setting text NOT NULL,
  value jsonb NOT NULL,
  set_by uuid,
  set_at timestamptz NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, setting)
);
COMMENT ON COLUMN settings.version IS 'Of the stream that the setting stands in; a setting stands in one stream.';

-- Every closing of the books and every opening; the last one holds.
CREATE TABLE books (
  organization_id uuid NOT NULL,
  version integer NOT NULL,
  closed boolean NOT NULL,
  through date,
  closed_until timestamptz,
  reason text NOT NULL,
  by_user uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, version)
);
COMMENT ON COLUMN books.closed IS 'True of a closing, false of an opening.';
COMMENT ON COLUMN books.through IS 'The last day that is closed from then on; null where none is.';
