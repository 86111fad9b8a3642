-- add_person --
-- The fact of people.add, and what is personal beside it.
SELECT unison.append_kept(unison.organization(), '[]', json_build_array(json_build_object(
  'stream', 'people:' || %(user)s::text, 'version', 1, 'topic', 'people.PersonAdded', 'schema_version', 1,
  'data', json_build_object('assignments', %(assignments)s::json), 'meta', json_build_object(), 'occurred_at', now()
)), json_build_array(
  json_build_object('what', 'person', 'values', json_build_object('person', %(user)s::text, 'login', %(login)s::text,
    'name', %(name)s::text)),
  json_build_object('what', 'password', 'values', json_build_object('person', %(user)s::text,
    'password_hash', %(password_hash)s::text, 'must_change', %(must_change)s::boolean))
));

-- find_person_of_login --
SELECT user_id FROM unison.users WHERE organization_id = unison.organization() AND login = %(login)s;
