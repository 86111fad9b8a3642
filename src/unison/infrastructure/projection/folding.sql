-- find_parked --
SELECT FROM unison.parked_streams WHERE consumer = %(projection)s LIMIT 1;

-- enter_tables --
-- With room to sort and hash all facts of a kind at once.
SELECT set_config('search_path', %(search_path)s, true), set_config('work_mem', '128MB', true);

-- make_facts --
CREATE TEMPORARY TABLE facts AS SELECT * FROM unison.facts LIMIT 0;

-- copy_facts --
INSERT INTO facts
SELECT * FROM unison.facts f WHERE f.cell_seq > %(after)s AND f.cell_seq <= %(up_to)s AND f.topic = ANY (%(topics)s);

-- analyze_facts --
ANALYZE facts;

-- drop_facts --
DROP TABLE IF EXISTS pg_temp.facts;

-- find_older_form --
SELECT FROM facts f
JOIN json_to_recordset(%(forms)s) AS k(topic text, schema_version smallint, fields text[]) USING (topic)
WHERE f.schema_version <> k.schema_version OR NOT f.data ?& k.fields
LIMIT 1;

-- list_tables --
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND c.relkind = 'r' ORDER BY c.relname;

-- list_keys --
-- The statements that drop a schema's keys and indexes, each with the one that makes it again.
SELECT CASE WHEN k.oid IS NULL THEN format('DROP INDEX %%I.%%I', n.nspname, i.relname)
    ELSE format('ALTER TABLE %%I.%%I DROP CONSTRAINT %%I', n.nspname, t.relname, k.conname) END,
  CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.oid)
    ELSE format('ALTER TABLE %%I.%%I ADD CONSTRAINT %%I %%s', n.nspname, t.relname, k.conname, pg_get_constraintdef(k.oid)) END
FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.contype IN ('p', 'u')
WHERE n.nspname = %(schema)s ORDER BY t.relname, i.relname;

-- analyze_tables --
ANALYZE {tables};
