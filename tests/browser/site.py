"""The gateway and the sites that embed it, each on a loopback port of its own: other ports are other origins."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.app import create_app
from bot.settings import Settings

#: What docs/embed.md asks a strict page for, and nothing more.
STRICT = "default-src 'none'; script-src {gateway}; connect-src {gateway}; frame-src {gateway}"


class Gateway:
    """A gateway that can go down and come back at the same address, with the same database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.port = unused_port()
        self._server: TestServer | None = None

    @property
    def url(self) -> str:
        """Its origin."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, **changed: object) -> None:
        """Come up, with some settings changed."""
        self.settings = replace(self.settings, **changed)  # type: ignore[arg-type]
        self._server = TestServer(create_app(self.settings), port=self.port)
        await self._server.start_server()

    async def stop(self) -> None:
        """Go down as when it is told to."""
        if self._server is not None:
            await self._server.close()
            self._server = None

    async def restart(self, **changed: object) -> None:
        """Go down and come back."""
        await self.stop()
        await self.start(**changed)


def page(gateway: str, attributes: str = "", body: str = "") -> str:
    """A page of an authority with the one line in it."""
    return (
        "<!doctype html><html lang=zh-CN><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'><title>某县人社局</title>"
        f"<script src='{gateway}/widget.js' async {attributes}></script>"
        f"<main><h1>办事大厅</h1><p>这里是机关自己的网页。</p><button>本页按钮</button>{body}</main></html>"
    )


@asynccontextmanager
async def host(html: str, policy: str = "") -> AsyncIterator[str]:
    """A site of another origin with this page; its address."""

    async def shown(_: web.Request) -> web.Response:
        headers = {"Content-Security-Policy": policy} if policy else None
        return web.Response(text=html, content_type="text/html", charset="utf-8", headers=headers)

    async def nothing(_: web.Request) -> web.Response:
        return web.Response(status=204)

    app = web.Application()
    app.router.add_get("/", shown)
    app.router.add_get("/favicon.ico", nothing)
    async with TestServer(app) as server:
        yield str(server.make_url("/"))
