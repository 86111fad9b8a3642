-- find_roles --
SELECT rolname FROM pg_roles WHERE rolname = ANY (%(names)s);

-- create_group --
CREATE ROLE {role} NOLOGIN;

-- create_login --
CREATE ROLE {role} LOGIN PASSWORD {password};

-- create_login_without_password --
CREATE ROLE {role} LOGIN;

-- change_login --
ALTER ROLE {role} LOGIN PASSWORD {password};

-- list_groups_of --
-- Those that a role was made a member of. A superuser may what they may without.
SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
WHERE r.rolname = %(role)s AND g.rolname = ANY (%(groups)s) AND m.set_option AND m.inherit_option;

-- grant_group --
GRANT {group} TO {role};

-- close_database --
-- Nobody else of the server comes in, and the application makes no tables, not even temporary ones.
DO $$ BEGIN
  EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO unison_app, unison_worker, unison_builder', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO unison_worker, unison_builder', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO unison_builder', current_database());
END $$;

-- grant_statistics --
-- A worker tells who holds the feed up, be it whose connection it will.
GRANT pg_read_all_stats TO unison_worker;

-- find_whether_owner --
SELECT pg_has_role(d.datdba, 'USAGE') FROM pg_database d WHERE d.datname = current_database();

-- read_owner --
SELECT current_user, rolsuper, current_database() FROM pg_roles WHERE rolname = current_user;
