"""A plant's own packages: processes and read models on the `eventsourcing` library's `Projection`, run over Unison's feed.

`declaring` says what an extension is and finds those that are installed, `view` is what one writes its rows with, `running` is the
one runner for all of them, `status` tells where they stand and tries parked streams again. See docs/extending.md.
"""
