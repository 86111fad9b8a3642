"""The outside: HTTP, problems, sign-in, live updates."""
