"""What the hub's container sees: the volumes of the rendered Deployment as a file tree, and its environment.

Folders of ConfigMaps and Secrets are as the kubelet makes them: links into a `..data` folder, which an edit
swaps at once. A `subPath` mount is a plain file that no edit reaches.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rendered import NAMESPACE, Object, Rendered


class Secrets:
    """The content of every Secret that a hub refers to: 32 random bytes in hexadecimal for each key."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}

    def text(self, name: str, key: str) -> str:
        return self._texts.setdefault((name, key), secrets.token_hex(32))

    def set(self, name: str, key: str, text: str) -> None:
        self._texts[name, key] = text


class Mounted:
    """The container of the hub's Deployment below a folder that stands for `/`."""

    def __init__(self, rendered: Rendered, root: Path, known: Secrets) -> None:
        self.root = root
        self._secrets = known
        self._mount(rendered, first=True)

    def secret(self, name: str, key: str) -> str:
        """A text of a Secret."""
        return self._secrets.text(name, key)

    def path(self, mounted: str) -> Path:
        """Where a path of the container lies."""
        return self.root / mounted.lstrip("/")

    def update(self, rendered: Rendered) -> None:
        """What the kubelet does after an edit of the objects: folders change, subPath files do not."""
        self._mount(rendered, first=False)

    def arguments(self) -> list[str]:
        """The container's command line, with paths below the root."""
        return [
            str(self.path(each)) if each.startswith("/usr/local/etc/") else each for each in self._container["args"]
        ]

    def environment(self) -> dict[str, str]:
        """The container's variables."""
        return {each["name"]: self._variable(each) for each in self._container["env"]}

    def _variable(self, variable: Mapping[str, Any]) -> str:
        if "value" in variable:
            return variable["value"]
        source = variable["valueFrom"]
        if "secretKeyRef" in source:
            return self._secrets.text(source["secretKeyRef"]["name"], source["secretKeyRef"]["key"])
        assert source["fieldRef"]["fieldPath"] == "metadata.namespace", variable
        return NAMESPACE

    def _mount(self, rendered: Rendered, first: bool) -> None:
        pod = rendered.object("Deployment", "hub")["spec"]["template"]["spec"]
        self._container = next(each for each in pod["containers"] if each["name"] == "hub")
        volumes = {each["name"]: each for each in pod["volumes"]}
        # Outer folders first, as the container runtime does.
        for mount in sorted(self._container["volumeMounts"], key=lambda each: len(each["mountPath"])):
            place = self.path(mount["mountPath"])
            files = self._files(rendered, volumes[mount["name"]])
            if files is None:
                place.mkdir(parents=True, exist_ok=True)
            elif "subPath" not in mount:
                write_folder(place, files)
            elif first:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(files[mount["subPath"]], encoding="utf-8")

    def _files(self, rendered: Rendered, volume: Object) -> dict[str, str] | None:
        """Paths and texts of a volume; None for one that begins empty."""
        if "projected" in volume:
            joined: dict[str, str] = {}
            for source in volume["projected"]["sources"]:
                joined |= self._files(rendered, source) or {}
            return joined
        if "configMap" in volume:
            data = rendered.object("ConfigMap", volume["configMap"]["name"])["data"]
            items = volume["configMap"].get("items") or [{"key": key, "path": key} for key in data]
            return {item["path"]: data[item["key"]] for item in items}
        if "secret" in volume:
            # `secretName` in a volume of its own, `name` in a projected one.
            name = volume["secret"].get("secretName") or volume["secret"]["name"]
            return {item["path"]: self._secrets.text(name, item["key"]) for item in volume["secret"]["items"]}
        assert "persistentVolumeClaim" in volume or "emptyDir" in volume, volume
        return None


def write_folder(place: Path, files: Mapping[str, str]) -> None:
    """Writes a folder, or changes it, as the kubelet does."""
    place.mkdir(parents=True, exist_ok=True)
    version = place / f"..{secrets.token_hex(6)}"
    for path, text in files.items():
        (version / path).parent.mkdir(parents=True, exist_ok=True)
        (version / path).write_text(text, encoding="utf-8")
    version.mkdir(exist_ok=True)
    link = place / "..data_tmp"
    link.symlink_to(version.name)
    os.replace(link, place / "..data")
    tops = {path.split("/")[0] for path in files}
    for top in tops - {each.name for each in place.iterdir()}:
        (place / top).symlink_to(f"..data/{top}")
    for gone in place.iterdir():
        if gone.is_symlink() and not gone.exists():
            gone.unlink()
