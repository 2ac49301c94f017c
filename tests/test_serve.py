"""The review screen in a browser: who is let in, and that it works in a real one."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from claims_db import Database

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SENTENCES = "Acme's revenue rose 12% to $45 million in 2024.\nAcme employed 3,200 people in 2024.\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, str, Path]]:
    """A running ``factcheck serve``: its base address, its token, its database."""
    article, database = tmp_path / "acme.txt", tmp_path / "claims.db"
    article.write_text(SENTENCES, "utf-8")
    command = [sys.executable, "-m", "factcheck"]
    subprocess.run([*command, "add", str(article), "--db", str(database)], check=True, capture_output=True)
    port = free_port()
    process = subprocess.Popen(
        [*command, "serve", "--db", str(database), "--port", str(port), "--sessions", "2", "--reviewer", "ana"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    address = process.stderr.readline().removeprefix("Open ").strip()
    base, _, token = address.partition("/?token=")
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield base, token, database
    process.terminate()
    process.wait(10)


def status(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_without_the_token_nothing_is_served(served: tuple[str, str, Path]) -> None:
    base, token, _ = served
    for path in ("/", "/?token=wrong", "/static/js/textual.js", "/own/page.js", "/ws", "/download/x"):
        assert status(base + path) == 403
    assert status(f"{base}/?token={token}") in (200, 403)  # 303 to the page, which wants the cookie


async def test_only_the_page_itself_may_connect(served: tuple[str, str, Path]) -> None:
    base, token, _ = served
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        async with session.get(f"{base}/?token={token}") as page:
            text = await page.text()
            assert page.status == 200
            assert "https://" not in text
            assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": base, "Host": "evil.example"}):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{base}/ws", headers=headers)
            assert refused.value.status == 403
        first = await session.ws_connect(f"{base}/ws?width=100&height=30", headers={"Origin": base})
        second = await session.ws_connect(f"{base}/ws", headers={"Origin": base})
        assert (await first.receive_bytes(timeout=30)).startswith(b"\x1b")
        with pytest.raises(aiohttp.WSServerHandshakeError) as full:
            await session.ws_connect(f"{base}/ws", headers={"Origin": base})
        assert full.value.status == 503
        await first.send_str("this is no message")
        await first.close()
        await second.close()


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the browser test is left out")
def test_a_real_browser_opens_moves_and_marks(served: tuple[str, str, Path]) -> None:
    from playwright.sync_api import sync_playwright

    base, token, path = served
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{base}/?token={token}")
        page.wait_for_selector("body.-first-byte", timeout=20_000)
        marked = 0
        for _ in range(20):  # the first keys may come before the screen is up on a busy machine
            page.wait_for_timeout(1500)
            with Database.open(path, reviewer="watcher", readonly=True) as database:
                marked = dict(database.stats().by_status).get("verified", 0)
            if marked:
                break
            page.keyboard.press("j")
            page.keyboard.press("v")
        browser.close()
    assert marked
    assert all(url.startswith((base, "data:", base.replace("http", "ws"))) for url in asked)
