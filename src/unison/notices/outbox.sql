-- give --
SELECT unison.give_notice(%(organization)s::uuid, %(subject)s, %(about)s, %(told)s::jsonb, %(plant)s::text,
  unison.named_id('notice', %(organization)s::text, %(stream)s::text, %(version)s::text, %(about)s));

-- end --
SELECT unison.end_notices(%(organization)s::uuid, %(subject)s, %(about)s);
