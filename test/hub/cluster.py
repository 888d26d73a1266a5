"""The API server of the test cluster (test/cluster), and what it has seen of users' pods."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import requests
import yaml
from processes import Process, free_port
from rendered import NAMESPACE, Object

Server = tuple[str, str]


def kubectl(*arguments: str, given: str = "", accepted: tuple[int, ...] = (0,)) -> str:
    """Runs kubectl as the cluster's administrator."""
    command = [os.environ.get("KUBECTL", "kubectl"), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode in accepted, done.stderr
    return done.stdout


class Cluster:
    """The API server without a login, through `kubectl proxy`. Keeps every user pod that was ever there."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        kubectl_command = os.environ.get("KUBECTL", "kubectl")
        self._proxy = Process([kubectl_command, "proxy", f"--port={port}"], folder / "kubectl-proxy.log")
        self._url = f"http://127.0.0.1:{port}"
        self.seen: dict[Server, list[Object]] = {}
        self.running: set[Server] = set()

    def __enter__(self) -> Cluster:
        self._proxy.ready("kubectl proxy", self._answers)
        self.apply([{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}}])
        for kind, note in (("pods", self._note_pod), ("persistentvolumeclaims", self._provide)):
            threading.Thread(target=self._watch, args=(kind, note), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._proxy.stop()

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self._url}/readyz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def apply(self, objects: Iterable[Object]) -> None:
        """Applies objects on the server's side, as Flux does."""
        text = yaml.safe_dump_all(objects)
        kubectl("apply", "--server-side", "--force-conflicts", "--validate=strict", "-f", "-", given=text)

    def names(self, kind: str) -> list[str]:
        """Names of the objects of a kind, such as `pods`."""
        answer = requests.get(f"{self._url}/api/v1/namespaces/{NAMESPACE}/{kind}", timeout=10)
        return [each["metadata"]["name"] for each in answer.json()["items"]]

    def get(self, kind: str, name: str) -> Object:
        return requests.get(f"{self._url}/api/v1/namespaces/{NAMESPACE}/{kind}/{name}", timeout=10).json()

    def bind(self, pod: str, node: str) -> None:
        """Puts a pod on a node, as a scheduler does."""
        target = {"apiVersion": "v1", "kind": "Node", "name": node}
        binding = {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": pod}, "target": target}
        url = f"{self._url}/api/v1/namespaces/{NAMESPACE}/pods/{pod}/binding"
        requests.post(url, json=binding, timeout=10).raise_for_status()

    def refusal(self, namespace: str, pod: Object) -> str:
        """Why the API server would not take a Pod; empty where it would."""
        url = f"{self._url}/api/v1/namespaces/{namespace}/pods"
        answer = requests.post(url, json=pod, params={"dryRun": "All", "fieldValidation": "Strict"}, timeout=30)
        return "" if answer.ok else answer.json()["message"]

    def _watch(self, kind: str, note: Callable[[str, Object], None]) -> None:
        url = f"{self._url}/api/v1/namespaces/{NAMESPACE}/{kind}"
        with requests.get(url, params={"watch": "1"}, stream=True, timeout=None) as answer:
            try:
                for line in answer.iter_lines():
                    event = json.loads(line)
                    note(event["type"], event["object"])
            except requests.RequestException:
                return  # the proxy was ended

    def _note_pod(self, change: str, pod: Object) -> None:
        annotations = pod["metadata"].get("annotations") or {}
        if "hub.jupyter.org/username" not in annotations:
            return
        server = annotations["hub.jupyter.org/username"], annotations.get("hub.jupyter.org/servername", "")
        if change == "ADDED":
            self.seen.setdefault(server, []).append(pod)
        if pod["status"].get("phase") == "Running":
            self.running.add(server)

    def _provide(self, change: str, claim: Object) -> None:
        """A volume for each claim, as a storage class would make: without one its pod is never scheduled."""
        if change != "ADDED":
            return
        spec = {
            "capacity": claim["spec"]["resources"]["requests"],
            "accessModes": claim["spec"]["accessModes"],
            "claimRef": {"namespace": NAMESPACE, "name": claim["metadata"]["name"]},
            "hostPath": {"path": "/nowhere"},
        }
        volume = {"apiVersion": "v1", "kind": "PersistentVolume", "spec": spec}
        volume["metadata"] = {"name": f"test-{claim['metadata']['uid']}"}
        requests.post(f"{self._url}/api/v1/persistentvolumes", json=volume, timeout=10)


def service_account_kubeconfig(folder: Path, account: str) -> Path:
    """A kubeconfig with the rights of a service account, as its pod has them."""
    token = kubectl("create", "token", account, "--namespace", NAMESPACE).strip()
    config = yaml.safe_load(kubectl("config", "view", "--raw", "--flatten"))
    config["users"][0]["user"] = {"token": token}
    path = folder / "hub.kubeconfig"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    path.chmod(0o600)
    return path


def container(pod: Object) -> Object:
    """The notebook's container of a user pod."""
    return pod["spec"]["containers"][0]


def variables(pod: Object) -> dict[str, str]:
    """Variables of the notebook's container, without JupyterHub's own."""
    own = re.compile(r"JUPYTER|JPY_|MEM_|CPU_")
    return {each["name"]: each.get("value", "") for each in container(pod)["env"] if not own.match(each["name"])}
