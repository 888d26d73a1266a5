"""The file tree of a hub's container, as the kubelet would make it."""

from __future__ import annotations

from pathlib import Path

import yaml
from mounted import Mounted, Secrets, write_folder
from rendered import NAMESPACE, render

CONTENT = {
    "hub": {"config": {"DummyAuthenticator": {"password": {"secret": {"name": "login", "key": "password"}}}}},
    "singleuser": {"profileList": [{"display_name": "One"}]},
}


def test_a_folder_is_swapped_at_once(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.yaml": "1", "sub/b": "2"})
    before = (tmp_path / "..data").readlink()
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "sub" / "b").read_text() == "2"
    write_folder(tmp_path, {"a.yaml": "3", "c": "4"})
    assert (tmp_path / "..data").readlink() != before
    assert (tmp_path / "a.yaml").read_text() == "3"
    assert sorted(each.name for each in tmp_path.iterdir() if not each.name.startswith("..")) == [
        "a.yaml",
        "c",
    ]


def test_the_tree_is_that_of_the_deployment(tmp_path: Path) -> None:
    known = Secrets()
    mounted = Mounted(render(CONTENT, tmp_path / "first"), tmp_path / "root", known)
    home = mounted.path("/usr/local/etc/jupyterhub")
    assert (home / "jupyterhub_config.py").is_file()
    assert not (home / "jupyterhub_config.py").is_symlink()
    assert (home / "secret-refs" / "login" / "password").read_text() == known.text("login", "password")
    token = mounted.environment()["CONFIGPROXY_AUTH_TOKEN"]
    assert token == known.text("hub", "hub.config.ConfigurableHTTPProxy.auth_token")
    assert mounted.environment()["POD_NAMESPACE"] == NAMESPACE


def test_an_edit_reaches_folders_but_not_single_files(tmp_path: Path) -> None:
    mounted = Mounted(render(CONTENT, tmp_path / "first"), tmp_path / "root", Secrets())
    home = mounted.path("/usr/local/etc/jupyterhub")
    second = render({**CONTENT, "singleuser": {"profileList": [{"display_name": "Two"}]}}, tmp_path / "second")
    code = second.folder / "workload" / "hub" / "config-map.hub.yaml"
    changed = yaml.safe_load(code.read_text(encoding="utf-8"))
    changed["data"]["z2jh.py"] = "# new"
    code.write_text(yaml.safe_dump(changed), encoding="utf-8")
    mounted.update(second)
    assert "Two" in (home / "spawn" / "profiles.yaml").read_text()
    assert (home / "config" / "z2jh.py").read_text() == "# new"
    assert (home / "z2jh.py").read_text() != "# new"
