"""The machinery under the capabilities: store, sequencer, queues, projection engine, embedded server."""
