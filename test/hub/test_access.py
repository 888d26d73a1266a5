"""Who may start what: each person, profile and choice through the hub's API, forged ones too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from cells import FORGED, NOT_OPTIONS, honest
from cluster import container, variables
from conftest import ClusterHub
from declared import Expected, expected
from people import PEOPLE, own_token
from rendered import Object, values
from starts import pods_of, start

PROFILES = values("cluster")["singleuser"]["profileList"]
# More at once only wait for the hub, which is one process.
AT_ONCE = 24


@dataclass(frozen=True)
class Cell:
    person: str
    asks: str
    options: Any
    by_admin: bool

    @property
    def wanted(self) -> Expected | None:
        if not isinstance(self.options, dict):
            return None
        return expected(PROFILES, self.person, PEOPLE[self.person], self.options)


def cells() -> Iterator[Cell]:
    """All with the person's own token; what is refused also by the service, on behalf of the person."""
    for person in PEOPLE:
        for asks, options in [*honest(PROFILES), *FORGED.items(), *NOT_OPTIONS.items()]:
            yield Cell(person, asks, options, by_admin=False)
        for asks, options in honest(PROFILES):
            if expected(PROFILES, person, PEOPLE[person], options) is None:
                yield Cell(person, asks, options, by_admin=True)


def looks(pod: Object) -> Expected:
    """What `declared.looks` says about a pod, of a real one."""
    limits = container(pod).get("resources", {}).get("limits", {})
    node = pod["spec"].get("nodeSelector", {})
    return {"image": container(pod)["image"], "limits": limits, "env": variables(pod), "node": node}


def wrong(cell: Cell, word: str, pods: list[Object]) -> str | None:
    """What is not as declared."""
    if cell.wanted is None:
        if pods:
            return f"refused in the declaration, and got {looks(pods[0])}"
        ours = ("not open to you", "No profile is open", "not one that you may enter")
        if isinstance(cell.options, dict) and not any(each in word for each in ours):
            return f"refused, but in words that nobody understands: {word}"
        return None
    if not pods:
        return f"no pod, and the hub says: {word}"
    # More than one where the API server is slow: KubeSpawner replaces a pod whose creation it gave up after 3 s.
    strange = [looks(pod) for pod in pods if looks(pod) != cell.wanted]
    return f"wanted {cell.wanted}, got {strange[0]}" if strange else None


def test_everybody_gets_what_is_declared_and_nothing_else(hub: ClusterHub) -> None:
    all_cells = list(cells())
    tokens = {person: own_token(hub, person) for person in PEOPLE}
    began = time.monotonic()

    def ask(numbered: tuple[int, Cell]) -> str:
        number, cell = numbered
        return start(hub, cell.person, f"m{number}", cell.options, hub.token if cell.by_admin else tokens[cell.person])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        words = list(pool.map(ask, enumerate(all_cells)))
    seconds = time.monotonic() - began
    faults = {}
    for number, (cell, word) in enumerate(zip(all_cells, words, strict=True)):
        fault = wrong(cell, word, pods_of(hub, cell.person, f"m{number}"))
        if fault:
            faults[f"{cell.person} {cell.asks!r}{' by admin' if cell.by_admin else ''}"] = fault
    allowed = sum(cell.wanted is not None for cell in all_cells)
    print(f"{len(all_cells)} cells, {allowed} of them allowed, {seconds:.0f} s")
    assert not faults, "\n".join(f"{cell}: {fault}" for cell, fault in faults.items())
    # A matrix in which all is one colour would show nothing.
    assert allowed > 40 and len(all_cells) - allowed > 100


@pytest.mark.parametrize(
    "person, slug, may", [("eve", "operations", False), ("eve", "cuda", False), ("gus", "cuda", True)]
)
def test_a_link_to_a_profile_starts_it_for_those_who_may(hub: ClusterHub, person: str, slug: str, may: bool) -> None:
    before = len(pods_of(hub, person, ""))
    with logged_in(hub, person) as browser:
        page = browser.get(f"{hub.public}/hub/spawn", params={"profile": slug}, timeout=60)
        deadline = time.monotonic() + 10
        while not pods_of(hub, person, "")[before:] and may and time.monotonic() < deadline:
            time.sleep(0.1)
        page = page if may else browser.get(f"{hub.public}/hub/spawn-pending/{person}", timeout=60)
    assert bool(pods_of(hub, person, "")[before:]) is may
    assert ("not open to you" in page.text) is not may


def logged_in(hub: ClusterHub, person: str) -> requests.Session:
    """A session with the cookies of a person who has logged in by the form."""
    browser = requests.Session()
    browser.get(f"{hub.public}/hub/login", timeout=30)
    form = {
        "username": person,
        "password": hub.secrets.text("login", "password"),
        "_xsrf": browser.cookies.get("_xsrf"),
    }
    answer = browser.post(f"{hub.public}/hub/login", data=form, params={"next": "/hub/home"}, timeout=30)
    answer.raise_for_status()
    return browser
