-- bear_pauses --
-- Between two pages rows are written; and a list is planned as the whole that it is.
SELECT set_config('idle_in_transaction_session_timeout', '300s', false), set_config('cursor_tuple_fraction', '1', false);

-- declare --
DECLARE {list} SCROLL CURSOR FOR {statement};

-- move_to_end --
MOVE FORWARD ALL IN {list};

-- move_to_start --
MOVE ABSOLUTE 0 IN {list};

-- fetch --
FETCH FORWARD {page} FROM {list};
