-- create_schema --
CREATE SCHEMA {new};

-- secure_schema --
SELECT unison.secure_schema(%(schema)s);

-- permit_tables --
GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO unison_app;
GRANT SELECT, INSERT, UPDATE, DELETE, MAINTAIN ON ALL TABLES IN SCHEMA {schema} TO unison_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO unison_app, unison_worker;

-- drop_schema --
DROP SCHEMA IF EXISTS {schema} CASCADE;
