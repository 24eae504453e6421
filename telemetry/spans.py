"""Traces by OpenTelemetry, for who wants them (`ZHIWEN_TRACES_URL`); else nothing is imported and nothing happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from telemetry.settings import PREFIX, BadSetting

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

Value = str | int | float | bool


class Span(Protocol):
    """What is told of a span: never a text of a person."""

    def set_attribute(self, key: str, value: Value) -> None:
        """Tell this of it."""


class Traces(Protocol):
    """Where spans go."""

    def span(
        self, name: str, attributes: Mapping[str, Value] | None = None, parent: str | None = None
    ) -> AbstractContextManager[Span]:
        """A span for what happens meanwhile, within the one that is open; or within `parent`, a `traceparent`."""

    def headers(self) -> dict[str, str]:
        """The span that is open, as another process is told of it."""

    def close(self) -> None:
        """Send what is left."""


class _NoSpan:
    def set_attribute(self, key: str, value: Value) -> None:
        """Nobody looks."""


class _NoTraces:
    def __init__(self) -> None:
        self._nothing: AbstractContextManager[Span] = nullcontext(_NoSpan())

    def span(
        self, name: str, attributes: Mapping[str, Value] | None = None, parent: str | None = None
    ) -> AbstractContextManager[Span]:
        """Nobody looks."""
        return self._nothing

    def headers(self) -> dict[str, str]:
        """Nothing to tell."""
        return {}

    def close(self) -> None:
        """Nothing is left."""


NO_TRACES: Final[Traces] = _NoTraces()


class OpenTelemetry:
    """Spans that an exporter takes. They are sent beside the work, and dropped where nobody takes them.

    OpenTelemetry's own variables hold too: `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`, …
    """

    def __init__(self, exporter: SpanExporter, service: str) -> None:
        from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415 -- only where it is wanted
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
        from opentelemetry.trace.propagation.tracecontext import (  # noqa: PLC0415
            TraceContextTextMapPropagator,
        )

        # Faults are told by kind: the words of an exception may be somebody's.
        self._provider = TracerProvider(resource=Resource.create({SERVICE_NAME: service}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("zhiwen")
        self._propagator = TraceContextTextMapPropagator()

    @contextmanager
    def span(
        self, name: str, attributes: Mapping[str, Value] | None = None, parent: str | None = None
    ) -> Iterator[Span]:
        """A span for what happens meanwhile, within the one that is open; or within `parent`, a `traceparent`."""
        context = self._propagator.extract({"traceparent": parent}) if parent else None
        with self._tracer.start_as_current_span(
            name, context, attributes=attributes, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield span
            except BaseException as error:
                span.set_attribute("error.type", type(error).__name__)
                raise

    def headers(self) -> dict[str, str]:
        """`traceparent` of the span that is open."""
        found: dict[str, str] = {}
        self._propagator.inject(found)
        return found

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def traces_of(url: str | None, service: str) -> Traces:
    """Spans to the OTLP endpoint at `url` (HTTP, protobuf); nothing without one. Raises BadSetting."""
    if not url:
        return NO_TRACES
    if not url.startswith(("http://", "https://")):
        raise BadSetting(f"{PREFIX}TRACES_URL: must begin with http:// or https://")
    try:
        exporter = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError as error:
        raise BadSetting(
            f"{PREFIX}TRACES_URL: needs the packages opentelemetry-sdk and opentelemetry-exporter-otlp-proto-http"
        ) from error
    return OpenTelemetry(exporter.OTLPSpanExporter(endpoint=url), service)
