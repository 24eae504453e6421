"""`python -m bot`: serve the gateway with the settings of the environment."""

from __future__ import annotations

import logging
import sys

from aiohttp import web

from bot.app import create_app
from bot.settings import BadSetting, Settings


def main() -> int:
    """Serve until stopped. A setting that cannot be used is one line, not a stack trace."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        settings = Settings.from_environment()
        app = create_app(settings)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 1
    web.run_app(app, host=settings.host, port=settings.port, print=None, access_log=None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
