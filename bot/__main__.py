"""`python -m bot`: serve the gateway with the settings of the environment; `python -m bot accounts`: see the CLI."""

from __future__ import annotations

import sys

from aiohttp import web

from bot.app import create_app
from bot.console import cli
from bot.settings import Settings
from bot.telemetry import logs
from telemetry import BadSetting


def main() -> int:
    """Serve until stopped, or do what `accounts …` says. A setting that cannot be used is one line, no stack trace."""
    try:
        settings = Settings.from_environment()
        if sys.argv[1:2] == ["accounts"]:
            return cli.main(sys.argv[2:], settings)
        logs.configure(settings.log)
        app = create_app(settings)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 1
    web.run_app(
        app,
        host=settings.host,
        port=settings.port,
        print=None,
        access_log=None,
        keepalive_timeout=settings.idle_seconds,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
