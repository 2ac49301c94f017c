"""Who may talk to the server: a token, the right ``Host``, the right ``Origin``, and nothing from outside the page."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import hdrs, web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SECURITY_HEADERS = {
    # xterm.js writes its own style elements; scripts and connections stay with this server.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self' {socket}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets a request through that knows the token and comes from the page itself.

    ``public_url`` is the one address the screen is opened at: other ``Host`` headers are refused (a rebound DNS name
    is not this server), other ``Origin`` headers too (a page of another site may not drive the program). The token
    travels once in the address and then in a cookie that scripts can't read and other sites can't send.
    """

    def __init__(self, public_url: str, token: str | None = None) -> None:
        self.public_url = public_url.rstrip("/")
        self.token = token or secrets.token_urlsafe(32)
        parts = urlsplit(self.public_url)
        self.host = parts.netloc.lower()
        self.cookie = f"factcheck-{parts.port or parts.scheme}"
        socket = ("wss://" if parts.scheme == "https" else "ws://") + self.host
        self.headers = {name: value.format(socket=socket) for name, value in SECURITY_HEADERS.items()}

    @property
    def address(self) -> str:
        """The address to open: it carries the token."""
        return f"{self.public_url}/?token={self.token}"

    async def admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse with 403 and one clear line, or handle and harden the answer."""
        reason = self._refusal(request)
        if reason:
            return web.Response(status=403, text=f"Refused: {reason}.\n", headers=self.headers)
        if request.path == "/" and "token" in request.query:
            return self._welcome()
        try:
            response = await handler(request)
        except web.HTTPException as error:
            error.headers.update(self.headers)
            raise
        if not response.prepared:
            response.headers.update(self.headers)
        return response

    def _refusal(self, request: web.Request) -> str | None:
        if request.headers.get(hdrs.HOST, "").lower() != self.host:
            return f"this server answers at {self.public_url} only"
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is not None and origin.lower() != self.public_url.lower():
            return "the request comes from a page of another site"
        if origin is None and request.path == "/ws":
            return "a connection must name the page it comes from"
        said = request.query.get("token", "") if request.path == "/" else ""
        said = said or request.cookies.get(self.cookie, "")
        if not secrets.compare_digest(said.encode(), self.token.encode()):
            return "the token is missing or wrong; open the whole address that factcheck serve printed"
        return None

    def _welcome(self) -> web.Response:
        response = web.Response(status=303, headers={**self.headers, hdrs.LOCATION: "/"})
        response.set_cookie(
            self.cookie,
            self.token,
            httponly=True,
            samesite="Strict",
            secure=self.public_url.startswith("https"),
            path="/",
        )
        return response
