"""The roles that every organization begins with."""

from typing import Literal

type BuiltIn = Literal[
    "operator", "supervisor", "quality_engineer", "planner", "maintenance", "cost_accountant", "auditor", "admin"
]
BUILT_IN: tuple[BuiltIn, ...] = (
    "operator", "supervisor", "quality_engineer", "planner", "maintenance", "cost_accountant", "auditor", "admin",
)  # fmt: skip
ADMIN: BuiltIn = "admin"
"""Holds every permission, whatever an organization says of its roles."""
