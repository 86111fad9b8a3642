-- note_begun --
INSERT INTO unison.verifications (organization_id, began_at) VALUES (%(organization)s, clock_timestamp())
ON CONFLICT (organization_id) DO UPDATE SET began_at = excluded.began_at;

-- note_ended --
UPDATE unison.verifications SET ended_at = clock_timestamp(), checked = %(checked)s, fault_seq = %(seq)s, fault = %(what)s
WHERE organization_id = %(organization)s;
