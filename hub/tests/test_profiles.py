"""Who may start what, and what saved choices mean."""

from __future__ import annotations

import pytest


@pytest.fixture
def profiles(home):
    import hub_profiles

    return hub_profiles


OPEN = {"slug": "open", "display_name": "Open", "default": True}
GROUP = {"slug": "group", "display_name": "G", "allow": {"groups": ["g"]}}
USER = {"slug": "user", "display_name": "U", "allow": {"users": ["ada"]}, "aliases": ["old"]}
CHOICES = {
    "slug": "choices",
    "display_name": "C",
    "profile_options": {
        "image": {
            "choices": {
                "all": {"display_name": "a", "default": True},
                "few": {"display_name": "f", "allow": {"groups": ["g"], "users": ["bob"]}},
            },
            "unlisted_choice": {"enabled": True, "validation_regex": "^ok/", "allow": {"groups": ["g"]}},
        }
    },
}


def slugs(profiles, name, *groups, of=(OPEN, GROUP, USER, CHOICES)):
    return [p["slug"] for p in profiles.permitted(of, profiles.Person(name, frozenset(groups)))]


@pytest.mark.parametrize(
    ("name", "groups", "expected"),
    [
        ("eve", [], ["open", "choices"]),
        ("eve", ["g"], ["open", "group", "choices"]),
        ("ada", [], ["open", "user", "choices"]),
        ("ada", ["g", "h"], ["open", "group", "user", "choices"]),
    ],
)
def test_profiles_of_each(profiles, name, groups, expected):
    assert slugs(profiles, name, *groups) == expected


@pytest.mark.parametrize("allow", [{}, None, {"groups": []}, {"users": []}, {"groups": None}])
def test_an_empty_allow_opens_to_nobody(profiles, allow):
    assert slugs(profiles, "ada", "g", of=[{"slug": "x", "allow": allow}]) == []


def test_choices_are_opened_one_by_one_and_nobody_sees_to_whom(profiles):
    [mine] = profiles.permitted([CHOICES], profiles.Person("eve", frozenset()))
    image = mine["profile_options"]["image"]
    assert list(image["choices"]) == ["all"]
    assert image["unlisted_choice"] == {"enabled": False, "validation_regex": "^ok/"}
    [theirs] = profiles.permitted([CHOICES], profiles.Person("eve", frozenset(["g"])))
    assert "allow" not in repr(theirs)
    assert list(theirs["profile_options"]["image"]["choices"]) == ["all", "few"]
    assert CHOICES["profile_options"]["image"]["unlisted_choice"]["enabled"] is True


def test_a_profile_with_an_option_of_which_nothing_is_open_is_not_open(profiles):
    closed = {"slug": "x", "profile_options": {"o": {"choices": {"a": {"allow": {"users": ["bob"]}}}}}}
    assert slugs(profiles, "eve", of=[closed]) == []
    assert slugs(profiles, "bob", of=[closed]) == ["x"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"profile": "old", "image": "x"}, {"profile": "user", "image": "x"}),
        ({"profile": "open"}, {"profile": "open"}),
        ({"profile": "gone"}, {"profile": "gone"}),
        ({}, {}),
        ({"profile": ["old"]}, {"profile": ["old"]}),
    ],
)
def test_saved_choices_get_the_slug_of_today(profiles, options, expected):
    assert profiles.renamed(options, [OPEN, USER]) == expected


def test_a_profile_without_a_slug_has_the_one_that_kubespawner_makes(profiles):
    written = [{"display_name": "My GPU", "aliases": ["gpu"]}]
    assert profiles.renamed({"profile": "gpu"}, written) == {"profile": "my-gpu"}
    assert profiles.renamed({"profile": "my-gpu"}, [{"display_name": "x", "aliases": ["my-gpu"]}, *written]) == {
        "profile": "my-gpu"
    }


def test_a_slug_of_today_is_no_alias(profiles):
    other = {"slug": "b", "aliases": ["open"]}
    assert profiles.renamed({"profile": "open"}, [other, OPEN]) == {"profile": "open"}


MINE = [
    OPEN,
    {
        "slug": "choices",
        "profile_options": {
            "image": {"choices": {"all": {}}, "unlisted_choice": {"enabled": True, "validation_regex": "^ok/"}},
            "size": {"choices": {"s": {}}, "unlisted_choice": {"enabled": False}},
        },
    },
]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"profile": ""},
        {"profile": "open", "garbage": [1]},
        {"profile": "choices", "image": "all"},
        {"profile": "choices", "image--unlisted-choice": "ok/x"},
        {"profile": "choices", "image": "", "size": None},
    ],
)
def test_what_is_open_passes(profiles, options):
    profiles.check(options, MINE)


@pytest.mark.parametrize(
    "options",
    [
        {"profile": "group"},
        {"profile": ["open"]},
        {"profile": {"slug": "open"}},
        {"profile": 1},
        {"profile": "choices", "image": "few"},
        {"profile": "choices", "image": ["all"]},
        {"profile": "choices", "image": {"all": 1}},
        {"profile": "choices", "image--unlisted-choice": "bad/x"},
        {"profile": "choices", "image--unlisted-choice": ["ok/x"]},
        {"profile": "choices", "size--unlisted-choice": "ok/x"},
    ],
)
def test_what_is_not_open_is_refused(profiles, options):
    with pytest.raises(profiles.Refused) as refused:
        profiles.check(options, MINE)
    assert refused.value.jupyterhub_message == str(refused.value)


def test_options_without_a_profile_are_those_of_the_default_one(profiles):
    mine = [{**MINE[1], "default": True}]
    with pytest.raises(profiles.Refused):
        profiles.check({"size--unlisted-choice": "x"}, mine)
    with pytest.raises(profiles.Refused):
        profiles.check({"size": "xl"}, mine)


def test_nobody_starts_a_server_where_no_profile_is_open(profiles):
    with pytest.raises(profiles.Refused, match="No profile is open to you"):
        profiles.check({}, [])
