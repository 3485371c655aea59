"""
What every test may ask for, and what none may do.

A test that drives a program asks for it by fixture (`browser`, `page`, `poppler`, `tmux`). Where the program is not on the machine the
test is skipped with the reason "needs …", and the last lines of the run say what was not tested for want of it. With
INSPECTORATE_TEST_ALL=1 a missing program is a failure instead.
"""

import ipaddress
import os
import shutil
import socket
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run and every machine; how long one takes says nothing on a busy machine.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_FLAGS = (
    "--no-sandbox",  # tests often run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_program(need, *names):
    """Return the path of the first program there is, or skip the test."""
    for name in names:
        if path := shutil.which(name):
            return path
    if os.environ.get("INSPECTORATE_TEST_ALL") == "1":
        pytest.fail(f"{need} is missing, and INSPECTORATE_TEST_ALL=1 asks for everything", pytrace=False)
    return pytest.skip(f"needs {need}")


@pytest.fixture(scope="session")
def browser():
    """Chromium, driven by Playwright, one for the whole run."""
    path = find_program("Chromium", *CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A fresh page of a desktop's width, closed afterwards."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def poppler():
    """The folder of poppler's programs: pdftotext, pdfinfo, pdftoppm."""
    return Path(find_program("poppler-utils", "pdftotext")).parent


@pytest.fixture(scope="session")
def tmux():
    """The path of tmux, to try the command line in a real terminal."""
    return find_program("tmux", "tmux")


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            message = f"a test tried to reach {address[0]}: tests stay on this machine"
            raise PermissionError(message)
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


def _is_loopback(host):
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def pytest_terminal_summary(terminalreporter):
    """Name what was not tested, and for want of what."""
    untested = defaultdict(list)
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else ""
        if reason.startswith("needs "):
            untested[reason.removeprefix("needs ")].append(report.nodeid)
    if not untested:
        return
    terminalreporter.section("not tested on this machine")
    for need, tests in sorted(untested.items()):
        files = sorted({test.split("::")[0] for test in tests})
        terminalreporter.line(f"For want of {need}: {len(tests)} {'test' if len(tests) == 1 else 'tests'} in {', '.join(files)}")
