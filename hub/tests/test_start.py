"""jupyterhub_config.py, loaded by the real loader."""

from __future__ import annotations

import os

import pytest

PROFILES = [{"display_name": "A", "slug": "a", "kubespawner_override": {"mem_limit": "1G"}}]


def test_traits_secrets_and_what_only_the_pod_knows(home, monkeypatch):
    monkeypatch.setenv("POD_NAMESPACE", "lab")
    home.document(
        "config/traits.yaml",
        {
            "CryptKeeper": {
                "keys": [{"secret": {"name": "hub", "key": "keys"}}, {"secret": {"name": "x", "key": "k"}}]
            },
            "JupyterHub": {"cookie_secret": {"secret": {"name": "hub", "key": "cookie"}}, "base_url": "/x/"},
            "My-Class": {"a": 1},
        },
    )
    home.text("secret/cookie", "00ff")
    home.text("secret-refs/x/k", "c")
    config = home.load()
    assert config.JupyterHub.cookie_secret == "00ff"
    assert config.JupyterHub.base_url == "/x/"
    assert config.CryptKeeper["keys"] == ["a", "b", "c"]
    assert config.KubeSpawner.namespace == "lab"
    assert config["My-Class"] == {"a": 1}


def test_without_a_namespace_it_is_the_default_one(home, monkeypatch):
    monkeypatch.delenv("POD_NAMESPACE", raising=False)
    assert home.load().KubeSpawner.namespace == "default"


def test_the_order_is_traits_files_code_by_key(home):
    home.document(
        "config/traits.yaml",
        {"CryptKeeper": {"keys": "k"}, "JupyterHub": {"a": "traits", "b": "traits", "c": "traits"}},
    )
    home.text("jupyterhub_config.d/2.py", "c.JupyterHub.b = 'file 2'\nseen = c.JupyterHub.a")
    home.text("jupyterhub_config.d/1.py", "c.JupyterHub.b = c.JupyterHub.c = 'file 1'")
    home.document("config/extra-config.yaml", {"b": "c.JupyterHub.d += 'b'", "a": "c.JupyterHub.d = seen + 'a'"})
    hub = home.load().JupyterHub
    assert (hub.a, hub.b, hub.c, hub.d) == ("traits", "file 2", "file 1", "traitsab")


def test_names_that_code_counts_on(home):
    names = (
        "c os sys re glob get_config get_name get_name_env get_secret_value set_config_if_not_none url_path_join client"
    )
    home.document(
        "config/extra-config.yaml", {"a": f"c.JupyterHub.there = [{', '.join(names.split())}]", "b": "import z2jh"}
    )
    assert len(home.load().JupyterHub.there) == len(names.split())


@pytest.mark.parametrize(("existing", "expected"), [(None, "generated"), ({"hub.db.password": "mine"}, "mine")])
def test_the_password_reaches_the_driver(home, monkeypatch, existing, expected):
    monkeypatch.setenv("PGPASSWORD", "before")
    home.document("config/environment.yaml", {"PGPASSWORD": {"secret": {"name": "hub", "key": "hub.db.password"}}})
    home.text("secret/hub.db.password", "generated")
    for key, text in (existing or {}).items():
        home.text(f"existing-secret/{key}", text)
    home.load()
    assert os.environ["PGPASSWORD"] == expected


def test_a_password_that_is_nowhere(home, monkeypatch):
    monkeypatch.delenv("PGPASSWORD", raising=False)
    home.document("config/environment.yaml", {"PGPASSWORD": {"secret": {"name": "hub", "key": "x"}}})
    with pytest.raises(KeyError):
        home.load()
    home.document("values/values.yaml", {"hub": {"existingSecret": "mine"}, "singleuser": {}})
    from conftest import forget

    forget()
    home.load()
    assert "PGPASSWORD" not in os.environ


def test_values_of_the_existing_secret_reach_traits(home):
    home.document("values/values.yaml", {"hub": {"config": {"A": {"m": {"x": 1}}}}, "singleuser": {"uid": 1}})
    home.document("config/traits.yaml", {"CryptKeeper": {"keys": "k"}, "KubeSpawner": {"uid": 1}, "A": {"m": {"x": 1}}})
    home.document("config/values-to-traits.yaml", {"singleuser.uid": ["KubeSpawner", "uid"]})
    home.document(
        "existing-secret/values.yaml",
        {
            "singleuser": {"uid": 2},
            "hub": {
                "config": {"A": {"m": {"y": 2}, "client_secret": "s"}, "JupyterHub": {"cookie_secret": "never"}},
                "extraConfig": {"x": "c.A.late = c.A.client_secret"},
            },
        },
    )
    config = home.load()
    assert config.KubeSpawner.uid == 2
    assert config.A == {"m": {"x": 1, "y": 2}, "client_secret": "s", "late": "s"}
    assert "cookie_secret" not in config.JupyterHub


def test_a_trait_is_the_value_that_code_changes(home):
    home.document("values/values.yaml", {"hub": {}, "singleuser": {"extraEnv": {"A": "1"}}})
    home.document("config/traits.yaml", {"CryptKeeper": {"keys": "k"}, "KubeSpawner": {"environment": {"A": "1"}}})
    home.document("config/values-to-traits.yaml", {"singleuser.extraEnv": ["KubeSpawner", "environment"]})
    home.document("config/extra-config.yaml", {"a": "get_config('singleuser.extraEnv')['B'] = '2'"})
    assert home.load().KubeSpawner.environment == {"A": "1", "B": "2"}


def profiles(home, code="", derived=("a",)):
    home.document(
        "config/traits.yaml", {"CryptKeeper": {"keys": "k"}, "JupyterHub": {"spawner_class": "kubespawner.KubeSpawner"}}
    )
    home.document("spawn/profiles.yaml", PROFILES)
    home.document("spawn/derived-slugs.yaml", list(derived))
    home.document("config/extra-config.yaml", {"a": code})
    return home.load()


def test_code_sees_the_profiles_as_they_were_written(home):
    config = profiles(home, "c.JupyterHub.seen = [dict(each) for each in c.KubeSpawner.profile_list]")
    assert config.JupyterHub.seen == [{key: value for key, value in PROFILES[0].items() if key != "slug"}]


@pytest.mark.parametrize("code", ["", "len(c.KubeSpawner.profile_list)", "c.KubeSpawner.mem_limit = '1G'"])
def test_a_list_that_was_left_alone_is_read_at_each_spawn(home, code):
    assert profiles(home, code).JupyterHub.spawner_class.read_profiles() == PROFILES


@pytest.mark.parametrize(
    "code",
    [
        "c.KubeSpawner.profile_list = [p for p in c.KubeSpawner.profile_list if p['display_name'] != 'A']",
        "c.KubeSpawner.profile_list[0]['default'] = True",
        "c.KubeSpawner.profile_list.append({'display_name': 'B'})",
        "c.KubeSpawner.profile_list = lambda spawner: []",
        "del c.KubeSpawner['profile_list']",
    ],
)
def test_a_list_that_code_changed_stays(home, code):
    assert profiles(home, code).JupyterHub.spawner_class.read_profiles is None


@pytest.mark.parametrize("setting", ["'kubespawner.KubeSpawner'", "__import__('kubespawner').KubeSpawner"])
def test_every_way_to_name_kubespawner(home, setting):
    cls = profiles(home, f"c.JupyterHub.spawner_class = {setting}").JupyterHub.spawner_class
    assert [each.__name__ for each in cls.__mro__][:3] == ["KubeSpawner", "ProfileSpawner", "KubeSpawner"]


def test_a_class_of_the_user_keeps_its_name(home):
    code = "from kubespawner import KubeSpawner\nclass Mine(KubeSpawner): pass\nc.JupyterHub.spawner_class = Mine"
    cls = profiles(home, code).JupyterHub.spawner_class
    assert cls.__qualname__ == "Mine"
    assert [each.__name__ for each in cls.__mro__][:4] == ["Mine", "ProfileSpawner", "Mine", "KubeSpawner"]


@pytest.mark.parametrize("setting", ["'simple'", "'kubespawner'", "'no.such.Class'", "'nothing'"])
def test_other_spawners_are_left_alone(home, setting):
    assert repr(profiles(home, f"c.JupyterHub.spawner_class = {setting}").JupyterHub.spawner_class) == setting
