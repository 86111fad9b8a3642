"""The command line. Every command works by itself: it starts the embedded database when that is not running."""
