"""An edit of the profiles reaches a hub that runs, at the next start, and changes nothing else."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cluster import container
from conftest import ClusterHub
from people import PEOPLE, add_people, own_token
from processes import started_at
from rendered import Object, values
from starts import pods_of, start
from test_access import logged_in

OWN_CODE = "c.KubeSpawner.profile_list = [dict(each, description='Ours') for each in c.KubeSpawner.profile_list]"


def edited() -> dict[str, Any]:
    """values/cluster.yaml with another image, a new profile, and a removed one that it follows."""
    content = values("cluster")
    profiles = content["singleuser"]["profileList"]
    slim = next(each for each in profiles if each["slug"] == "open")["profile_options"]["image"]["choices"]["slim"]
    slim["kubespawner_override"]["image"] = "registry.example.org/slim:2"
    gone = [each for each in profiles if each["slug"] not in ("operations", "gpu")]
    new = {
        "display_name": "New",
        "slug": "new",
        "aliases": ["operations"],
        "kubespawner_override": {"image": "new:1"},
    }
    content["singleuser"]["profileList"] = [*gone, new]
    return content


def image_of(hub: ClusterHub, person: str, server: str, options: dict[str, Any]) -> str:
    """The image of the pod that a start makes, or the hub's words where it makes none."""
    before = len(pods_of(hub, person, server))
    word = start(hub, person, server, options, own_token(hub, person))
    pods = pods_of(hub, person, server)[before:]
    return container(pods[0])["image"] if pods else word


def form(hub: ClusterHub, person: str) -> str:
    return logged_in(hub, person).get(f"{hub.public}/hub/spawn", timeout=30).text


def template(hub: ClusterHub) -> Object:
    return hub.rendered.object("Deployment", "hub")["spec"]["template"]


@pytest.fixture
def own_hub(make_hub: Callable[[dict[str, Any]], ClusterHub], request: pytest.FixtureRequest) -> Iterator[ClusterHub]:
    """A hub of its own for each test, with the code of users that a test asks for."""
    content = values("cluster")
    content["hub"]["extraConfig"] = copy.deepcopy(getattr(request, "param", {}))
    with make_hub(content) as running:
        add_people(running, PEOPLE)
        yield running


def test_an_edit_counts_at_the_next_start(own_hub: ClusterHub) -> None:
    hub = own_hub
    slim = {"profile": "open", "image": "slim"}
    born, before = started_at(hub.process.pid), template(hub)
    assert image_of(hub, "dee", "e1", slim) == "registry.example.org/slim:1"
    page = form(hub, "dee")
    assert "Operations" in page and "Open to all" in page
    # Only what she may start, and of its choices those that she may take.
    assert "GPU" not in page and "Retired" not in page
    assert "Full" in page and "Full" not in form(hub, "eve")

    hub.edit(edited())
    assert template(hub) == before
    page = form(hub, "dee")
    assert ">New<" in page.replace(" ", "").replace("\n", "") and "Operations" not in page
    assert image_of(hub, "dee", "e2", slim) == "registry.example.org/slim:2"
    assert image_of(hub, "dee", "e3", {"profile": "new"}) == "new:1"
    # What she chose before is gone, and has a follower ...
    assert image_of(hub, "dee", "e4", {"profile": "operations"}) == "new:1"
    # ... and this has none.
    assert "There is no profile 'gpu'" in image_of(hub, "cem", "e5", {"profile": "gpu"})
    # A server that was there before uses the new list when it starts again.
    assert image_of(hub, "dee", "e1", slim) == "registry.example.org/slim:2"
    assert started_at(hub.process.pid) == born is not None


@pytest.mark.parametrize("own_hub", [{"ours": OWN_CODE}], indirect=True)
def test_a_list_that_users_code_changed_stays_until_the_hub_restarts(own_hub: ClusterHub) -> None:
    hub = own_hub
    slim = {"profile": "open", "image": "slim"}
    content = edited()
    content["hub"]["extraConfig"] = {"ours": OWN_CODE}
    hub.edit(content)
    assert image_of(hub, "dee", "o1", slim) == "registry.example.org/slim:1"
    assert "Operations" in form(hub, "dee")
    hub.process.stop()
    hub.start()
    assert image_of(hub, "dee", "o2", slim) == "registry.example.org/slim:2"
    page = form(hub, "dee")
    assert "Operations" not in page and "Ours" in page


def test_starts_while_the_list_is_edited_all_use_one_or_the_other(own_hub: ClusterHub) -> None:
    hub = own_hub
    contents = [values("cluster"), edited()]
    over = threading.Event()

    def edit() -> None:
        # Only the files: applying objects would make it slow.
        rendered = [hub.edit(each) for each in contents]
        while not over.is_set():
            for each in rendered:
                hub.mounted.update(each)

    editing = threading.Thread(target=edit)
    editing.start()
    try:
        options = {"profile": "open", "image": "slim"}
        with ThreadPoolExecutor() as pool:
            images = set(pool.map(lambda number: image_of(hub, "dee", f"s{number}", options), range(20)))
    finally:
        over.set()
        editing.join()
    assert images <= {"registry.example.org/slim:1", "registry.example.org/slim:2"}
