"""A Merkle tree over an organization's feed, as RFC 9162 has it: what shows with a few hashes that a fact is among millions.

Leaf *n* is the hash of number *n* + 1 of the feed. Roots of whole subtrees of 256, 256² ... leaves are kept, and never change; the
rest is made of them and of the feed itself when it is asked for.
"""

from collections.abc import Callable
from hashlib import sha256

WIDTH = 256
"""A kept node stands for so many of the level below."""

type Place = tuple[int, int]
"""(level, number): level 0 are leaves, a node of level *l* stands for `WIDTH ** l` of them."""

type Known = Callable[[Place], bytes]
"""The hash at a place. Of a leaf: the hash of the feed, which is hashed once more."""

_LEAF, _NODE = b"\0", b"\1"


def node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()


def root(size: int, known: Known, first: int = 0) -> bytes:
    """Of the `size` leaves from `first` on."""
    if size == 1:
        return sha256(_LEAF + known((0, first))).digest()
    level = _whole(first, size)
    if level is not None:
        return known((level, first // size))
    half = _half(size)
    return node(root(half, known, first), root(size - half, known, first + half))


def root_of_tile(leaves: list[bytes], level: int) -> bytes:
    """The node above `WIDTH` of a level: of leaves, or of kept nodes."""
    row = [sha256(_LEAF + leaf).digest() for leaf in leaves] if level == 0 else leaves
    while len(row) > 1:
        row = [node(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def path(leaf: int, size: int, known: Known, first: int = 0) -> list[bytes]:
    """The hashes by which the root of a tree of `size` leaves follows from one of them, the nearest first."""
    if size == 1:
        return []
    half = _half(size)
    if leaf - first < half:
        return [*path(leaf, half, known, first), root(size - half, known, first + half)]
    return [*path(leaf, size - half, known, first + half), root(half, known, first)]


def _half(size: int) -> int:
    """The largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


def _whole(first: int, size: int) -> int | None:
    """The level at which a kept node stands for exactly these leaves."""
    level, leaves = 0, 1
    while leaves < size:
        level, leaves = level + 1, leaves * WIDTH
    return level if leaves == size and first % size == 0 else None


class Frontier:
    """The tree as it grows leaf by leaf: the roots of its whole subtrees, the largest first."""

    def __init__(self) -> None:
        self._roots: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        size, hash = 1, sha256(_LEAF + leaf).digest()
        while self._roots and self._roots[-1][0] == size:
            size, hash = size * 2, node(self._roots.pop()[1], hash)
        self._roots.append((size, hash))

    def root(self) -> bytes:
        hash = self._roots[-1][1]
        for _, left in reversed(self._roots[:-1]):
            hash = node(left, hash)
        return hash
