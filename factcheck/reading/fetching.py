"""A page from the web, when the user gives its address."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING

from factcheck.reading.document import CannotRead
from factcheck.reading.files import MEBIBYTE

if TYPE_CHECKING:
    import urllib3

LARGEST_DOWNLOAD = 32 * MEBIBYTE
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
WHOLE_SECONDS = 120.0
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response body and what the server said it is."""

    data: bytes
    media_type: str
    charset: str | None


def fetch(address: str) -> Fetched:
    """Get an ``http`` or ``https`` address, through the proxy the environment names, if any.

    Raises CannotRead for anything but a complete answer of at most ``LARGEST_DOWNLOAD`` bytes.
    """
    import urllib3
    from urllib3.exceptions import HTTPError

    try:
        response = _pool(address).request(
            "GET",
            address,
            headers={
                "User-Agent": "factcheck-workbench",
                "Accept": "text/html, text/plain, application/pdf, */*;q=0.5",
            },
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            retries=urllib3.Retry(connect=1, read=1, redirect=REDIRECTS, other=0),
            preload_content=False,
        )
        with response:
            if response.status != 200:
                raise CannotRead(f"the server answered {response.status}; open it in a browser and save the page")
            said = Message()
            said["Content-Type"] = response.headers.get("Content-Type", "")
            return Fetched(_body(response), said.get_content_type(), said.get_content_charset())
    except HTTPError as error:
        raise CannotRead(f"could not be fetched: {_reason(error)}") from error


def _pool(address: str) -> urllib3.PoolManager:
    from urllib.request import getproxies, proxy_bypass

    import urllib3

    parts = urllib3.util.parse_url(address)
    proxy = getproxies().get(parts.scheme or "http")
    if proxy and parts.host and not proxy_bypass(parts.host):
        return urllib3.ProxyManager(proxy)
    return urllib3.PoolManager()


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    until = time.monotonic() + WHOLE_SECONDS
    chunks: list[bytes] = []
    size = 0
    for chunk in response.stream(65536, decode_content=True):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_DOWNLOAD:
            raise CannotRead(f"larger than {LARGEST_DOWNLOAD // MEBIBYTE} MiB; download it and give the file")
        if time.monotonic() > until:
            raise CannotRead(f"not complete after {WHOLE_SECONDS:.0f} s; download it and give the file")
    if not size:
        raise CannotRead("the server sent an empty answer")
    return b"".join(chunks)


def _reason(error: Exception) -> str:
    """The innermost cause in one line."""
    cause: BaseException = getattr(error, "reason", None) or error
    words = str(cause).split(": ", 1)[-1] if "object at 0x" in str(cause) else str(cause)
    return " ".join(words.split()) or type(cause).__name__
