-- begin_factor --
-- Instead of one that was not confirmed; none where one is.
INSERT INTO unison.second_factors AS f (organization_id, account_id, sealed)
VALUES (unison.organization(), %(account_id)s, %(sealed)s)
ON CONFLICT (organization_id, account_id) DO UPDATE SET sealed = excluded.sealed, begun_at = now(), last_step = 0
WHERE f.confirmed_at IS NULL
RETURNING begun_at;

-- find_factor --
SELECT sealed, confirmed_at FROM unison.second_factors
WHERE organization_id = unison.organization() AND account_id = %(account_id)s;

-- take_step --
-- Each step once, of two that come at once one.
UPDATE unison.second_factors SET last_step = %(step)s
WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND last_step < %(step)s;

-- confirm_factor --
UPDATE unison.second_factors SET confirmed_at = now()
WHERE organization_id = unison.organization() AND account_id = %(account_id)s;

-- use_recovery_code --
DELETE FROM unison.recovery_codes
WHERE organization_id = unison.organization() AND account_id = %(account_id)s AND code = ANY (%(codes)s);

-- replace_recovery_codes --
DELETE FROM unison.recovery_codes WHERE organization_id = unison.organization() AND account_id = %(account_id)s;

-- add_recovery_codes --
INSERT INTO unison.recovery_codes (organization_id, account_id, code)
SELECT unison.organization(), %(account_id)s, unnest(%(codes)s::text[]);

-- show_factor --
SELECT f.confirmed_at,
  (SELECT count(*) FROM unison.recovery_codes c
   WHERE c.organization_id = f.organization_id AND c.account_id = f.account_id)::integer AS codes
FROM unison.second_factors f WHERE f.organization_id = unison.organization() AND f.account_id = %(account_id)s;

-- remove_factor --
-- Its recovery codes go with it.
DELETE FROM unison.second_factors WHERE organization_id = unison.organization() AND account_id = %(account_id)s;
