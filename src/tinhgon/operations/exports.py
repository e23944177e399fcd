"""Metrics in Prometheus' text form: requests of all web processes of this machine, the job queue, room
on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from tinhgon.operations import queries


class _Ground(Collector):
    def collect(self) -> Iterator[Metric]:
        family = GaugeMetricFamily("tinhgon_jobs", "Background jobs by queue and status", labels=["queue", "status"])
        for row in queries.job_counts():
            family.add_metric([row.queue, row.status], row.count)
        yield family
        beat = queries.last_heartbeat()
        yield GaugeMetricFamily(
            "tinhgon_worker_heartbeat_timestamp_seconds",
            "Last sign of life of a worker",
            beat.timestamp() if beat else 0,
        )
        free = queries.free_bytes(Path(settings.VAR))
        yield GaugeMetricFamily("tinhgon_disk_free_bytes", "Room left on the disk of the installation", free)


def metrics() -> bytes:
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):  # several web processes write there, any one answers
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        text = generate_latest(registry)
    else:
        text = generate_latest(REGISTRY)
    ground = CollectorRegistry()
    ground.register(_Ground())
    return text + generate_latest(ground)
