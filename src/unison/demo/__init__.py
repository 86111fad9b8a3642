"""The demo plant: a small shop that turns, mills and anodises, told in commands like any other."""

from unison.demo.loading import LOGINS, ORGANIZATION, Login, load_when_empty

__all__ = ["LOGINS", "ORGANIZATION", "Login", "load_when_empty"]
