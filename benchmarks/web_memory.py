"""What one web process weighs after 10,000 requests of a clerk's pages against after 100 (resident memory).
BENCH_REQUESTS sets another number."""

import http.client
import itertools
import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import ground
import web

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "10000"))
FIRST = 100
LIMIT_MB = 300
OFFICE, CLERK = "tinhuy", "vanthu"


def main() -> None:
    with ground.stand() as here, here.copy(ground.FEW), tempfile.TemporaryDirectory() as folder:
        cookie = web.session(CLERK, OFFICE)
        addresses = [*web.addresses(), *(f"/api/v1{path}" for path in ("/documents",))]
        headers = {"Cookie": f"sessionid={cookie}"}
        bearer = {"Authorization": f"Bearer {web.token(CLERK, OFFICE)}"}
        sizes: dict[int, float] = {}
        with web.serve(here.url, Path(folder)) as base_url:
            pid = web.worker(Path(folder))
            server = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=60)
            for number, address in zip(range(1, REQUESTS + 1), itertools.cycle(addresses), strict=False):
                server.request("GET", address, headers=bearer if address.startswith("/api/") else headers)
                answer = server.getresponse()
                answer.read()
                if answer.status != 200:
                    raise SystemExit(f"{address}: {answer.status}")
                if number in (FIRST, REQUESTS):
                    sizes[number] = web.resident_mb(pid)
        ground.compare(
            "web_memory", sizes[REQUESTS], sizes[FIRST], "<= 1.2", unit="MB", papers=ground.FEW, requests=REQUESTS,
            limit_mb=LIMIT_MB, under_limit=sizes[REQUESTS] <= LIMIT_MB,
        )  # fmt: skip


if __name__ == "__main__":
    main()
