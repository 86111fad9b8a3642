-- list_verifying --
-- The one that signs comes first.
SELECT kid, sealed, made_at, until FROM unison.signing_keys
WHERE until IS NULL OR until > now() ORDER BY until IS NOT NULL, until DESC;

-- add_key --
-- One signs: of two that are added at once, one stays; none is added where one signs.
INSERT INTO unison.signing_keys (kid, sealed) VALUES (%(kid)s, %(sealed)s) ON CONFLICT DO NOTHING;

-- retire_keys --
UPDATE unison.signing_keys SET until = now() + %(longest)s WHERE until IS NULL;

-- forget_ended_keys --
DELETE FROM unison.signing_keys WHERE until <= now();

-- remove_key --
DELETE FROM unison.signing_keys WHERE kid = %(kid)s;

-- replace_sealed --
UPDATE unison.signing_keys SET sealed = %(sealed)s WHERE kid = %(kid)s;
