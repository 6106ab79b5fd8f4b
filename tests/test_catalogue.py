"""The catalogue of services: sound data, and what finds a service by what a browser shows."""

from dataclasses import replace
from datetime import date

import pytest

from site_builder.catalogue import (
    LOCALES,
    declaration,
    known_service,
    known_services,
    service_of_host,
    service_of_item,
)
from site_builder.countries import outside_eea
from site_builder.model import StorageKind

WANTED = {
    "google_analytics", "google_workspace", "google_tag_manager", "google_ads", "google_maps", "youtube",
    "microsoft_365", "microsoft_clarity", "mailchimp", "activecampaign", "landbot", "matomo", "hubspot", "stripe",
    "mollie", "meta_pixel", "linkedin_insight", "vimeo", "hotjar", "recaptcha",
}  # fmt: skip


def test_every_common_service_is_there_once_and_to_be_verified() -> None:
    services = known_services()
    assert {service.id for service in services} >= WANTED
    assert len({service.id for service in services}) == len(services)
    assert all(service.verify for service in services)
    for service in services:
        assert service.origin.path == f"{service.id}.yaml"
        assert service.uses, service.id


def test_every_company_has_a_role_and_a_country_and_says_how_data_leave_the_eea() -> None:
    for service in known_services():
        assert bool(service.company) == bool(service.role) == bool(service.country), service.id
        if outside_eea(service.country, date(2026, 11, 22)):
            assert service.transfer, service.id
        if service.transfer:
            assert service.transfer.mechanism == "scc" or service.transfer.fallback, service.id


def test_what_runs_in_a_browser_says_what_it_does_there() -> None:
    for service in known_services():
        assert (service.purpose is None) == (service.description is None), service.id
        if service.items:
            assert service.purpose, service.id
        assert len({(item.kind, item.name) for item in service.items}) == len(service.items), service.id
        for item in service.items:
            assert "*" not in item.name[:-1], item.name


def test_each_item_and_host_leads_to_its_service() -> None:
    for service in known_services():
        for item in service.items:
            assert service_of_item(item.name.replace("*", "X1"), item.kind) == service
        for host in service.hosts:
            assert service_of_host(host.replace("*", "cdn")) == service


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("_ga", "cookie", "google_analytics"),
        ("_ga_ABC123", "cookie", "google_analytics"),
        ("_gab", "cookie", None),
        ("_ga", "local_storage", None),
        ("_pk_id.1.1fff", "cookie", "matomo"),
        ("consent", "cookie", None),
    ],
)
def test_services_by_item(name: str, kind: StorageKind, expected: str | None) -> None:
    found = service_of_item(name, kind)
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.google-analytics.com", "google_analytics"),
        ("REGION1.google-analytics.com.", "google_analytics"),
        ("landbot.io", "landbot"),
        ("static.landbot.io", "landbot"),
        ("notlandbot.io", None),
        ("landbot.io.example.org", None),
        ("px.ads.linkedin.com", "linkedin_insight"),
        ("evil.www.googletagmanager.com", None),
        ("", None),
    ],
)
def test_services_by_host(host: str, expected: str | None) -> None:
    found = service_of_host(host)
    assert (found and found.id) == expected


def test_a_declaration_has_texts_in_the_languages_asked() -> None:
    service = known_service("google_analytics")
    assert service is not None
    declared = declaration(service, ("nl", "de"), "example.nl")
    assert declared.purpose == "analytics"
    assert declared.recipient and declared.service
    assert declared.recipient["service"] == {"nl": "bezoek aan de website meten"}
    assert declared.recipient["transfer"]["mechanism"] == "dpf"
    assert [item["set_by"] for item in declared.service["items"]] == ["example.nl", "example.nl"]
    assert declared.service["items"][0]["readable_by"] == ("google_analytics",)


def test_what_the_controller_runs_has_no_recipient_and_what_runs_elsewhere_no_storage() -> None:
    matomo, office = known_service("matomo"), known_service("microsoft_365")
    assert matomo and office
    assert declaration(matomo, LOCALES).recipient is None
    assert "recipient" not in (declaration(matomo, LOCALES).service or {})
    assert declaration(office, LOCALES).service is None
    assert declaration(replace(matomo, purpose=None), LOCALES).service is None
