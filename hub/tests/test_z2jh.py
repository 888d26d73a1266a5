"""The helpers that users' hub code calls."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

SECRET = {"secret": {"name": "hub", "key": "hub.db.password"}}


def test_null_is_a_value_and_only_a_missing_key_gives_the_default(home, z2jh):
    home.document("values/values.yaml", {"a": {"null": None, "text": "x", "false": False}})
    get = z2jh().get_config
    assert get("a.null", 1) is None
    assert get("a.false", 1) is False
    assert get("a.missing", 1) == 1
    assert get("a.text.below", 1) == 1
    assert get("b") is None


def test_what_code_changes_it_finds_changed(home, z2jh):
    home.document("values/values.yaml", {"a": {"list": [1]}})
    z2jh().get_config("a.list").append(2)
    assert z2jh().get_config("a") == {"list": [1, 2]}


def test_references_are_read_from_files_wherever_they_stand(home, z2jh):
    home.document(
        "values/values.yaml",
        {"hub": {"db": {"password": SECRET}, "list": [{"x": {"secret": {"name": "other", "key": "k"}}}]}},
    )
    home.text("secret/hub.db.password", "pass\n")
    home.text("secret-refs/other/k", "value")
    get = z2jh().get_config
    assert get("hub.db.password") == "pass"
    assert get("hub") == {"db": {"password": "pass"}, "list": [{"x": "value"}], "extraConfig": {}}


def test_a_reference_without_a_file_says_which(home, z2jh):
    home.document("values/values.yaml", {"a": SECRET, "b": 1})
    assert z2jh().get_config("b") == 1
    with pytest.raises(KeyError, match=r"Secret hub has no key hub\.db\.password"):
        z2jh().get_config("a")


def test_a_map_that_only_looks_like_a_reference_is_one_no_more(home, z2jh):
    values = {"a": {"secret": {"secretName": "x"}}, "b": {"secret": {"name": "x", "key": "k"}, "more": 1}}
    home.document("values/values.yaml", values)
    assert z2jh().get_config("a") == values["a"]
    assert z2jh().get_config("b") == values["b"]


def test_the_existing_secret_comes_first(home, z2jh):
    home.document("values/values.yaml", {"a": SECRET, "b": {"x": 1, "y": 2}, "list": [1, 2]})
    home.text("secret/hub.db.password", "generated")
    home.text("existing-secret/hub.db.password", "mine")
    home.document("existing-secret/values.yaml", {"b": {"y": 3}, "list": [3]})
    module = z2jh()
    assert module.get_secret_value("hub.db.password") == "mine"
    assert module.get_config("a") == "mine"
    assert module.get_config("b") == {"x": 1, "y": 3}
    assert module.get_config("list") == [3]


def test_a_secret_that_is_nowhere(home, z2jh):
    assert z2jh().get_secret_value("nope", None) is None
    assert z2jh().get_secret_value("nope", "x") == "x"
    with pytest.raises(KeyError):
        z2jh().get_secret_value("nope")


def test_names_and_the_variables_of_services(home, z2jh, monkeypatch):
    home.text("config/proxy-api", "lab-proxy-api")
    monkeypatch.setenv("LAB_PROXY_API_SERVICE_PORT", "8001")
    assert z2jh().get_name("proxy-api") == "lab-proxy-api"
    assert z2jh().get_name_env("proxy-api", "_SERVICE_PORT") == "8001"


def test_only_what_is_set_becomes_a_trait(home, z2jh):
    home.document("values/values.yaml", {"a": 0, "b": None})
    section = SimpleNamespace()
    for trait, key in (("x", "a"), ("y", "b"), ("z", "c")):
        z2jh().set_config_if_not_none(section, trait, key)
    assert vars(section) == {"x": 0}


def test_profiles_and_code_are_found_among_the_values(home, z2jh):
    home.document("spawn/profiles.yaml", [{"display_name": "A", "slug": "a"}, {"display_name": "B", "slug": "own"}])
    home.document("spawn/derived-slugs.yaml", ["a"])
    home.document("config/extra-config.yaml", {"x": "1"})
    assert z2jh().get_config("singleuser.profileList") == [
        {"display_name": "A"},
        {"display_name": "B", "slug": "own"},
    ]
    assert z2jh().get_config("hub.extraConfig.x") == "1"
