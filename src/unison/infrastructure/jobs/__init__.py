"""What is done outside of the transaction that causes it: jobs in PGMQ's queues, and the threads that carry them out.

A job is there when the transaction that leaves it commits. It is done at least once; `Workplace.once` gives its effect once.
"""
