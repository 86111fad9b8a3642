-- find_last_written --
SELECT epoch, tx::text AS tx, pos FROM unison.events ORDER BY epoch DESC, tx DESC, pos DESC LIMIT 1;

-- find_end_behind --
-- The feed's end, once the sequencer has passed that fact.
SELECT last_cell_seq FROM unison.feed_cursor
WHERE (last_epoch, last_tx, last_pos) >= (%(epoch)s::smallint, %(tx)s::xid8, %(pos)s);

-- take_turn --
-- Waits for others that bring the database up.
SELECT pg_advisory_lock(hashtextextended('unison bring up', 0));
