-- list_positions --
SELECT name, position FROM unison.consumers;

-- find_place --
-- Where a fact stands in the server's order; null before the sequencer has numbered it.
SELECT f.cell_seq FROM unison.events e LEFT JOIN unison.feed f USING (organization_id, stream_id, version)
WHERE e.organization_id = unison.organization() AND e.stream_id = %(stream)s AND e.version = %(version)s;

-- find_parked --
SELECT stream_id FROM unison.parked_streams
WHERE organization_id = unison.organization() AND consumer = %(projection)s AND stream_id = %(stream)s
  AND from_version <= %(version)s;
