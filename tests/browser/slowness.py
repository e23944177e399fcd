"""`TINHGON_SLOW=3,600` shows what a fast machine hides: the page's own work takes three times as long, and every answer
of the server is held back for up to 600 ms, each for another while, so that answers overtake each other; scripts and
styles come anew, and late, with every page. Tests must pass in it as without it: `TINHGON_SLOW=3,600 make test`."""

import os
import random
import time
from collections.abc import Iterable
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from playwright.sync_api import BrowserContext, Page

FACTOR, MOST_MS = (float(part) for part in os.environ.get("TINHGON_SLOW", "1,0").split(","))
IS_SLOW = "TINHGON_SLOW" in os.environ
PATIENCE = 60_000  # milliseconds; the machine may be busy with other tests


class SlowHandler(StaticFilesHandler):
    """Holds every answer back."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer: Iterable[bytes] = super().__call__(environ, start_response)
        time.sleep(random.uniform(0, MOST_MS / 1000))
        return answer


def slow_down(context: BrowserContext) -> None:
    """Every page of the window, also those that it opens later."""

    def throttle(page: Page) -> None:
        devtools = context.new_cdp_session(page)
        if FACTOR > 1:  # Chromium does it by burning time: `TINHGON_SLOW=1,600` shows most at a smaller price
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": FACTOR})
        devtools.send("Network.enable")
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    if IS_SLOW:
        context.on("page", throttle)
