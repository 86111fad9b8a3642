"""Runs the tests' extension in a process of its own, until its standard input ends: to be killed."""

import sys

from tests.extensions.seen import EXTENSION
from unison.extensions.running import ExtensionWorkers
from unison.infrastructure.command_handling import CommandHandling


def main(url: str) -> None:
    workers = ExtensionWorkers(url, [EXTENSION], _none)
    workers.start()
    sys.stdin.read()
    workers.stop()


def _none(_: object) -> CommandHandling:
    raise NotImplementedError("it sends no command")


if __name__ == "__main__":
    main(sys.argv[1])
