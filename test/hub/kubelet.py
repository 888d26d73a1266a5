"""What a kubelet does with a user's pod, on this machine: the notebook's container as a process, at the pod's address.

The test cluster's pods have addresses of the loopback network (test/cluster), so hub and proxy reach a server where the
API server says that it is.
"""

from __future__ import annotations

import base64
import os
import re
from pathlib import Path

from cluster import Cluster, container
from mcp_hub import SYSTEM, write_pod_files
from processes import Process, wait_for
from rendered import ROOT, Object, Rendered


class Kubelet:
    """Runs pods with the programs of one environment, `image`."""

    def __init__(self, cluster: Cluster, image: Path, folder: Path) -> None:
        self._cluster, self._image, self._folder = cluster, image, folder

    def run(self, pod: Object, rendered: Rendered) -> Process:
        """Puts the pod on a node, as the user scheduler would, and starts its notebook."""
        name = pod["metadata"]["name"]
        self._cluster.bind(name, "node-0")
        wait_for(f"an address for {name}", lambda: self._address(name))
        write_pod_files(rendered, self._folder / "files")
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        return Process(self._command(pod), self._folder / f"{name}.log", self._environment(pod), home)

    def _address(self, name: str) -> str:
        return str(self._cluster.get("pods", name)["status"].get("podIP", ""))

    def _command(self, pod: Object) -> list[str]:
        program, *arguments = container(pod)["args"]
        # Tests may run as root; images do not.
        return [str(self._image / "bin" / program), *arguments, *(["--allow-root"] if os.getuid() == 0 else [])]

    def _environment(self, pod: Object) -> dict[str, str]:
        image = {
            "PATH": f"{self._image / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self._folder / "home"),
            # Mounts of the system's folders, and the wheel of the images.
            "JUPYTER_CONFIG_PATH": str(self._folder / "files" / SYSTEM.lstrip("/")),
            "PYTHONPATH": str(ROOT / "python" / "buunstack" / "src"),
        }
        variables = {each["name"]: self._value(each) for each in container(pod)["env"]}
        # All addresses of the pod are this one.
        address = self._address(pod["metadata"]["name"])
        variables["JUPYTERHUB_SERVICE_URL"] = re.sub(
            r"(?<=://)(0\.0\.0\.0|\[::\]|)(?=:)", address, variables["JUPYTERHUB_SERVICE_URL"]
        )
        return {**image, **variables}

    def _value(self, variable: Object) -> str:
        # The API server leaves out what is empty.
        if "valueFrom" not in variable:
            return str(variable.get("value", ""))
        reference = variable["valueFrom"]["secretKeyRef"]
        wait_for(f"the Secret {reference['name']}", lambda: reference["name"] in self._cluster.names("secrets"))
        data = self._cluster.get("secrets", reference["name"])["data"]
        return base64.b64decode(data[reference["key"]]).decode()
