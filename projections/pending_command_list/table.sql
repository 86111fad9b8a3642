-- One row for each command that was set aside. `plant` is the one that the command names, or the only one its sender works
-- for; without one, only who sees every plant sees the row.
CREATE TABLE pending_commands (
  organization_id uuid NOT NULL,
  pending_command text NOT NULL,
  plant text,
  command text NOT NULL,
  body jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  by_user uuid,
  device text,
  device_seq bigint,
  code text NOT NULL,
  refusal_facts jsonb NOT NULL,
  met jsonb NOT NULL,
  set_aside_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'carried_out', 'dismissed')),
  amended jsonb,
  reason text,
  settled_by uuid,
  settled_at timestamptz,
  version integer NOT NULL,
  PRIMARY KEY (organization_id, pending_command)
);
CREATE INDEX pending_commands_by_status ON pending_commands (organization_id, status, made_at, pending_command);
COMMENT ON COLUMN pending_commands.refusal_facts IS 'The facts of the refusal, which fill its message when it is read: {name: text}.';
COMMENT ON COLUMN pending_commands.met IS 'The streams that were looked at when the command was refused: [{stream, version}].';
COMMENT ON COLUMN pending_commands.amended IS 'The body as it was carried out, where that differs from the one that was made.';
