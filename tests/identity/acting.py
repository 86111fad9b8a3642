"""Firms with people in them, and how a test acts in their name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg

from unison.infrastructure.identity.accounts import create_user
from unison.infrastructure.identity.organizations import create_organization

PASSWORD = "correct horse"


@dataclass(frozen=True)
class Firm:
    """An organization with one person of each role; the login is the role's name."""

    id: UUID
    slug: str
    people: dict[str, UUID]


def make_firm(owner: psycopg.Connection[Any]) -> Firm:
    slug = f"firm-{uuid4().hex[:12]}"
    organization = create_organization(owner, slug, slug.title(), plants=("main", "north"))
    people = {
        role: create_user(owner, organization, role, name=f"{role} of {slug}", password=PASSWORD, role=role)
        for role in ("operator", "supervisor", "auditor", "admin")
    }
    return Firm(organization, slug, people)


@dataclass(frozen=True)
class As:
    """Signs people in and asks in their name."""

    client: httpx.Client

    def tokens(self, firm: Firm, login: str, password: str = PASSWORD) -> dict[str, str]:
        body = {"organization": firm.slug, "login": login, "password": password}
        answered = self.client.post("auth/sign-in", json=body)
        assert answered.status_code == 200, answered.text
        return answered.json()

    def headers(self, firm: Firm, login: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens(firm, login)['access_token']}"}
