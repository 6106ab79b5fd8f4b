"""Pages that cannot be visited, and why."""

import re

from playwright.async_api import Error

from site_builder.audit.records import Failure


class PageFailedError(Exception):
    """A page that shows nothing to judge."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


def reason(error: Error) -> str:
    """What the browser says of an error, in a line: its own code for it where it has one."""
    known = re.search(r"net::\w+", error.message)
    return known[0] if known else error.message.splitlines()[0]
