"""How the web server and the worker are called; knows their options and nothing of who watches them."""

import sys
from pathlib import Path

from tinhgon.operations.gateways.processes import Program

WEB_WORKERS = 2


def web_command(host: str, port: int, workers: int = WEB_WORKERS) -> list[str]:
    """One blocking thread a worker: with more threads than cores database pages get a 600 ms tail."""
    options = ["--interface", "wsgi", "--no-ws", "--workers", str(workers), "--blocking-threads", "1"]
    options += [
        "--backpressure",
        "16",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "10",
        "--no-access-log",
    ]
    return [
        *(sys.executable, "-m", "granian", *options),
        *("--host", host, "--port", str(port), "tinhgon.config.wsgi:application"),
    ]


def web(host: str, port: int, database_url: str, metrics: Path, log_config: Path) -> Program:
    environment = {"DATABASE_URL": database_url, "DATABASE_POOL": "1", "PROMETHEUS_MULTIPROC_DIR": str(metrics)}
    return Program("web", [*web_command(host, port), "--log-config", str(log_config)], environment)


def worker(database_url: str) -> Program:
    return Program("worker", [sys.executable, "-m", "tinhgon", "worker"], {"DATABASE_URL": database_url})
