"""Debian's Chromium without a head and without a network; where it is missing the tests say so."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
ALONE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1400,900",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A fresh profile; every name of a host is unknown to it."""
    if not (CHROMIUM.exists() and DRIVER.exists()):
        pytest.skip("chromium and chromium-driver are not installed (packaging/test-programs.txt)")
    profile = tmp_path_factory.mktemp("profile")
    options = Options()
    options.binary_location = str(CHROMIUM)
    for word in (*ALONE, f"--user-data-dir={profile}"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    driver.set_page_load_timeout(30)
    driver.get("about:blank")
    requested(driver)
    yield driver
    driver.quit()
    shutil.rmtree(profile, ignore_errors=True)


def requested(driver: webdriver.Chrome) -> list[str]:
    """Every address but those inside it the page has asked for since this was last called."""
    events = (json.loads(line["message"])["message"] for line in driver.get_log("performance"))  # type: ignore[no-untyped-call]
    return [
        str(event["params"]["request"]["url"])
        for event in events
        if event["method"] == "Network.requestWillBeSent"
        and not str(event["params"]["request"]["url"]).startswith("data:")
    ]


def complaints(driver: webdriver.Chrome) -> list[str]:
    """What the page's console says since this was last called."""
    return [str(line["message"]) for line in driver.get_log("browser")]  # type: ignore[no-untyped-call]
