"""A contract for import-linter: some modules import what is listed, and nothing else.

Its own contracts name what is forbidden, and a list of forbidden things is never complete.
"""

import sys

import grimp
from importlinter import Contract, ContractCheck, fields, output

STANDARD_LIBRARY = "the standard library"


class OnlyContract(Contract):
    """`modules` (with all that is in them) import each other and `allowed`: names of packages, `*` for one part of a name,
    or `the standard library`. `but` lists modules that another contract looks after.
    """

    modules = fields.ListField(subfield=fields.StringField())
    but = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        del verbose
        options: dict[str, list[str]] = vars(self)  # a field becomes its value
        allowed, but = options["allowed"], options["but"]
        illegal: list[str] = []
        for expression in options["modules"]:
            found = [m for m in graph.modules if _matches(m, expression) and not any(_matches(m, b) for b in but)]
            if not found:
                raise ValueError(f"{expression} matches no module.")
            for module in found:
                home = ".".join(module.split(".")[: len(expression.split("."))])
                for imported in graph.find_modules_directly_imported_by(module):
                    if not any(_matches(imported, a) for a in (*allowed, home)):
                        illegal.append(f"{module} imports {imported}")
        return ContractCheck(kept=not illegal, metadata={"illegal": sorted(illegal)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["illegal"]:
            output.print_error(line, bold=False)


def _matches(module: str, expression: str) -> bool:
    """Whether the module is what the expression names, or in it."""
    if expression == STANDARD_LIBRARY:
        return module.split(".", maxsplit=1)[0] in sys.stdlib_module_names
    parts, wanted = module.split("."), expression.split(".")
    return len(parts) >= len(wanted) and all(w in ("*", p) for p, w in zip(parts, wanted, strict=False))
