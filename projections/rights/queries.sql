-- add_change --
INSERT INTO changes SELECT * FROM json_populate_recordset(null::changes, %(rows)s)
ON CONFLICT (organization_id, kind, holder, version) DO NOTHING;

-- list_changes --
-- The latest first, each with what held until then. A name is that of the person as it is now; one who was erased has none.
SELECT c.kind, c.holder, c.version, c.seq, c.change, c.at, c.by_user, b.name AS by_name, c.device, c.reason, c.standing,
  c.assignments, c.expires_at, c.allow, c.deny, c.second_factor, c.changed, p.name, c.kind = 'person' AND p.user_id IS NULL AS is_erased,
  a.assignments AS had, r.allow AS had_allow, r.deny AS had_deny, r.standing = 'retired' AS was_retired
FROM changes c
LEFT JOIN unison.users b ON b.organization_id = c.organization_id AND b.user_id = c.by_user
LEFT JOIN unison.users p ON p.organization_id = c.organization_id AND c.kind = 'person' AND p.user_id::text = c.holder
LEFT JOIN LATERAL (
  SELECT e.assignments FROM changes e
  WHERE e.organization_id = c.organization_id AND e.kind = c.kind AND e.holder = c.holder AND e.version < c.version
    AND e.assignments IS NOT NULL
  ORDER BY e.version DESC LIMIT 1
) a ON c.assignments IS NOT NULL
LEFT JOIN LATERAL (
  SELECT e.allow, e.deny, e.standing FROM changes e
  WHERE e.organization_id = c.organization_id AND e.kind = c.kind AND e.holder = c.holder AND e.version = c.version - 1
) r ON c.kind = 'role'
WHERE c.organization_id = unison.organization()
  AND (%(kind)s::text IS NULL OR c.kind = %(kind)s) AND (%(holder)s::text IS NULL OR c.holder = %(holder)s)
  AND (%(since)s::timestamptz IS NULL OR c.at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR c.at < %(until)s)
ORDER BY c.seq DESC LIMIT %(limit)s OFFSET %(offset)s;

-- list_holders --
-- What each was said to have last, at a moment: a change holds from its own moment on.
SELECT h.kind, h.holder, h.since, a.assignments, a.expires_at, s.standing, p.login, p.name,
  h.kind = 'person' AND p.user_id IS NULL AS is_erased
FROM (
  SELECT c.kind, c.holder, min(c.at) AS since FROM changes c
  WHERE c.organization_id = unison.organization() AND c.kind = ANY (%(kinds)s) AND c.at <= coalesce(%(as_of)s::timestamptz, 'infinity')
    AND (%(holder)s::text IS NULL OR c.holder = %(holder)s)
  GROUP BY c.kind, c.holder
) h
CROSS JOIN LATERAL (
  SELECT c.assignments, c.expires_at FROM changes c
  WHERE c.organization_id = unison.organization() AND c.kind = h.kind AND c.holder = h.holder AND c.at <= coalesce(%(as_of)s::timestamptz, 'infinity')
    AND c.assignments IS NOT NULL
  ORDER BY c.version DESC LIMIT 1
) a
CROSS JOIN LATERAL (
  SELECT c.standing FROM changes c
  WHERE c.organization_id = unison.organization() AND c.kind = h.kind AND c.holder = h.holder AND c.at <= coalesce(%(as_of)s::timestamptz, 'infinity')
    AND c.standing IS NOT NULL
  ORDER BY c.version DESC LIMIT 1
) s
LEFT JOIN unison.users p ON p.organization_id = unison.organization() AND h.kind = 'person' AND p.user_id::text = h.holder
ORDER BY p.name NULLS LAST, h.kind, h.holder LIMIT %(limit)s OFFSET %(offset)s;

-- list_roles --
-- What was said last of each role at a moment; of one that nobody has said anything of there is no row.
SELECT DISTINCT ON (c.holder) c.holder AS role, c.allow, c.deny, coalesce(c.second_factor, false) AS second_factor,
  c.standing = 'retired' AS retired
FROM changes c
WHERE c.organization_id = unison.organization() AND c.kind = 'role' AND c.at <= coalesce(%(as_of)s::timestamptz, 'infinity')
ORDER BY c.holder, c.version DESC;
