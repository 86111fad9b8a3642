-- create_organization --
INSERT INTO unison.organizations (organization_id, slug, name)
VALUES (unison.organization(), %(slug)s, %(name)s);

-- count_people --
SELECT count(*) AS people FROM unison.users WHERE organization_id = unison.organization();

-- is_anybody_there --
-- Whether an organization other than the demo has people who can sign in to it.
SELECT unison.has_people_besides(%(demo)s) AS there, unison.has_people_besides('') AS at_all;

-- list_organizations --
-- Of the worker, who sees them all.
SELECT o.slug, o.name, o.created_at,
  (SELECT count(*) FROM unison.users u WHERE u.organization_id = o.organization_id) AS people,
  coalesce((SELECT h.seq FROM unison.chain_heads h WHERE h.organization_id = o.organization_id), 0) AS facts
FROM unison.organizations o ORDER BY o.slug;

-- find_organization --
SELECT unison.organization_of_slug(%(slug)s);

-- has_people_besides --
SELECT unison.has_people_besides(%(slug)s);
