"""A folder that stands for /usr/local/etc/jupyterhub, and the modules of the hub that look into it."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY

HUB = Path(__file__).parent.parent
MODULES = tuple(file.stem for file in HUB.glob("*.py"))


class Home:
    """The files that are mounted for the hub."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for file in HUB.glob("*.py"):
            shutil.copy(file, folder)
        self.document("values/values.yaml", {"hub": {}, "singleuser": {}})
        self.document("config/traits.yaml", {"CryptKeeper": {"keys": {"secret": {"name": "hub", "key": "keys"}}}})
        self.document("config/values-to-traits.yaml", {})
        self.document("spawn/profiles.yaml", [])
        for name in ("hub", "singleuser", "proxy-api"):
            self.text(f"config/{name}", name)
        self.text("config/hub-existing-secret", "mine")
        self.text("secret/keys", "a;b")

    def text(self, path: str, text: str) -> None:
        """Writes a file."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def document(self, path: str, content: Any) -> None:
        """Writes a YAML file."""
        self.text(path, yaml.safe_dump(content))

    def load(self) -> Any:
        """The configuration that the real loader makes of jupyterhub_config.py."""
        from traitlets.config.loader import PyFileConfigLoader

        return PyFileConfigLoader("jupyterhub_config.py", path=str(self.folder)).load_config()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """A minimal hub; modules are loaded anew from its folder."""
    monkeypatch.setenv("KUBECONFIG", str(kubeconfig(tmp_path)))
    folder = tmp_path / "jupyterhub"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    forget()
    yield Home(folder)
    forget()


@pytest.fixture
def z2jh(home: Home) -> Callable[[], Any]:
    """The module as it is after the files were written."""
    return lambda: importlib.import_module("z2jh")


def forget() -> None:
    """Every hub has modules of its own."""
    for name in MODULES:
        module = sys.modules.pop(name, None)
        if name == "vault_metrics" and module is not None:
            # Prometheus refuses a second gauge of one name.
            REGISTRY.unregister(module.EXPIRY)


def kubeconfig(folder: Path) -> Path:
    """KubeSpawner reads one, though nothing is asked of a cluster."""
    path = folder / "kubeconfig"
    cluster = [{"name": "n", "cluster": {"server": "http://127.0.0.1:1"}}]
    context = [{"name": "n", "context": {"cluster": "n", "user": "n"}}]
    path.write_text(
        yaml.safe_dump(
            {
                "apiVersion": "v1",
                "kind": "Config",
                "clusters": cluster,
                "contexts": context,
                "users": [{"name": "n", "user": {}}],
                "current-context": "n",
            }
        )
    )
    return path
