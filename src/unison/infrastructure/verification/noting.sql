-- note_begun --
INSERT INTO unison.verifications (organization_id, began_at) VALUES (%(organization)s, clock_timestamp())
ON CONFLICT (organization_id) DO UPDATE SET began_at = excluded.began_at;

-- note_ended --
-- One that nobody asked for, at the machine, counts as well. A fault stands until all has been found to hold.
INSERT INTO unison.verifications (organization_id, ended_at, checked, fault_seq, fault)
VALUES (%(organization)s, clock_timestamp(), %(checked)s, %(seq)s, %(what)s)
ON CONFLICT (organization_id) DO UPDATE
SET ended_at = excluded.ended_at, checked = excluded.checked, fault_seq = excluded.fault_seq, fault = excluded.fault;

-- end_faults --
-- Everything holds: also what an organization lacked that is no more.
UPDATE unison.verifications SET ended_at = clock_timestamp(), fault_seq = NULL, fault = NULL WHERE fault IS NOT NULL;
