"""A Chromium to look with."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Error, async_playwright

from site_builder.audit.browse.failing import reason

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class BrowserMissingError(Exception):
    """There is no browser to audit with; the reason is its own."""


@asynccontextmanager
async def open_browser(executable: str = "", sandbox: bool = True) -> AsyncIterator[Browser]:
    """A Chromium: the one named, one on the PATH, or Playwright's own. Raises BrowserMissingError."""
    async with async_playwright() as driver:
        path = executable or next(filter(None, map(shutil.which, INSTALLED)), "")
        try:
            browser = await driver.chromium.launch(executable_path=path or None, chromium_sandbox=sandbox)
        except Error as error:
            raise BrowserMissingError(reason(error)) from error
        try:
            yield browser
        finally:
            await browser.close()
