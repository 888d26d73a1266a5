"""The rendered hub makes real pods and claims, with no more rights than its rendered role."""

from __future__ import annotations

import threading

import pytest
from cluster import container, kubectl, variables
from conftest import ClusterHub
from people import own_token
from processes import wait_for
from rendered import NAMESPACE
from starts import pods_of, start

BASE = {"BASE": "kept"}
# Who starts which profile, and what the profile says of the pod and its claim.
STARTS = {
    "open": ("eve", {}, {"image": "registry.example.org/slim:1", "limits": {}, "env": BASE}),
    "open, full": (
        "dee",
        {"image": "full"},
        {"image": "registry.example.org/full:1", "limits": {}, "env": {**BASE, "FULL": "1"}},
    ),
    "class": (
        "bob",
        {"size": "large"},
        {
            "image": "registry.example.org/class:1",
            "limits": {"memory": "8589934592"},
            "env": {**BASE, "COURSE": "bob"},
        },
    ),
    "gpu": (
        "cem",
        {"cards": "two"},
        {
            "image": "registry.example.org/base:1",
            "limits": {"nvidia.com/gpu": "2"},
            "env": {**BASE, "GPU": "1"},
        },
    ),
    "byo": (
        "fay",
        {"image--unlisted-choice": "registry.example.org/own:7"},
        {"image": "registry.example.org/own:7", "limits": {}, "env": BASE},
    ),
    "operations": (
        "dee",
        {},
        {
            "image": "registry.example.org/base:1",
            "limits": {"memory": "3221225472"},
            "env": BASE,
            "claim": "50Gi",
        },
    ),
}


@pytest.mark.parametrize("case", STARTS)
def test_a_profile_becomes_a_pod_and_a_claim(hub: ClusterHub, case: str) -> None:
    name, choices, expected = STARTS[case]
    server = "b-" + case.replace(", ", "-")
    options = {"profile": case.split(",", maxsplit=1)[0], **choices}
    words: list[str] = []
    starting = threading.Thread(target=lambda: words.append(start(hub, name, server, options, own_token(hub, name))))
    starting.start()
    wait_for(f"the pod of {case} runs", lambda: (name, server) in hub.cluster.running)
    starting.join(60)
    *_, pod = pods_of(hub, name, server)
    limits = container(pod).get("resources", {}).get("limits", {})
    assert container(pod)["image"] == expected["image"]
    assert limits == expected["limits"]
    assert variables(pod) == expected["env"]
    claim_name = f"claim-{name}--{server}"
    mounted = [
        each["persistentVolumeClaim"]["claimName"] for each in pod["spec"]["volumes"] if "persistentVolumeClaim" in each
    ]
    claim = hub.cluster.get("persistentvolumeclaims", mounted[0])
    assert claim["metadata"]["name"].startswith(claim_name[:10])
    assert claim["spec"]["resources"]["requests"]["storage"] == expected.get("claim", "10Gi")
    # Nothing answers in the pod: the start fails, the pod goes, and what the user saved stays.
    assert words and words[0].startswith("Spawn failed")
    wait_for("the pod is gone", lambda: pod["metadata"]["name"] not in hub.cluster.names("pods"))
    assert mounted[0] in hub.cluster.names("persistentvolumeclaims")


@pytest.mark.parametrize(
    "verb, what, allowed",
    [
        ("create", "pods", "yes"),
        ("delete", "pods", "yes"),
        ("create", "persistentvolumeclaims", "yes"),
        ("list", "events", "yes"),
        ("get", "secrets", "no"),
        ("create", "pods --subresource=exec", "no"),
        ("update", "configmaps", "no"),
    ],
)
def test_the_role_allows_what_is_needed_and_no_more(hub: ClusterHub, verb: str, what: str, allowed: str) -> None:
    account = f"--as=system:serviceaccount:{NAMESPACE}:hub"
    # With a "no" its exit status is 1.
    answer = kubectl("auth", "can-i", verb, *what.split(), "--namespace", NAMESPACE, account, accepted=(0, 1))
    assert answer.split()[0] == allowed
