-- find_database --
SELECT FROM pg_database WHERE datname = 'unison';

-- create_role_of_duckdb --
-- pg_duckdb makes the role itself when it is missing, but warns first.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'unison_duckdb') THEN
    CREATE ROLE unison_duckdb NOLOGIN;
  END IF;
END $$;

-- create_database --
CREATE DATABASE unison;
