"""Addresses, against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factcheck.reading import Document, Unreadable, read


class Site(BaseHTTPRequestHandler):
    pages = {  # noqa: RUF012 - the handler's class is the site
        "/page": (200, "text/html; charset=gb2312", "<html><body><p>营收45亿美元".encode("gbk")),
        "/text": (200, "text/plain; charset=utf-8", "营收45亿美元".encode()),
        "/gone": (404, "text/html", b"<p>not here"),
        "/empty": (200, "text/html", b""),
        "/picture": (200, "image/png", b"\x89PNG\r\n\x1a\n\0\0\0\0"),
        "/elsewhere": (302, "", b""),
    }

    def do_GET(self) -> None:
        status, kind, body = self.pages[self.path]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/text")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize("path", ["/page", "/text", "/elsewhere"])
def test_a_page_is_fetched_and_decoded_as_the_server_says(site: str, path: str) -> None:
    (document,) = read([site + path])
    assert isinstance(document, Document)
    assert document.text == "营收45亿美元"
    assert document.name == site + path


@pytest.mark.parametrize(
    ("path", "reason"), [("/gone", "404"), ("/empty", "empty answer"), ("/picture", "binary file (image/png)")]
)
def test_answers_that_are_none(site: str, path: str, reason: str) -> None:
    (answer,) = read([site + path])
    assert isinstance(answer, Unreadable)
    assert reason in answer.reason


def test_a_server_that_is_not_there() -> None:
    (answer,) = read(["http://127.0.0.1:9/x"])
    assert isinstance(answer, Unreadable)
    assert "could not be fetched" in answer.reason
    assert "\n" not in str(answer)
