"""The playground as an organisation would declare it, and one browser for every audit of it."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from site_builder.audit.browse import open_browser, visit_pages
from site_builder.audit.compare import compare
from site_builder.audit.declared import Declared, declared_facts
from site_builder.audit.plan import Plan, visitors
from site_builder.audit.records import VISITORS, Finding, Visit
from site_builder.model import Host, LocaleId, Publication, Register, TimeZone, Url
from tests.consent.playground.server import VENDORS, Playground, serve
from tests.consent.registers import playground

PUBLICATION = Publication(
    base_url=Url("https://privacy.123samenleven.nl/"),
    title={"nl": "Privacy", "en": "Privacy"},
    locales=(LocaleId("nl"), LocaleId("en")),
    default_locale=LocaleId("nl"),
    time_zone=TimeZone("Europe/Amsterdam"),
)
OF_SERVICE = {"counter": "counter", "landbot_chat": "chat", "activecampaign_tracking": "campaign"}


def honest() -> Register:
    """The playground's register with the hosts that its services call."""
    register = playground()
    storage = tuple(
        replace(
            purpose,
            services=tuple(
                replace(service, hosts=(Host(VENDORS[OF_SERVICE[service.id]]),))
                if service.id in OF_SERVICE
                else service
                for service in purpose.services
            ),
        )
        for purpose in register.storage
    )
    return replace(register, storage=storage)


def declared(register: Register | None = None) -> Declared:
    return declared_facts(register or honest(), PUBLICATION)


@pytest.fixture(scope="session")
def browsing() -> Iterator[Callable[..., tuple[Visit, ...]]]:
    """Goes to pages with a browser that stays open. Its thread is its own, as the other driver’s is."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opened = open_browser(sandbox=False)
    browser = asyncio.run_coroutine_threadsafe(opened.__aenter__(), loop).result(60)

    def visit(addresses: list[str], plan: Plan) -> tuple[Visit, ...]:
        return asyncio.run_coroutine_threadsafe(visit_pages(browser, addresses, plan), loop).result(600)

    yield visit
    asyncio.run_coroutine_threadsafe(opened.__aexit__(None, None, None), loop).result(60)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def site() -> Iterator[Playground]:
    with serve(Playground(honest())) as site:
        yield site


@pytest.fixture
def audit(site: Playground, browsing: Callable[..., tuple[Visit, ...]]) -> Callable[..., tuple[Finding, ...]]:
    """What an audit of the playground finds; `names` are the visitors."""

    def run(*names: str, facts: Declared | None = None, path: str = "", **options: Any) -> tuple[Finding, ...]:
        facts = facts or declared()
        plan = Plan(
            visitors=visitors(names or VISITORS, facts.asks),
            **{"quiet": 0.2, "follow": 1, "origin": site.url, **options},
        )
        return compare(facts, browsing([site.page(path=path)], plan))

    return run
