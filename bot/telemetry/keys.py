"""What the gateway's parts find in the application."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.telemetry.metrics import Metrics

METRICS: Final = web.AppKey("metrics", Metrics)
