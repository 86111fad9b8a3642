"""Runs the tests' extension in a process of its own, until its standard input ends: to be killed."""

import sys

from tests.extensions.seen import EXTENSION
from unison.extensions.running import ExtensionWorkers
from unison.main import command_handling


def main(url: str) -> None:
    workers = ExtensionWorkers(url, [EXTENSION], command_handling)
    workers.start()
    sys.stdin.read()
    workers.stop()


if __name__ == "__main__":
    main(sys.argv[1])
