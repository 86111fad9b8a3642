"""make bench: `python -m tests.bench [--quick] [--only NAME ...]`.

What is measured at full size is kept in docs/benchmarks.md, bench by bench; what a quick run measures is only printed.
"""

import argparse
import sys
import time

from tests.bench import (
    append,
    commands,
    costing,
    crashes,
    extensions,
    feed,
    genealogy,
    growth,
    history,
    hostile,
    idle,
    jobs,
    lag,
    orders,
    reactions,
)
from tests.bench.measuring import Figure, Scale
from tests.bench.report import PAGE, keep, machine, table, when
from tests.bench.rig import prepared

BENCHES = {
    "append": append.run,
    "commands": commands.run,
    "orders": orders.run,
    "lag": lag.run,
    "idle": idle.run,
    "hostile": hostile.run,
    "jobs": jobs.run,
    "feed": feed.run,
    "extensions": extensions.run,
    "reactions": reactions.run,
    "growth": growth.run,
    "genealogy": genealogy.run,
    "history": history.run,
    "costing": costing.run,
    "crashes": crashes.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="some minutes instead of an hour")
    parser.add_argument("--only", action="append", choices=list(BENCHES), help="this bench alone; may be repeated")
    asked = parser.parse_args()
    scale = Scale.QUICK if asked.quick else Scale.FULL
    measured = dict[str, list[Figure]]()
    with prepared(scale) as rig:
        for name in asked.only or BENCHES:
            with rig.database() as url:
                about = machine(url, rig.server.data)
            begin = time.monotonic()
            measured[name] = BENCHES[name](rig)
            told = when(about, time.monotonic() - begin)
            print(f"\n{name}: {told}", *table(measured[name]), sep="\n", flush=True)
            if scale is Scale.FULL:
                keep(PAGE, list(BENCHES), name, measured[name], told)
    short = [figure for figures in measured.values() for figure in figures if figure.met is False]
    print(f"\n{len(short)} short of the aim", *(f"  {figure.what}" for figure in short), sep="\n")
    failing = [figure.what for figure in short if figure.required]
    if failing:
        print("\nFailed:", *failing, sep="\n  ", file=sys.stderr)
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
