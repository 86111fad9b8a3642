-- One row for each fact about what somebody may do. What a fact does not say is null: it stays as it was.
CREATE TABLE changes (
  organization_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'role', 'machine_account')),
  holder text NOT NULL,
  version integer NOT NULL,
  seq bigint NOT NULL,
  change text NOT NULL,
  at timestamptz NOT NULL,
  by_user uuid,
  device text,
  reason text,
  standing text CHECK (standing IN ('let_in', 'disabled', 'erased', 'defined', 'retired')),
  assignments jsonb,
  expires_at timestamptz,
  allow text[],
  deny text[],
  second_factor boolean,
  changed text[],
  PRIMARY KEY (organization_id, kind, holder, version)
);
CREATE INDEX changes_latest ON changes (organization_id, seq DESC);
COMMENT ON COLUMN changes.holder IS 'The id of the person, or the name of the role or of the machine account.';
COMMENT ON COLUMN changes.at IS 'When it was recorded: rights hold from then on, whenever a device says that it happened.';
COMMENT ON COLUMN changes.assignments IS 'All that is had from then on: [{role, plants, permissions}]; no plants: every plant.';
COMMENT ON COLUMN changes.changed IS 'What was changed of what is personal, by its name.';
