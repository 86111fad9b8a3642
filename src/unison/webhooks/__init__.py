"""Addresses elsewhere that are told facts as they happen: CloudEvents by HTTP, signed, at least once, in the order of each stream.

An outbox (`outbox`) notes in the transaction of the feed's reader which webhook is told which fact; a job for each webhook
(`delivering`) sends what is noted, and tries again what is not accepted. docs/webhooks.md is for those who receive.
"""
