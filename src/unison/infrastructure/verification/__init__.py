"""Does the store still say what it said? The hash chain read again, heads that are signed, and proofs for somebody elsewhere."""

from unison.infrastructure.verification.chain import Fault, Progress, Verified, verify

__all__ = ["Fault", "Progress", "Verified", "verify"]
