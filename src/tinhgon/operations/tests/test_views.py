"""The pages for machines that watch: what they tell, and to whom."""

import pytest
from django.test import Client
from pytest_django import Settings


def test_healthz_needs_no_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_readyz_when_the_schema_is_current(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


@pytest.mark.django_db
def test_metrics_count_jobs_for_local_scrapers(client: Client) -> None:
    text = client.get("/metrics").content.decode()
    assert "tinhgon_worker_heartbeat_timestamp_seconds" in text
    assert "tinhgon_disk_free_bytes" in text


@pytest.mark.django_db
def test_metrics_are_closed_to_strangers_and_open_to_the_token(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "đúng-khóa"
    from_outside = {"REMOTE_ADDR": "192.0.2.7"}
    through_proxy = {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}
    for origin in (from_outside, through_proxy):
        assert client.get("/metrics", **origin).status_code == 403
        assert client.get("/metrics", **origin, HTTP_AUTHORIZATION="Bearer sai").status_code == 403
        assert client.get("/metrics", **origin, HTTP_AUTHORIZATION="Bearer đúng-khóa").status_code == 200


def test_an_empty_token_opens_nothing(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "}
    assert client.get("/metrics", **headers).status_code == 403
