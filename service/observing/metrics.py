"""Figures for Prometheus; docs/reference/metrics.md lists them.

Labels take few values: operations by their ids, statuses, languages of ours. Nothing that a client has
sent is one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import (
    GC_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from recommender.catalog import Catalog
from service.observing.record import Record

if TYPE_CHECKING:
    from service.protection.queue import WorkQueue

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
RESULTS = (0, 1, 2, 5, 10, 20, 50, 100)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Metrics:
    """The figures of one service, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        ProcessCollector(registry=self.registry)
        self.registry.register(GC_COLLECTOR)
        self._requests = Counter(
            "mitra_requests",
            "Requests answered.",
            ("operation", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "mitra_request_seconds",
            "Seconds of a request: waiting for a place, working in it, and the whole up to the end of the answer.",
            ("operation", "stage"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._refusals = Counter(
            "mitra_refusals",
            "Requests refused by a limit, the queue or the door, by the code of the problem.",
            ("code",),
            registry=self.registry,
        )
        self._results = Histogram(
            "mitra_results",
            "Results in an answer.",
            ("operation",),
            buckets=RESULTS,
            registry=self.registry,
        )
        self._empty = Counter(
            "mitra_empty_answers",
            "Answers without any result.",
            ("operation",),
            registry=self.registry,
        )
        self._queries = Counter(
            "mitra_queries",
            "Queries by the language they were taken for.",
            ("language",),
            registry=self.registry,
        )
        self._deliveries = Counter(
            "mitra_webhook_attempts",
            "Attempts to tell a webhook something, by what became of them.",
            ("outcome",),
            registry=self.registry,
        )

    def watch(self, catalog: Catalog, queue: "WorkQueue") -> None:
        """Tell the state of a catalogue and a queue, as it is when the figures are asked for."""
        waiting = Gauge("mitra_queue_waiting", "Searches that wait.", registry=self.registry)
        waiting.set_function(lambda: queue.waiting)
        working = Gauge("mitra_queue_working", "Searches at work.", registry=self.registry)
        working.set_function(lambda: queue.working)
        self.registry.register(_CatalogCollector(catalog))

    def count_delivery(self, outcome: str) -> None:
        """Count an attempt to tell a webhook something: delivered, failed, given-up."""
        self._deliveries.labels(outcome).inc()

    def count(self, record: Record, method: str, status: int, seconds: float) -> None:
        """Count an answered request that took so many seconds."""
        operation = record.operation or "none"
        method = method if method in METHODS else "other"
        self._requests.labels(operation, method, str(status)).inc()
        for stage, took in (
            ("waiting", record.waited),
            ("working", record.worked),
            ("whole", seconds),
        ):
            if took is not None:
                self._seconds.labels(operation, stage).observe(took)
        if record.refusal:
            self._refusals.labels(record.refusal).inc()
        if record.results is not None:
            self._results.labels(operation).observe(record.results)
            if not record.results:
                self._empty.labels(operation).inc()
        if record.query_language:
            self._queries.labels(record.query_language).inc()


class _CatalogCollector(Collector):
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def describe(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("mitra_catalog_companies", "Companies in the catalogue.")
        yield GaugeMetricFamily(
            "mitra_catalog_generation", "Number that grows with every change of the companies."
        )

    def collect(self) -> Iterator[Metric]:
        companies, generation = self.describe()
        companies.add_metric((), len(self._catalog))  # type: ignore[attr-defined]
        generation.add_metric((), self._catalog.generation)  # type: ignore[attr-defined]
        yield companies
        yield generation
