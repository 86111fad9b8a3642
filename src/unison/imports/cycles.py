"""Which edges close a cycle with those before them."""

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence

type Edges = Sequence[tuple[str, str]]


def closing_cycles(edges: Edges) -> frozenset[int]:
    """The places of the edges that are to be left out. Only among names that are on or between cycles must they be looked for,
    and in a sound file there are none."""
    core = _core(edges)
    after: dict[str, list[str]] = defaultdict(list)
    closing: set[int] = set()
    for place, (source, target) in enumerate(edges):
        if source in core and target in core:
            if _leads(after, target, source):
                closing.add(place)
            else:
                after[source].append(target)
    return frozenset(closing)


def _core(edges: Edges) -> Collection[str]:
    """The names that are left when those without a way in, and those without a way out, are taken away again and again."""
    left = {name for edge in edges for name in edge}
    for ends in (edges, [(target, source) for source, target in edges]):
        after: dict[str, list[str]] = defaultdict(list)
        ways_in: dict[str, int] = dict.fromkeys(left, 0)
        for source, target in ends:
            if source in left and target in left:
                after[source].append(target)
                ways_in[target] += 1
        free = deque(name for name, ways in ways_in.items() if not ways)
        while free:
            left.discard(name := free.popleft())
            for target in after[name]:
                ways_in[target] -= 1
                if not ways_in[target]:
                    free.append(target)
    return left


def _leads(after: Mapping[str, Sequence[str]], start: str, end: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for name in after.get(waiting.pop(), ()):
            if name == end:
                return True
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return False
