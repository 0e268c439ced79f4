"""A mail server that speaks as much IMAP as is needed, and notes what it is asked."""

from __future__ import annotations

import base64
import re
import shlex
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Post:
    """What lies on the server. ``marks`` are the flags of each mail."""

    folders: dict[str, list[tuple[int, bytes]]]
    marks: dict[int, set[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0
    can_move: bool = True
    hang_up_at: int = 0


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        """One connection."""
        post = self.server.post
        self.folder, self.writable, self.known = "", False, False
        self._say(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            post.asked.append(rest)
            verb = rest.split(" ")[0].upper()
            answer = self._answer(verb, rest, tag)
            if answer is None:
                return
            self._say(f"{tag} {answer}\r\n".encode())
            if verb == "LOGOUT":
                return

    def _answer(self, verb: str, rest: str, tag: str) -> str | None:
        post = self.server.post
        if verb == "CAPABILITY":
            # As servers do: what can be done is told in full to who has logged in.
            more = " MOVE" if post.can_move and self.known else ""
            self._say(f"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2{more}\r\n".encode())
        elif verb == "LOGIN":
            self.known = shlex.split(rest)[1:] == ["news@school.example", "right"]
            return "OK done" if self.known else "NO wrong"
        elif verb == "AUTHENTICATE":
            self._say(b"+ \r\n")
            said = base64.b64decode(self.rfile.readline()).decode()
            right = said == "user=news@school.example\x01auth=Bearer fresh\x01\x01"
            return "OK done" if right else "NO wrong"
        elif verb in ("SELECT", "EXAMINE"):
            name = shlex.split(rest)[1]
            if name not in post.folders:
                return "NO no such folder"
            self.folder, self.writable = name, verb == "SELECT"
            self._say(f"* {len(post.folders[name])} EXISTS\r\n".encode())
        elif verb == "LIST":
            for name in post.folders:
                self._say(f'* LIST () "/" "{name}"\r\n'.encode())
        elif verb == "UID":
            return self._uid(shlex.split(rest.replace("\\", "\\\\"))[1:])
        elif verb == "LOGOUT":
            self._say(b"* BYE\r\n")
        else:
            return f"BAD {tag}"
        return "OK done"

    def _uid(self, words: list[str]) -> str | None:
        post = self.server.post
        mails = dict(post.folders[self.folder])
        if words[0] == "SEARCH":
            self._say(f"* SEARCH {' '.join(map(str, mails))}\r\n".encode())
            return "OK done"
        numbers = [int(one) for one in words[1].split(",")]
        if words[0] == "FETCH":
            if post.hang_up_at in numbers:
                return None
            found = re.search(r"BODY\.PEEK\[\]<0\.(\d+)>", words[2])
            assert found, "a mail is read as a whole, or marked as read"
            for number in numbers:
                body = mails.get(number, b"")[: int(found[1])]
                if number in mails:
                    head = f"* 1 FETCH (UID {number} BODY[]<0> {{{len(body)}}}\r\n"
                    self._say(head.encode() + body + b")\r\n")
            return "OK done"
        if not self.writable:
            return "NO read-only"
        if words[0] == "STORE":
            for number in numbers:
                post.marks.setdefault(number, set()).add(words[3].strip("()\\"))
            return "OK done"
        if words[0] == "MOVE" and words[2] in post.folders:
            for number in numbers:
                post.folders[words[2]].append((number, mails[number]))
            kept = [one for one in post.folders[self.folder] if one[0] not in numbers]
            post.folders[self.folder] = kept
            return "OK done"
        return "NO not here"

    def _say(self, data: bytes) -> None:
        self.wfile.write(data)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, post: Post, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.post = post
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_: object) -> None:
        """Whoever refuses our certificate hangs up; that is no news."""


@contextmanager
def serving(post: Post, context: ssl.SSLContext | None = None) -> Iterator[Post]:
    """Serve ``post`` on a free port of this computer, encrypted with ``context``."""
    server = _Server(post, context)
    post.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield post
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
