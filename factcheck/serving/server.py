"""The server: textual-serve's page and protocol, with a guard before it, no shell behind it and a cap on sessions."""

from __future__ import annotations

import asyncio
import logging
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from factcheck.serving.guard import Guard, Handler

TEMPLATES = Path(__file__).parent / "templates"


class ProgramService(AppService):
    """One browser tab's process, started from an argument list: no shell reads it."""

    def __init__(self, program: Sequence[str], websocket: web.WebSocketResponse, server: Server) -> None:
        async def close() -> None:
            await websocket.close()

        super().__init__(
            "",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=close,
            download_manager=server.download_manager,
        )
        self.program = tuple(program)

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        environment = self._build_environment(width=width, height=height)
        self._process = await asyncio.create_subprocess_exec(
            *self.program, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=environment
        )
        self._stdin = self._process.stdin
        return self._process


class ReviewServer(Server):
    """Serves ``program`` (an argument list that starts the review screen) to whoever passes ``guard``.

    At most ``sessions`` tabs at once; a further one gets 503. Raises ``OSError`` where the address is taken.
    """

    def __init__(
        self, program: Sequence[str], guard: Guard, *, host: str, port: int, sessions: int, title: str = "factcheck"
    ) -> None:
        super().__init__("", host=host, port=port, title=title, public_url=guard.public_url, templates_path=TEMPLATES)
        self.program = tuple(program)
        self.guard = guard
        self.sessions = sessions
        self.open_sessions = 0

    async def make_application(self) -> web.Application:
        """The web application: the page, its socket, its downloads, its static files, all behind the guard."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self.guard.admit(request, handler)

        application = web.Application(middlewares=[guarded])
        loader = jinja2.FileSystemLoader(self.templates_path)
        aiohttp_jinja2.setup(application, loader=loader, autoescape=True)
        application.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/own", TEMPLATES / "own", name="own"),
                web.static("/static", self.statics_path, name="static"),
            ]
        )
        return application

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Start a process for this tab, and end it when the tab goes away."""
        if self.open_sessions >= self.sessions:
            raise web.HTTPServiceUnavailable(text=f"{self.sessions} sessions are open already; close one.\n")
        self.open_sessions += 1
        try:
            return await self._run_session(request)
        finally:
            self.open_sessions -= 1

    async def _run_session(self, request: web.Request) -> web.WebSocketResponse:
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=1 << 20)
        await websocket.prepare(request)
        service = ProgramService(self.program, websocket, self)
        width, height = (to_int(request.query.get(name, ""), least) for name, least in (("width", 80), ("height", 24)))
        await service.start(min(max(width, 20), 1000), min(max(height, 5), 500))
        try:
            await self._process_messages(websocket, service)
        except (ValueError, AssertionError, KeyError, IndexError, TypeError):
            logging.getLogger(__name__).warning("a session sent a malformed message and was closed")
            await websocket.close()
        finally:
            await service.stop()
        return websocket

    def run(self) -> None:
        """Serve until interrupted."""
        web.run_app(self.make_application(), host=self.host, port=self.port, print=None, handle_signals=True)
