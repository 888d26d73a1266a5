"""Every image that the real KubeSpawner puts into a Pod is pulled on the nodes where that Pod runs, and no other is."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import answer, project, synth
from rendered import Object

NODE_POOLS: Object = {
    "cpu": {"labels": {"pool": "cpu"}, "gpu": False},
    "gpu": {"labels": {"pool": "gpu"}, "gpu": True},
}

# Images come from: a profile, a choice, a choice that changes the profile's init container, containers of all servers.
CONFIG = """
name: lab
login: { keycloak: { url: https://auth.example.com, realm: lab, allow: { all: true } } }
host: lab.example.com
nodePools:
  - { name: cpu, allocatable: { cpu: 8, memory: 32Gi }, labels: { pool: cpu } }
  - name: gpu
    allocatable: { cpu: 8, memory: 64Gi, nvidia.com/gpu: 2 }
    labels: { pool: gpu }
    taints: [{ key: nvidia.com/gpu }]
gpu: { tolerations: [{ key: nvidia.com/gpu, operator: Exists }] }
profiles:
  minimal: { gpu: false }
  datascience: { gpu: false, node: { pool: cpu, part: 1/2 } }
  pytorch: true
  custom:
    - name: many
      displayName: Many
      gpu: false
      image: lab/many:1
      override: { init_containers: [{ name: first, image: "lab/first:1" }] }
      options:
        image:
          display_name: Image
          choices:
            a: { display_name: A, default: true, kubespawner_override: { image: "lab/a:1" } }
            b:
              display_name: B
              kubespawner_override: { image: "lab/b:1", init_containers: [{ name: second, image: "lab/second:1" }] }
            c:
              display_name: C, with a device
              kubespawner_override:
                image: lab/c:1
                extra_resource_limits: { nvidia.com/gpu: "1" }
                extra_resource_guarantees: { nvidia.com/gpu: "1" }
                tolerations: [{ key: nvidia.com/gpu, operator: Exists }]
jupyterhub:
  singleuser:
    extraContainers: [{ name: side, image: "lab/side:1" }]
"""


def images(spec: Object) -> set[str]:
    return {each["image"] for each in [*spec["containers"], *(spec.get("initContainers") or [])]}


def wants_device(spec: Object) -> bool:
    limits = [each.get("resources", {}).get("limits") or {} for each in spec["containers"]]
    return any("nvidia.com/gpu" in each for each in limits)


def runs_on(spec: Object, pool: Object) -> bool:
    """By label and device, which is all that these pools differ in: who tolerates the taint may run on both."""
    selector = spec.get("nodeSelector") or {}
    if not selector.items() <= pool["labels"].items():
        return False
    if not pool["gpu"]:
        return not wants_device(spec)
    return any(each.get("key") == "nvidia.com/gpu" for each in spec.get("tolerations") or [])


@pytest.mark.parametrize("pool", NODE_POOLS)
def test_what_can_start_is_what_is_pulled(tmp_path: Path, pool: str) -> None:
    folder = project(tmp_path, CONFIG)
    report = answer("check", "hub", cwd=folder)
    pods = [row["pod"]["spec"] for row in report["hubs"][0]["spawns"]]
    wanted = set().union(*(images(spec) for spec in pods if runs_on(spec, NODE_POOLS[pool])))
    puller = synth(folder).object("DaemonSet", f"continuous-image-puller-{pool}")
    spec = puller["spec"]["template"]["spec"]
    assert spec["nodeSelector"] == NODE_POOLS[pool]["labels"]
    assert {each["image"] for each in spec["initContainers"]} == wanted
    assert len(wanted) > 4
