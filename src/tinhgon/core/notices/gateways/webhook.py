"""The way to a provider of text messages: one signed POST a message to an address of the office's choice. Knows no
provider's own language: a small relay on their side, or a provider that takes JSON, does the rest. Refuses to follow
redirects and to send over plain HTTP to another machine."""

import hashlib
import hmac
import http.client
import ipaddress
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

SIGNATURE, MOMENT, KEY = "X-TinhGon-Signature", "X-TinhGon-Timestamp", "Idempotency-Key"


class UndeliveredError(OSError):
    """The provider did not take the message; worth another try later (a ground that gave way, for the job queue)."""


class RefusedByProviderError(Exception):
    """The provider will never take this message as it is."""


class TextGateway(Protocol):
    def send(self, to: str, text: str, key: str, at: datetime) -> None: ...


def signature(secret: str, moment: str, body: bytes) -> str:
    """HMAC-SHA256 over the moment and the body, so that neither can be changed or sent again later."""
    return "sha256=" + hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def is_safe(url: str) -> bool:
    """HTTPS, or a relay on this very machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return True
    if parts.scheme != "http" or not parts.hostname:
        return False
    try:
        return parts.hostname == "localhost" or ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Webhook:
    url: str
    secret: str
    timeout: float = 10.0

    def send(self, to: str, text: str, key: str, at: datetime) -> None:
        """Returns when the provider said yes (2xx); `key` names the message, so that a second try is no second text."""
        if not is_safe(self.url):
            raise RefusedByProviderError("SMS_WEBHOOK_URL must begin with https://")
        body = json.dumps({"to": to, "text": text, "key": key}, ensure_ascii=False).encode()
        moment = at.isoformat()
        headers: Mapping[str, str] = {
            "Content-Type": "application/json; charset=utf-8",
            MOMENT: moment,
            SIGNATURE: signature(self.secret, moment, body),
            KEY: key,
        }
        request = urllib.request.Request(self.url, body, dict(headers), method="POST")  # noqa: S310  checked above
        try:
            with urllib.request.build_opener(_Straight).open(request, timeout=self.timeout):
                return
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (408, 425, 429) or error.code >= 500:
                raise UndeliveredError(f"the provider answered {error.code}") from error
            raise RefusedByProviderError(f"the provider answered {error.code}") from error
        except (OSError, http.client.HTTPException) as error:
            raise UndeliveredError(f"no answer from the provider: {type(error).__name__}") from error
