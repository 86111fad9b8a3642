"""The words of the command line, known from the text of their files: a file is imported when one of its words is spoken.

Importing all of them takes longer than most words run, and `--help` needs their names and first lines alone.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from inspect import cleandoc
from typing import Any, override

import typer
from typer._click import Command, Context
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group


@dataclass(frozen=True, slots=True)
class Word:
    """A command, or a group of commands: what `--help` says of it, and the module whose `register` brings it."""

    help: str
    module: str


@cache
def words() -> Mapping[str, Word]:
    """Every word of the house and of the views, by its name. What `register` does is read, not run: each function of the
    module that it names is a word, and so is each group that it adds with `add_typer`."""
    return {name: word for module in _modules() for name, word in _words(module)}


def _modules() -> Iterator[str]:
    yield from (f"unison.cli.{room}" for room in ("running", "importing", "exporting", "feed"))
    views = sorted(folder.name for folder in files("projections").iterdir() if folder.joinpath("cli.py").is_file())
    yield from (f"projections.{view}.cli" for view in views)
    yield from (
        f"unison.cli.{room}"
        for room in (
            "upkeep",
            "backups",
            "jobs",
            "notices",
            "extensions",
            "webhooks",
            "keys",
            "oidc",
            "reactions",
            "organizations",
            "stations",
            "machine_accounts",
            "people",
            "roles",
            "security_log",
        )
    )


def _words(module: str) -> Iterator[tuple[str, Word]]:
    package, _, file = module.rpartition(".")
    root, *folders = package.split(".")
    tree = ast.parse(files(root).joinpath(*folders, f"{file}.py").read_text(encoding="utf-8"))
    functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
    for node in ast.walk(functions["register"]):
        match node:
            case ast.Name(id) if id in functions:
                help = ast.get_docstring(functions[id]) or ""
                yield id.strip("_").replace("_", "-"), Word(help, module)
            case ast.Call(
                ast.Attribute(attr="add_typer"), [ast.Name(id)], [ast.keyword("name", ast.Constant(str(name)))]
            ):
                yield name, Word(_help_of_group(tree, id), module)
            case _:
                pass


def _help_of_group(tree: ast.Module, group: str) -> str:
    """What `group = typer.Typer(help=...)` says."""
    for each in tree.body:
        match each:
            case ast.Assign([ast.Name(id)], ast.Call(keywords=said)) if id == group:
                return next(cleandoc(ast.literal_eval(k.value)) for k in said if k.arg == "help")
            case _:
                pass
    raise LookupError(f"{group} is no group of this file")


class Words(TyperGroup):
    """The words as `--help` lists them; the one that is spoken is taken from its module."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        for name, word in words().items():
            self.add_command(TyperCommand(name, help=word.help, rich_markup_mode=self.rich_markup_mode))

    @override
    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        if (word := words().get(args[0])) is not None:
            room = typer.Typer(rich_markup_mode=self.rich_markup_mode)
            import_module(word.module).register(room)
            self.commands.update(get_group(room).commands)
        return super().resolve_command(ctx, args)
