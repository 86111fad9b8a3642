-- forget_changed --
-- One that says something else now; when it runs goes with it.
DELETE FROM unison.schedule_definitions WHERE name = %(name)s
  AND (kind, body, per_organization, every, at_time, weekdays) IS DISTINCT FROM
    (%(kind)s, %(body)s, %(per_organization)s, %(every)s, %(at_time)s, %(weekdays)s);

-- define --
INSERT INTO unison.schedule_definitions (name, kind, body, per_organization, every, at_time, weekdays)
VALUES (%(name)s, %(kind)s, %(body)s, %(per_organization)s, %(every)s, %(at_time)s, %(weekdays)s) ON CONFLICT DO NOTHING;

-- drop_others --
DELETE FROM unison.schedule_definitions WHERE name <> ALL (%(names)s) RETURNING name;

-- enqueue_due --
SELECT unison.enqueue_due_jobs();

-- next_schedule --
-- Seconds until the next schedule is due; null where there is none.
SELECT extract(epoch FROM min(next_run) - clock_timestamp())::double precision FROM unison.schedules;
