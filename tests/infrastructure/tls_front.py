"""TLS before a PostgreSQL server that has none of its own, as the embedded one: it agrees on TLS with a client, and passes on
what comes by it."""

import asyncio
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_SSL_REQUEST, _GSS_REQUEST = 80877103, 80877104


@dataclass
class Front:
    """`context` None: it has no TLS to offer. Counts connections by whether they came by TLS."""

    socket: Path
    context: ssl.SSLContext | None
    port: int = 0
    by_tls: int = 0
    in_the_clear: int = 0
    _passing: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])

    async def serve(self, stopped: asyncio.Event, started: threading.Event) -> None:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await stopped.wait()
        server.close()
        for task in self._passing:
            task.cancel()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if await self._agree(reader, writer):
                await self._pass_on(reader, writer)
        except (OSError, ssl.SSLError, asyncio.IncompleteReadError):
            pass  # a client that does not believe the certificate hangs up
        finally:
            writer.close()

    async def _agree(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection goes by TLS from here on."""
        while True:
            asked = int.from_bytes((await reader.readexactly(8))[4:])
            if asked == _SSL_REQUEST and self.context is not None:
                writer.write(b"S")
                await writer.start_tls(self.context)
                self.by_tls += 1
                return True
            if asked not in (_SSL_REQUEST, _GSS_REQUEST):
                self.in_the_clear += 1
                return False
            writer.write(b"N")

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_unix_connection(self.socket)
        ways = [asyncio.create_task(_pump(reader, to_server)), asyncio.create_task(_pump(from_server, writer))]
        self._passing.update(ways)
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            self._passing.difference_update(ways)
            to_server.close()


async def _pump(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    while part := await source.read(65536):
        to.write(part)
        await to.drain()


@contextmanager
def tls_before(socket: Path, context: ssl.SSLContext | None) -> Generator[Front]:
    """The front of a server's socket, on a free port of this machine."""
    front, started, stopped, loop = Front(socket, context), threading.Event(), asyncio.Event(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(front.serve(stopped, started),))
    thread.start()
    assert started.wait(10)
    try:
        yield front
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()
        loop.run_until_complete(asyncio.sleep(0.1))
        loop.close()
