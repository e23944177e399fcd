"""Letters and text messages on their way out, each tried again for half an hour while the other side is silent."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhgon.core.notices import actions
from tinhgon.core.notices.gateways import webhook

RETRY = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[OSError])


@app.task(name="notices.mail", retry=RETRY)
def mail(to: str, subject: str, text: str) -> None:
    send_mail(subject, text, None, [to])


# 06:45 in Viet Nam.
@app.periodic(cron="45 23 * * *")
@app.task(name="notices.send_held", queueing_lock="notices.send_held", pass_context=False)
def send_held(timestamp: int | None = None) -> int:
    return actions.send_held(timezone.now())


@app.task(name="notices.text", retry=RETRY)
def text(to: str, text: str, key: str) -> None:
    """Nothing happens where the office has no provider: the notice in the app and the letter stay."""
    if not settings.SMS_WEBHOOK_URL:
        return
    gateway: webhook.TextGateway = webhook.Webhook(
        settings.SMS_WEBHOOK_URL, settings.SMS_WEBHOOK_SECRET, settings.SMS_WEBHOOK_SECONDS
    )
    gateway.send(to, text, key, timezone.now())
