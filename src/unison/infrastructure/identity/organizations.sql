-- open_plant --
-- The fact of plants.open; its row in unison.plants follows from it.
SELECT unison.append(unison.organization(), '[]', json_build_array(json_build_object(
  'stream', 'plants:' || %(plant)s::text, 'version', 1, 'topic', 'plants.PlantOpened', 'schema_version', 1,
  'data', json_build_object('name', %(name)s::text, 'time_zone', %(time_zone)s::text, 'day_starts_at',
    %(day_starts_at)s::time),
  'meta', json_strip_nulls(json_build_object('user', %(user)s::text)), 'occurred_at', now()
)));

-- create_organization --
INSERT INTO unison.organizations (organization_id, slug, name) VALUES (unison.organization(), %(slug)s, %(name)s);

-- find_organization --
-- Of the worker, who sees them all; so is the next.
SELECT organization_id FROM unison.organizations WHERE slug = %(slug)s;

-- list_plants --
SELECT plant FROM unison.plants WHERE organization_id = unison.organization() ORDER BY plant;

-- list_slugs --
SELECT slug FROM unison.organizations ORDER BY slug;
