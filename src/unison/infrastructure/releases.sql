-- find_releases --
SELECT WHERE to_regclass('unison.releases') IS NOT NULL;

-- list_releases --
SELECT release, schema_sha256 FROM unison.releases;

-- note_release --
INSERT INTO unison.releases (release, schema_sha256) VALUES (%(release)s, %(schema)s)
ON CONFLICT (release) DO UPDATE SET schema_sha256 = excluded.schema_sha256
WHERE releases.schema_sha256 <> excluded.schema_sha256;
