"""Weighs the widget and times it beside the npm package `rasa-webchat`; a table row each.

    python benchmarks/widget.py [--runs 10]

Both stand on the same page, are sent by the same little server on loopback, gzipped, and are met by a browser that
keeps nothing from the run before; their runs alternate. Counted are the scripts as they go over the wire, and
milliseconds from the beginning of the page, looked at in each frame: until the button can be clicked, and, clicked in
that moment, until the text field behind it can be reached. Medians: as the machine is, with the processor throttled,
and on a slow line too.

Needs Chromium (as the browser tests do) and, the first time, npm: the benchmark fetches the package into
build/benchmarks/ with `npm pack`. Its file `lib/index.js` is whole, React included. No Rasa stands behind it: its
socket is answered 404, it is told not to wait for that, and that its text field stays disabled is forgiven; ours asks
nobody before the first question. Names other than loopback are not resolved, so its fonts from elsewhere cost nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, sync_playwright

from bot.web.files import Assets
from dev.browser import INSTALL, find_browser

THEIRS: Final = "rasa-webchat@1.0.1"
BUILD: Final = Path(__file__).resolve().parent.parent / "build" / "benchmarks"
PAGE: Final = (
    "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>办事大厅</title>"
    "<link rel=icon href='data:,'><h1>办事大厅</h1><p>机关自己的网页。</p>{line}</html>"
)
#: Looks for the button in each frame, clicks it, looks for the text field; then there is `window.seen`.
PROBE: Final = """(() => {
  const usable = (selector) => {
    const root = document.querySelector("zhiwen-assistant")?.shadowRoot ?? document;
    const one = root.querySelector(selector), box = one?.getBoundingClientRect();
    if (!box?.width) return null;
    return one.contains(root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)) ? one : null;
  };
  const sent = () => performance.getEntriesByType("resource").filter((one) => one.name.endsWith(".js"))
    .reduce((sum, one) => sum + one.encodedBodySize, 0);
  const marks = [];
  const look = () => {
    const found = usable([BUTTON, FIELD][marks.length / 2]);
    if (found) marks.push(sent(), performance.now());
    if (found && marks.length === 2) found.click();
    if (marks.length < 4) requestAnimationFrame(look);
    else window.seen = marks;
  };
  requestAnimationFrame(look);
})()"""


@dataclass(frozen=True)
class Widget:
    """One of the two: its line on the page, its files, and what to look for."""

    name: str
    line: str
    find: Callable[[str], bytes | None]
    button: str
    field: str


@dataclass(frozen=True)
class Condition:
    """What the browser is held back by; bits a second and seconds of the line, 0 for none."""

    name: str
    slower: int = 1
    rate: float = 0
    latency: float = 0


CONDITIONS: Final = (
    Condition("as it is"),
    Condition("processor 4x slower", slower=4),
    Condition("and 1.6 Mbit/s, 150 ms", slower=4, rate=1.6e6, latency=0.15),
)


def ours() -> Widget:
    """The widget as the gateway sends it."""
    assets = Assets()

    def find(path: str) -> bytes | None:
        found = assets.find(path.removeprefix("/web/static/").removeprefix("/"))
        return found[0].body if found else None

    line = '<script src="/widget.js" data-lang="zh-CN" async></script>'
    return Widget("zhiwen", line, find, ".launcher", ".panel textarea")


def theirs() -> Widget:
    """The package, fetched at the first time, with the line that its README gives."""
    file = BUILD / f"{THEIRS}.js"
    if not file.exists():
        file.write_bytes(fetched())
    files = {"/rasa-webchat.js": file.read_bytes()}
    given = "{socketUrl: location.origin, customData: {language: 'zh'}, hideWhenNotConnected: false, withRules: false}"
    line = f'<script src="/rasa-webchat.js" async onload="WebChat.default({given}, null)"></script>'
    return Widget("rasa-webchat", line, files.get, ".rw-launcher", ".rw-sender .rw-new-message")


def fetched() -> bytes:
    """The script of the package, from the registry."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(f"npm is needed once, to fetch {THEIRS}")
    BUILD.mkdir(parents=True, exist_ok=True)
    told = subprocess.run(
        [npm, "pack", THEIRS, "--silent"], cwd=BUILD, check=True, capture_output=True, text=True
    )
    with tarfile.open(BUILD / told.stdout.split()[-1]) as packed:
        inside = packed.extractfile("package/lib/index.js")
        assert inside is not None
        return inside.read()


@contextmanager
def served(widget: Widget) -> Iterator[str]:
    """The address of a page with the widget on it."""

    @cache
    def pressed(path: str) -> bytes | None:
        body = PAGE.format(line=widget.line).encode() if path == "/" else widget.find(path)
        return None if body is None else gzip.compress(body)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            found = pressed(self.path)
            kind = "text/html" if self.path == "/" else "text/javascript"
            self.send_response(404 if found is None else 200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Encoding", "identity" if found is None else "gzip")
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def seen(browser: Browser, widget: Widget, url: str, condition: Condition) -> list[float]:
    """One visit: bytes and milliseconds until the button, bytes and milliseconds until the text field."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": condition.slower})
    if condition.rate:
        line = {"offline": False, "latency": 1000 * condition.latency, "uploadThroughput": -1}
        session.send("Network.emulateNetworkConditions", {**line, "downloadThroughput": condition.rate / 8})
    probe = PROBE.replace("BUTTON", json.dumps(widget.button)).replace("FIELD", json.dumps(widget.field))
    page.add_init_script(probe)
    page.goto(url, wait_until="commit")
    marks = page.wait_for_function("window.seen").json_value()
    context.close()
    return [float(one) for one in marks]


def report(browser: Browser, sites: Mapping[str, Widget], runs: int) -> None:
    """The table."""
    print(f"{f'medians of {runs}':36} {'until the button':>22} {'until the text field':>25}")
    for condition in CONDITIONS:
        visits: dict[str, list[list[float]]] = {url: [] for url in sites}
        for run in range(runs + 1):
            for url, widget in sites.items():
                marks = seen(browser, widget, url, condition)
                if run:  # the first visit warms the server and the machine
                    visits[url].append(marks)
        for url, widget in sites.items():
            first, soon, whole, late = (statistics.median(one) for one in zip(*visits[url], strict=True))
            cells = f"{first:8,.0f} B {soon:6,.0f} ms    {whole:8,.0f} B {late:6,.0f} ms"
            print(f"{condition.name:23} {widget.name:12} {cells}", flush=True)


def main() -> None:
    """Run the benchmark and print what it found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    program = find_browser()
    if program is None:
        raise SystemExit(f"there is no Chromium: {INSTALL}")
    flags = ["--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    mine, other = ours(), theirs()
    with served(mine) as here, served(other) as there, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        report(browser, {here: mine, there: other}, runs)
        browser.close()


if __name__ == "__main__":
    main()
