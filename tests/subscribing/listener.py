"""A web server on this computer: it serves a folder, or takes forms and writes down what came."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl


@dataclass
class Listener:
    """Where it listens, and the forms that came, each as its path and its fields in order."""

    url: str = ""
    leads_to: str = ""
    forms: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)


@contextmanager
def taking_forms() -> Iterator[Listener]:
    """Answer forms with a page, or with the way to ``leads_to``."""
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            listener.forms.append((self.path, parse_qsl(body, keep_blank_values=True)))
            if listener.leads_to:
                self.send_response(303)
                self.send_header("Location", listener.leads_to)
                self.end_headers()
            else:
                self._page()

        def do_GET(self) -> None:
            listener.visits.append(self.path)
            self._page()

        def _page(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Thanks</title><h1>Look into your mail</h1>")

        def log_message(self, *words: Any) -> None:
            """Nothing on the terminal."""

    with _running(Handler) as url:
        listener.url = url
        yield listener


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder's files; gives the address."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *words: Any) -> None:
            """Nothing on the terminal."""

    with _running(partial(Handler, directory=str(folder))) as url:
        yield url


@contextmanager
def _running(handler: Any) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
