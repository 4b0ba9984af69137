"""What the server counts, for Prometheus: requests, times, answers, refusals, verdicts, and who waits."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from rag.types import Answer, Status

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)


class Meter:
    """Has a registry of its own, so that two servers in one process do not add up."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        r = self._registry
        self._requests = Counter("onrecord_requests", "Requests by route", ["route", "method", "status"], registry=r)
        self._seconds = Histogram("onrecord_request_seconds", "Request times", ["route"], buckets=SECONDS, registry=r)
        self._answers = Counter("onrecord_answers", "Answers by what came of them", ["outcome"], registry=r)
        self._making = Histogram("onrecord_answer_seconds", "Times of answers", buckets=SECONDS, registry=r)
        self._verdicts = Counter("onrecord_verdicts", "Verdicts on the sentences of answers", ["verdict"], registry=r)
        self._refused = Counter("onrecord_turned_away", "Requests turned away", ["reason"], registry=r)
        self._running = Gauge("onrecord_running", "Questions being answered", registry=r)
        self._waiting = Gauge("onrecord_waiting", "Questions in line", registry=r)
        for outcome in ("answered", "refused"):
            self._answers.labels(outcome)
        for status in Status:
            self._verdicts.labels(str(status))

    def watch(self, running: Callable[[], int], waiting: Callable[[], int]) -> None:
        """Read the length of the line whenever the figures are asked for."""
        self._running.set_function(running)
        self._waiting.set_function(waiting)

    def answered(self, answer: Answer) -> None:
        """Count an answer and its verdicts."""
        self._answers.labels(answer.status).inc()
        self._making.observe(answer.timings.get("total", 0) / 1000)
        for verdict in answer.verdicts:
            self._verdicts.labels(str(verdict.status)).inc()

    def requested(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is the pattern, never the path, so that the series stay few."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def turned_away(self, reason: str) -> None:
        """Count a request that a guard refused."""
        self._refused.labels(reason).inc()

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)
