"""The worker's way to the database: outlives an outage, and so do its jobs. The library's own connector gives up
listening at the first failed reconnection, which ends the worker; and its pool tries again after ever longer pauses, up
to minutes."""

import asyncio
import logging
import time
from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision, connector, exceptions
from procrastinate.contrib.django import app, utils
from procrastinate.jobs import Job
from psycopg_pool import AsyncConnectionPool, PoolTimeout

logger = logging.getLogger(__name__)
RECONNECT_SECONDS = 1.0
MOST_ATTEMPTS = 8
LONGEST_OUTAGE_SECONDS = 600.0  # then the worker ends, and whoever watches starts it again


class GroundRetry(BaseRetryStrategy):
    """Jobs that failed because the ground gave way (the database away, the disk full, a mail server silent) are tried
    again after growing pauses, for about half an hour; errors of the program itself are not."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, OSError | OperationalError | InterfaceError) and job.attempts < MOST_ATTEMPTS:
            return RetryDecision(retry_in={"seconds": min(600, 10 * 2**job.attempts)})
        return None


class PatientPool(AsyncConnectionPool[Any]):
    """Whoever asks for a connection makes the pool try anew every few seconds, until the database is back."""

    async def getconn(self, timeout: float | None = None) -> Any:
        deadline = time.monotonic() + LONGEST_OUTAGE_SECONDS
        while True:
            try:
                return await super().getconn(timeout=3 * RECONNECT_SECONDS)
            except PoolTimeout:
                if time.monotonic() > deadline:
                    raise


class SteadyConnector(PsycopgConnector):
    async def listen_notify(self, on_notification: connector.Notify, channels: Iterable[str]) -> None:
        """Listen for new jobs, and listen again when the connection was lost. What was deferred in between is found
        by the worker's polling."""
        names = list(channels)
        while True:
            try:
                await super().listen_notify(on_notification, names)
            except exceptions.ConnectorException:
                logger.warning("the database is away, new jobs are not heard of; trying again")
                await asyncio.sleep(RECONNECT_SECONDS)


def retry_when_the_ground_gives_way() -> None:
    """For every task that says nothing itself; those with a queueing lock come again by the clock."""
    for task in app.tasks.values():
        if task.retry_strategy is None and task.queueing_lock is None:
            task.retry_strategy = GroundRetry()


async def work(concurrency: int, queues: list[str]) -> None:
    """Run jobs until told to stop by SIGINT or SIGTERM."""
    retry_when_the_ground_gives_way()
    steady = SteadyConnector(
        pool_factory=PatientPool,
        reconnect_timeout=2 * RECONNECT_SECONDS,
        kwargs=utils.connector_params(DEFAULT_DB_ALIAS),
    )
    with app.replace_connector(steady) as steady_app:
        opened: App
        async with steady_app.open_async() as opened:
            options: dict[str, Any] = {"queues": queues} if queues else {}
            await opened.run_worker_async(concurrency=concurrency, **options)
