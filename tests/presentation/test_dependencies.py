"""No request waits for a thread that only hands it a value: going there and back costs more than the whole routing."""

import inspect
from collections.abc import Iterator
from pathlib import Path

from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.security.base import SecurityBase

from unison.main import application
from unison.settings import Settings


def _calls(dependant: Dependant) -> Iterator[object]:
    for each in dependant.dependencies:
        yield each.call
        yield from _calls(each)


def test_every_dependency_is_a_coroutine_function(tmp_path: Path) -> None:
    app = application(Settings(data=tmp_path), "postgresql://nowhere")
    contexts = [context for context in iter_route_contexts(app.routes) if isinstance(context.original_route, APIRoute)]
    asked = {call for context in contexts if context.dependant for call in _calls(context.dependant)}
    assert len(contexts) > 40
    assert len(asked) > 5
    blocking = [each for each in asked if not (isinstance(each, SecurityBase) or inspect.iscoroutinefunction(each))]
    assert not blocking
