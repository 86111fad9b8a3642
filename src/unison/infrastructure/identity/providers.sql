-- find_organization_of_slug --
-- Before anybody has signed in.
SELECT unison.organization_of_slug(%(slug)s);

-- find_provider --
SELECT issuer, client_id, sealed, label FROM unison.identity_providers WHERE organization_id = unison.organization();

-- find_linked --
SELECT l.account_id, u.disabled_at IS NOT NULL AS disabled
FROM unison.identity_links l JOIN unison.users u ON u.organization_id = l.organization_id AND u.user_id = l.account_id
WHERE l.organization_id = unison.organization() AND l.issuer = %(issuer)s AND l.subject = %(subject)s;

-- link_by_email --
-- The only one with this address; whom another subject is linked to stays theirs.
INSERT INTO unison.identity_links (organization_id, issuer, subject, account_id)
SELECT u.organization_id, %(issuer)s, %(subject)s, u.user_id FROM unison.users u
WHERE u.organization_id = unison.organization() AND lower(u.email) = lower(%(email)s) AND u.disabled_at IS NULL
  AND NOT EXISTS (
    SELECT FROM unison.users other
    WHERE other.organization_id = u.organization_id AND lower(other.email) = lower(u.email) AND other.user_id <> u.user_id
  )
ON CONFLICT DO NOTHING;

-- set_provider --
INSERT INTO unison.identity_providers (organization_id, issuer, client_id, sealed, label)
VALUES (unison.organization(), %(issuer)s, %(client_id)s, %(sealed)s, %(label)s)
ON CONFLICT (organization_id) DO UPDATE
SET issuer = excluded.issuer, client_id = excluded.client_id, sealed = excluded.sealed, label = excluded.label, set_at = now();

-- show_provider --
SELECT p.issuer, p.client_id, p.label, p.set_at,
  (SELECT count(*) FROM unison.identity_links l WHERE l.organization_id = p.organization_id AND l.issuer = p.issuer) AS linked
FROM unison.identity_providers p WHERE p.organization_id = unison.organization();

-- remove_provider --
DELETE FROM unison.identity_providers WHERE organization_id = unison.organization();

-- link_login --
INSERT INTO unison.identity_links (organization_id, issuer, subject, account_id)
SELECT u.organization_id, p.issuer, %(subject)s, u.user_id
FROM unison.users u JOIN unison.identity_providers p USING (organization_id)
WHERE u.organization_id = unison.organization() AND u.login = %(login)s
ON CONFLICT (organization_id, issuer, account_id) DO UPDATE SET subject = excluded.subject;
