-- add_entries --
-- One row each; of what is counted by the minute, how often it was is added to the row of that minute.
INSERT INTO unison.security_log (organization_id, kind, account_id, address, minute, times, detail)
SELECT unison.organization(), e.kind, e.account_id, e.address, to_timestamp(e.minute * 60), e.times, e.detail
FROM jsonb_to_recordset(%(entries)s::jsonb)
  AS e (kind text, account_id uuid, address text, minute bigint, times integer, detail jsonb)
ON CONFLICT (organization_id, minute, kind, account_id, address) WHERE minute IS NOT NULL
DO UPDATE SET times = security_log.times + excluded.times;

-- list_entries --
-- The latest first, below a number.
SELECT entry_id AS entry, at, kind, account_id AS account, address, times, detail FROM unison.security_log
WHERE organization_id = unison.organization()
  AND (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND (%(account)s::uuid IS NULL OR account_id = %(account)s OR detail->>'about' = 'people:' || %(account)s::text)
  AND at >= coalesce(%(since)s, '-infinity'::timestamptz) AND at < coalesce(%(until)s, 'infinity'::timestamptz)
  AND entry_id < coalesce(%(before)s, 9223372036854775807)
ORDER BY entry_id DESC LIMIT %(limit)s;

-- list_everywhere --
-- For the command line: of every organization, and of what was tried with the name of none.
SELECT l.at, o.slug AS organization, l.kind, l.account_id AS account, l.address, l.times, l.detail
FROM unison.security_log l LEFT JOIN unison.organizations o USING (organization_id)
WHERE (%(slug)s::text IS NULL OR o.slug = %(slug)s)
  AND (%(kind)s::text IS NULL OR l.kind = %(kind)s)
  AND l.at >= coalesce(%(since)s, '-infinity'::timestamptz)
ORDER BY l.at DESC, l.entry_id DESC LIMIT %(limit)s;
