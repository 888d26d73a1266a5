"""The real API server takes every object of every example, and what `podSecurity` promises holds for every Pod."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import yaml
from cluster import Cluster, kubectl
from command import answer, project, synth
from rendered import ROOT, Object, Rendered

EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir())
OWN = "restricted-everything"
PROFILES = ("minimal", "base", "datascience", "pyspark", "pytorch", "tensorflow", "buun-stack", "buun-stack-cuda")
STRICT = ("--server-side", "--dry-run=server", "--validate=strict", "--force-conflicts", "-f", "-")


def every_object(rendered: Rendered) -> list[Object]:
    return [
        each
        for path in sorted(rendered.folder.rglob("*.yaml"))
        for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))
        # For kustomize, not for a cluster.
        if each and not each["apiVersion"].startswith("kustomize.")
    ]


def namespace(name: str) -> None:
    kubectl("apply", "-f", "-", given=json.dumps({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_api_server_takes_every_object(cluster: Cluster, example: str) -> None:
    """With strict validation, custom resources by their own definitions (`cluster.sh --crds --eso`)."""
    for hub in sorted((ROOT / "examples" / example / "dist").iterdir()):
        objects = every_object(Rendered(hub))
        for each in objects:
            if each["kind"] == "Namespace":
                namespace(each["metadata"]["name"])
        said = kubectl("apply", *STRICT, given=yaml.safe_dump_all(objects))
        assert said.count("serverside-applied") == len(objects) > 1


def test_a_field_that_a_definition_does_not_know_is_refused(cluster: Cluster) -> None:
    """So the test above can fail."""
    hub = Rendered(ROOT / "examples" / "everything" / "dist" / "lab")
    namespace("lab")
    monitor = hub.object("ServiceMonitor", "hub")
    monitor["spec"]["endpoint"] = monitor["spec"].pop("endpoints")
    said = kubectl("apply", *STRICT, given=yaml.safe_dump(monitor), accepted=(1,))
    assert said == ""


class Restricted:
    """The example with everything, and all profiles, in a namespace that the API server guards."""

    def __init__(self, cluster: Cluster, rendered: Rendered, spawns: list[Object]) -> None:
        self.cluster, self.rendered, self.spawns = cluster, rendered, spawns

    def templates(self) -> Iterator[tuple[str, Object]]:
        for kind in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
            for each in self.rendered.objects(kind):
                yield f"{kind} {each['metadata']['name']}", each["spec"]["template"]["spec"]

    def refusal(self, spec: Object) -> str:
        # A claim or Secret that is not there is nothing to admission; an account is.
        metadata = {"generateName": "try-", "namespace": OWN}
        pod = {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec}
        return self.cluster.refusal(OWN, pod)


@pytest.fixture(scope="module")
def restricted(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restricted]:
    config = yaml.safe_load((ROOT / "examples" / "everything" / "config" / "lab.yaml").read_text(encoding="utf-8"))
    config |= {"namespace": OWN, "podSecurity": "restricted"}
    del config["nodePools"]
    config["profiles"] = {**dict.fromkeys(PROFILES, True), "datascience": {"gpu": False}}
    folder = project(tmp_path_factory.mktemp("restricted"), yaml.safe_dump(config))
    rendered = synth(folder)
    report = answer("check", "hub", cwd=folder)
    assert report["ok"], report
    accounts = [each for each in rendered.objects("ServiceAccount") if each["metadata"]["namespace"] == OWN]
    device = {"apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass", "metadata": {"name": "nvidia"}}
    cluster.apply([*rendered.objects("Namespace"), *accounts, {**device, "handler": "nvidia"}])
    try:
        yield Restricted(cluster, rendered, report["hubs"][0]["spawns"])
    finally:
        kubectl("delete", "namespace", OWN, "--wait=false")
        kubectl("delete", "runtimeclass", "nvidia")


def test_pods_of_the_hub_are_let_in(restricted: Restricted) -> None:
    found = {name: restricted.refusal(spec) for name, spec in restricted.templates()}
    assert set(found.values()) == {""}, found
    assert len(found) == 5


def test_pods_of_users_are_let_in_with_every_profile(restricted: Restricted) -> None:
    found = [restricted.refusal(each["pod"]["spec"]) for each in restricted.spawns]
    assert set(found) == {""}
    assert {each["profile"] for each in restricted.spawns} >= set(PROFILES)


@pytest.mark.parametrize(
    "worse",
    [
        {"securityContext": {"privileged": True, "allowPrivilegeEscalation": True}},
        {"securityContext": {"allowPrivilegeEscalation": True}},
        {"securityContext": {"runAsUser": 0}},
        {"ports": [{"containerPort": 80, "hostPort": 80}]},
    ],
)
def test_the_namespace_refuses_what_is_not_restricted(restricted: Restricted, worse: Object) -> None:
    """The API server's own judgement, so that the tests above can fail."""
    _, spec = next(iter(restricted.templates()))
    container = spec["containers"][0]
    context = {**container.get("securityContext", {}), **worse.get("securityContext", {})}
    bad = {**spec, "containers": [{**container, **worse, "securityContext": context}]}
    assert 'violates PodSecurity "restricted:' in restricted.refusal(bad)
