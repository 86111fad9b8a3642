"""Firms with people in them, and how a test acts in their name."""

import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import uvicorn
from fastapi import FastAPI

from unison.infrastructure.identity import create_organization, create_user

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


@contextmanager
def serving(app: FastAPI) -> Generator[str]:
    """Serves the application on a free port; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="websockets-sansio"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        try:
            yield f"127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


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
