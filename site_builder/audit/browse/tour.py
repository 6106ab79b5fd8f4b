"""Every visitor on every page, as many at a time as the plan allows, and each for a while that ends."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.async_api import Browser, Error

from site_builder.audit.browse.devices import device
from site_builder.audit.browse.failing import PageFailedError, reason
from site_builder.audit.browse.visiting import visit_page
from site_builder.audit.plan import Plan, followed
from site_builder.audit.records import Failure, Visit, Visitor


async def visit_pages(
    browser: Browser, addresses: Sequence[str], plan: Plan, tell: Callable[[int, int], None] = lambda _, __: None
) -> tuple[Visit, ...]:
    """Every visitor on every page, in the order of the pages and of the visitors.

    The first visitor of each page finds the links to the next ones, a round at a time; a page that fails for them is
    not tried again.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + plan.limit
    places = asyncio.Semaphore(plan.concurrency)
    done = 0

    async def go(address: str, visitor: Visitor) -> Visit:
        nonlocal done
        async with places:
            left = deadline - loop.time()
            if left <= 0:
                return _failed(address, visitor, plan, Failure("out_of_time"))
            visit = await _bounded(browser, address, visitor, plan, min(left, plan.timeout), left)
            done += 1
            tell(done, len(known) * len(plan.visitors))
            return visit

    first, *others = plan.visitors
    known = list(addresses)
    visits: list[Visit] = []
    round_ = list(addresses)
    while round_:
        met = await asyncio.gather(*(go(address, first) for address in round_))
        visits += met
        round_ = []
        for visit, address in zip(met, known[-len(met) :], strict=True):
            links = followed(visit.links, address, known)[: max(0, plan.follow - len(known))]
            known += links
            round_ += links
    pairs = [
        (address, visitor)
        for address, visit in zip(known, visits, strict=True)
        if not visit.failure
        for visitor in others
    ]
    visits += await asyncio.gather(*(go(address, visitor) for address, visitor in pairs))
    order = {plan.name(address): number for number, address in enumerate(known)}
    rank = {visitor: number for number, visitor in enumerate(plan.visitors)}
    return tuple(sorted(visits, key=lambda visit: (order[visit.page], rank[visit.visitor])))


def _failed(address: str, visitor: Visitor, plan: Plan, failure: Failure) -> Visit:
    host = urlsplit(address).hostname or ""
    return Visit(page=plan.name(address), host=host, visitor=visitor, failure=failure)


async def _bounded(browser: Browser, address: str, visitor: Visitor, plan: Plan, seconds: float, left: float) -> Visit:
    """A visit that ends, whatever the page does."""
    context = await browser.new_context(**device(visitor))
    try:
        async with asyncio.timeout(seconds):
            return await visit_page(context, address, visitor, plan)
    except TimeoutError:
        return _failed(address, visitor, plan, Failure("out_of_time" if seconds == left else "hang"))
    except PageFailedError as failed:
        return _failed(address, visitor, plan, failed.failure)
    except Error as error:
        if "Timeout" in error.message:
            return _failed(address, visitor, plan, Failure("hang"))
        return _failed(address, visitor, plan, Failure("network", reason(error)))
    finally:
        # A page that hangs can keep its context from closing; closing the browser ends both.
        with suppress(Error, TimeoutError):
            await asyncio.wait_for(context.close(), 5)
