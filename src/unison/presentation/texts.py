"""Text that nothing behind the door can hold: the character NUL, which PostgreSQL has in no text, halves of a surrogate pair, which
UTF-8 has not, and bytes that are no UTF-8. It is refused with the name of the field that has it, here and nowhere else.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from fastapi.exceptions import RequestValidationError

type Place = tuple[str | int, ...]

PROBLEM = "may hold text only: no character NUL, and no half of a surrogate pair"
_NO_UTF_8 = "must be text in UTF-8"
_SUSPECT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_BAD = re.compile("[\0\ud800-\udfff]")


def is_suspect(body: bytes) -> bool:
    """Whether JSON may hold such text. Only by an escape: it may not stand there as it is, and no byte of it would be UTF-8."""
    return _SUSPECT.search(body) is not None


def check_json(body: bytes) -> None:
    """Refuses a body that holds such text. One that is no JSON is refused by whoever reads it."""
    if not body.isascii():
        _check_utf_8(body, ("body",))
    if is_suspect(body) and (found := list(unstorable(read_leniently(body)))):
        raise refusal(("body", *place) for place in found[:20])


def check_form(body: bytes) -> None:
    """The same of `a=b&c=d`, which the form of a browser sends."""
    _check_pairs(body, "body")


def check_query(query: bytes) -> None:
    if b"%" in query:
        _check_pairs(query, "query")


def is_path_storable(raw_path: bytes) -> bool:
    told = unquote_to_bytes(raw_path)
    return b"\0" not in told and _is_utf_8(told)


def read_leniently(body: bytes) -> Any:
    """The JSON with halves of surrogate pairs as they are; None for what is no JSON, or is nested too deeply to be any of ours."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def unstorable(value: Any) -> Iterator[Place]:
    """Where in a value such text stands: the names of fields and the numbers of items that lead there."""
    waiting: list[tuple[Place, Any]] = [((), value)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, str):
            if _BAD.search(each):
                yield place
        elif isinstance(each, dict):
            for name, inner in cast(dict[str, Any], each).items():
                waiting.append(((*place, name), inner))
                if _BAD.search(name):
                    yield (*place, name)
        elif isinstance(each, list):
            waiting += [((*place, n), inner) for n, inner in enumerate(cast(list[Any], each))]


def refusal(places: Iterable[Place], problem: str = PROBLEM) -> RequestValidationError:
    return RequestValidationError([{"loc": tuple(map(_named, place)), "msg": problem} for place in places])


def _named(part: str | int) -> str | int:
    return part if isinstance(part, int) else _BAD.sub("\ufffd", part)


def _check_pairs(told: bytes, where: str) -> None:
    for pair in told.split(b"&"):
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        plain_name, plain_value = unquote_to_bytes(name), unquote_to_bytes(value)
        shown = plain_name.decode("utf-8", "replace")
        if b"\0" in plain_name or b"\0" in plain_value:
            raise refusal([(where, shown)], "may not hold the character NUL")
        _check_utf_8(plain_name + plain_value, (where, shown))


def _check_utf_8(told: bytes, place: Place) -> None:
    if not _is_utf_8(told):
        raise refusal([place], _NO_UTF_8)


def _is_utf_8(told: bytes) -> bool:
    try:
        told.decode()
    except UnicodeDecodeError:
        return False
    return True
