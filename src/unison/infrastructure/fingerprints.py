"""Fingerprints of code: whether what was stored by an earlier version still is what this version would store.

A fingerprint is taken over the source, not over a number that somebody has to remember to raise. Comments, docstrings and
layout do not count. It may differ where the result would not: then something is made anew that need not have been, which
costs time. The other way round, what is told would be wrong.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from unison.shared.ports import Aggregate

_SQL_COMMENT = re.compile(r"--[^\n]*")


def digest(*parts: str) -> str:
    """16 hexadecimal digits over the parts, in their order."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(f"{len(part)}:{part}".encode())
    return whole.hexdigest()[:16]


def sources(*packages: str) -> str:
    """Of all Python and SQL files of the packages as they are, comments too: it is read fast, and imports nothing."""
    whole = hashlib.sha256()
    for package in packages:
        spec = find_spec(package)
        for folder in sorted(spec.submodule_search_locations or ()) if spec else ():
            for file in sorted(each for each in Path(folder).rglob("*") if each.suffix in (".py", ".sql")):
                whole.update(str(file.relative_to(folder)).encode())
                whole.update(file.read_bytes())
    return whole.hexdigest()[:16]


def sql_text(statement: str) -> str:
    """A statement without its comments and its layout. The strings in our statements hold no `--`."""
    return " ".join(_SQL_COMMENT.sub("", statement).split())


def code(modules: Iterable[str], within: tuple[str, ...]) -> str:
    """The source of the modules and of all that they import, directly or not, from the packages `within`."""
    found, waiting = dict[str, str](), sorted(set(modules))
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name], imports = _module(name)
            waiting += [each for each in imports if _is_within(each, within) and _is_module(each)]
    return "".join(found[name] for name in sorted(found))


@cache
def state_form(aggregate: Aggregate[Any]) -> str:
    """Of the code that folds a stream into its state: a snapshot of another form is not read."""
    modules = {aggregate.evolve.__module__, aggregate.state.__module__}
    capabilities = (".".join(module.split(".")[:3]) for module in modules)
    return digest(code(modules, (*capabilities, "unison.shared")), aggregate.evolve.__qualname__)


def _is_within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@cache
def _module(name: str) -> tuple[str, tuple[str, ...]]:
    """A module's source without docstrings, and what it imports; both empty where there is no source."""
    spec = find_spec(name)
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return "", ()
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    imports = tuple(dict.fromkeys(_imports(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            _drop_docstring(node)
    return ast.unparse(tree), imports


def _drop_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    if ast.get_docstring(node, clean=False) is not None:
        node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]


def _imports(tree: ast.Module) -> Iterator[str]:
    """What is imported by its full name; of `from package import name` also `package.name`, a module or not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _is_module(name: str) -> bool:
    """Asked of our own names alone: finding a module imports the packages that it lies in."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # its parent is a module, not a package
        return False
