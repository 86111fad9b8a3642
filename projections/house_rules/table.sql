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
