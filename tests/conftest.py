"""What every test can ask for."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from site_builder.memory import stamp

# However busy the machine is: nothing here waits longer than it must, and how long an example takes is no finding.
expect.set_options(timeout=30_000)
settings.register_profile("any machine", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write down what is found now as what is expected")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be written instead of compared."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """As if long ago were a moment ago: no stamp is too fresh. Waits until the clock of the file system goes on."""
    monkeypatch.setattr(stamp, "TICK", 0)
    monkeypatch.setattr(stamp, "COARSEST", 0)

    def wait(folder: Path) -> None:
        probe = folder / ".probe"
        probe.touch()
        first = probe.stat().st_ctime_ns
        while probe.stat().st_ctime_ns == first:
            probe.touch()
        probe.unlink()

    return wait


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """The one driver of all browsers: a second one in the same process would not start."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    installed = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    executable = installed or playwright_driver.chromium.executable_path
    if not Path(executable).exists():
        pytest.fail(
            "No Chromium was found: install the package “chromium”, or run “playwright install chromium”.",
            pytrace=False,
        )
    # The sandbox wants a kernel feature that containers often lack; the pages are our own.
    browser = playwright_driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
    yield browser
    browser.close()
