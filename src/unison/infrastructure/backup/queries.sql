-- read_system --
SELECT system_identifier::text FROM pg_control_system();

-- read_version --
SELECT current_setting('server_version');

-- read_moment --
SELECT clock_timestamp();

-- read_archive_mode --
SELECT current_setting('archive_mode');

-- read_archive_command --
SELECT current_setting('archive_command');

-- read_settings_again --
SELECT pg_reload_conf();

-- is_recovering --
SELECT pg_is_in_recovery();

-- read_archiver --
-- Since when the log of changes cannot be handed over; null while it can.
SELECT CASE WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN last_failed_time END FROM pg_stat_archiver;
