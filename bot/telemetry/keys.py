"""What the gateway's parts find in the application."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.telemetry.metrics import Metrics
from bot.telemetry.stages import Stages
from telemetry.spans import Traces

METRICS: Final = web.AppKey("metrics", Metrics)
STAGES: Final = web.AppKey("stages", Stages)
TRACES: Final[web.AppKey[Traces]] = web.AppKey("traces")
