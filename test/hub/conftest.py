"""Fixtures: the test cluster, and a hub that runs against it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cluster import Cluster, service_account_kubeconfig
from keycloak import Keycloak
from mounted import Mounted, Secrets
from people import PEOPLE, add_people
from rendered import Rendered, render, values
from running_hub import RunningHub


def pytest_configure() -> None:
    # So that fixtures end their processes on TERM as they do on Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="session")
def keycloak(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keycloak]:
    with Keycloak(tmp_path_factory.mktemp("keycloak") / "server") as running:
        yield running


class ClusterHub(RunningHub):
    """A hub with the rights of its rendered service account, whose values can be edited while it runs."""

    def __init__(
        self,
        cluster: Cluster,
        folder: Path,
        content: dict[str, Any],
        known: Secrets | None = None,
        extra_config: str = "",
    ) -> None:
        """`known`: what Secrets hold that others made."""
        self.cluster, self.secrets, self._edits = cluster, known or Secrets(), 0
        self.folder = folder
        self.rendered = self._render(content)
        mounted = Mounted(self.rendered, folder / "root", self.secrets)
        kubeconfig = service_account_kubeconfig(folder, "hub")
        super().__init__(mounted, folder, {"KUBECONFIG": str(kubeconfig)}, extra_config)
        self.token = self.secrets.text("hub", "hub.services.tester.apiToken")

    def _render(self, content: dict[str, Any]) -> Rendered:
        self._edits += 1
        return self._applied(render(content, self.folder / f"rendered-{self._edits}"))

    def _applied(self, rendered: Rendered) -> Rendered:
        kinds = ("ServiceAccount", "Role", "RoleBinding", "ConfigMap", "NetworkPolicy", "Service")
        self.cluster.apply(each for kind in kinds for each in rendered.objects(kind))
        return rendered

    def edit(self, content: dict[str, Any]) -> Rendered:
        """Applies other values, as far as an edit reaches a hub that runs."""
        self.rendered = self._render(content)
        self.mounted.update(self.rendered)
        return self.rendered


@pytest.fixture(scope="session")
def make_hub(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any]], ClusterHub]:
    """Makes a hub from values; it is started with `with`."""
    return lambda content: ClusterHub(cluster, tmp_path_factory.mktemp("hub"), content)


@pytest.fixture(scope="session")
def hub(make_hub: Callable[[dict[str, Any]], ClusterHub]) -> Iterator[ClusterHub]:
    """The hub of values/cluster.yaml with all people in it."""
    with make_hub(values("cluster")) as running:
        add_people(running, PEOPLE)
        yield running
