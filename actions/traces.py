"""Spans of the actions by OpenTelemetry, for who wants them (`ZHIWEN_TRACES_URL`); else nothing of it is imported."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from actions.logs import BadSetting

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

_URL: Final = "ZHIWEN_TRACES_URL"
_SERVICE: Final = "zhiwen-actions"


class Span(Protocol):
    """What is told of a span: never a text of a person."""

    def set_attribute(self, key: str, value: str) -> None:
        """Tell this of it."""


class Traces:
    """Spans within those of the gateway. They are sent beside the work, and dropped where nobody takes them."""

    def __init__(self, exporter: SpanExporter) -> None:
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415 -- only where it is wanted
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415
            TraceContextTextMapPropagator,
        )

        self._provider = TracerProvider(resource=Resource.create({SERVICE_NAME: _SERVICE}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("zhiwen")
        self._extract = TraceContextTextMapPropagator().extract

    @contextmanager
    def span(self, name: str, parent: str) -> Iterator[Span]:
        """A span for what happens meanwhile, within the one that `parent` (a `traceparent`) names."""
        context = self._extract({"traceparent": parent})
        # Of a fault its kind is told: the words of an exception may be somebody's.
        with self._tracer.start_as_current_span(
            name, context, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                raise

    def close(self, *_: object) -> None:
        """Send what is left."""
        self._provider.shutdown()


def traces() -> Traces | None:
    """Where spans go; None where nobody wants them. Raises BadSetting."""
    url = os.environ.get(_URL)
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"{_URL}: must begin with http:// or https://")
    try:
        exporter = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError as error:
        raise BadSetting(
            f"{_URL}: needs the packages opentelemetry-sdk and opentelemetry-exporter-otlp-proto-http"
        ) from error
    return Traces(exporter.OTLPSpanExporter(endpoint=url))
