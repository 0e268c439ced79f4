"""A mail server that takes everything and counts it: no more than SMTP asks for.

``python -m bench.mailing.sink`` prints its port, serves until its input ends, and prints how many
messages it took and for how many different readers.
"""

from __future__ import annotations

import asyncio
import sys

_END = b"\r\n.\r\n"
_ANSWERS = {
    b"EHLO": b"250-sink\r\n250 8BITMIME\r\n",
    b"HELO": b"250 sink\r\n",
    b"QUIT": b"221 bye\r\n",
    b"DATA": b"354 go on\r\n",
}


class Counter:
    """What was taken."""

    def __init__(self) -> None:
        self.messages = 0
        self.readers: set[bytes] = set()


class Conversation(asyncio.Protocol):
    """One connection."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._kept = b""
        self._in_message = False
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Lines of commands, or a piece of a message: only its last bytes are looked at."""
        assert self._transport is not None
        data = self._kept + data
        self._kept = b""
        while data:
            if self._in_message:
                # The client waits for the answer, so that nothing follows the end.
                if not data.endswith(_END):
                    self._kept = data[-len(_END) :]
                    return
                self._in_message = False
                self._counter.messages += 1
                self._transport.write(b"250 taken\r\n")
                return
            line, ended, data = data.partition(b"\r\n")
            if not ended:
                self._kept = line
                return
            word = line[:4].upper()
            if word == b"RCPT":
                self._counter.readers.add(line)
            self._in_message = word == b"DATA"
            self._transport.write(_ANSWERS.get(word, b"250 ok\r\n"))


async def serve() -> Counter:
    """Serve until standard input ends."""
    counter = Counter()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Conversation(counter), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
    return counter


if __name__ == "__main__":
    taken = asyncio.run(serve())
    print(taken.messages, len(taken.readers), flush=True)
