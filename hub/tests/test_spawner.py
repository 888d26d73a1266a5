"""The real KubeSpawner with profiles: fresh for each spawn, checked for each user, gone after a failure."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from traitlets.config import Config

BIG = {"display_name": "Big", "slug": "big", "kubespawner_override": {"mem_limit": "8G", "environment": {"A": "big"}}}
SMALL = {"display_name": "Small", "slug": "small", "default": True, "kubespawner_override": {"cpu_limit": 1}}
CLOSED = {"display_name": "Closed", "slug": "closed", "allow": {"groups": ["staff"]}}
MOVED = {"display_name": "Moved", "slug": "moved", "aliases": ["before"]}


@pytest.fixture
def make(home, monkeypatch):
    """Makes a spawner for a user of some groups; the list of profiles can be edited."""
    from jupyterhub.objects import Hub
    from kubespawner import KubeSpawner

    from hub_spawner import with_profiles

    monkeypatch.setattr("kubespawner.spawner.shared_client", lambda kind: None)

    def spawner(profiles, *groups, base=KubeSpawner, untouched=True, **traits):
        user = SimpleNamespace(
            id=1,
            name="ada",
            escaped_name="ada",
            server=None,
            url="/user/ada/",
            settings={},
            roles=[],
            groups=[SimpleNamespace(name=each) for each in groups],
        )
        read = (lambda: list(profiles)) if untouched else None
        cls = with_profiles(base, read, list(profiles), "singleuser")
        config = Config({"KubeSpawner": {"profile_list": list(profiles), "environment": {"A": "all"}, **traits}})
        return cls(config=config, _mock=True, hub=Hub(), user=user, api_token="t", oauth_client_id="c")

    return spawner


def start(spawner, **options):
    """What became of a start whose pod the API server would refuse."""

    async def run():
        async def nothing(*args, **kwargs):
            return None

        async def refuse(pod, timeout):
            spawner.pod = pod
            raise RuntimeError("refused")

        spawner._start_watching_pods = spawner._start_watching_events = nothing
        spawner._make_create_pod_request = refuse
        spawner.user_options = options
        with pytest.raises(RuntimeError, match="refused"):
            await spawner.start()

    asyncio.run(run())


def load(spawner, **options):
    spawner.user_options = options
    asyncio.run(spawner.load_user_options())
    return spawner


def form(spawner):
    return asyncio.run(spawner.get_options_form())


def test_nothing_stays_of_a_profile_that_failed(make):
    spawner = make([BIG, SMALL], volumes=[])
    start(spawner, profile="big")
    assert spawner.pod.spec.containers[0].resources.limits["memory"] == 8 * 2**30
    assert (spawner.mem_limit, spawner.environment, spawner.cpu_limit) == (None, {"A": "all"}, None)


def test_nothing_stays_of_a_start_that_was_given_up(make):
    spawner = make([BIG, SMALL])

    async def run():
        async def forever(*args, **kwargs):
            await asyncio.sleep(60)

        spawner._start_watching_pods = spawner._start_watching_events = forever
        spawner.user_options = {"profile": "big"}
        await asyncio.wait_for(spawner.start(), 0.2)

    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(run())
    assert spawner.environment == {"A": "all"}


def test_nothing_stays_of_choices_that_were_refused_half_way(make):
    broken = {**BIG, "profile_options": {"o": {"unlisted_choice": {"enabled": True}}}}
    spawner = make([broken])
    with pytest.raises(ValueError, match="default choice"):
        load(spawner)
    assert spawner.mem_limit is None


def test_nothing_stays_when_the_next_spawn_begins(make):
    spawner = load(make([BIG, SMALL]), profile="big")
    assert spawner.environment == {"A": "big"}
    spawner.clear_state()
    assert (spawner.mem_limit, spawner.environment) == (None, {"A": "all"})


def test_what_groups_override_goes_too(make):
    override = {"g": {"groups": ["staff"], "spawner_override": {"environment": {"A": "group"}}}}
    spawner = make([BIG], "staff", group_overrides=override)
    asyncio.run(spawner.apply_group_overrides())
    assert load(spawner).environment == {"A": "big"}
    spawner.clear_state()
    assert spawner.environment == {"A": "all"}


def test_what_groups_override_counts_below_the_profile(make):
    override = {"g": {"groups": ["staff"], "spawner_override": {"cpu_guarantee": 0.5, "environment": {"G": "1"}}}}
    spawner = make([BIG], "staff", group_overrides=override)
    asyncio.run(spawner.apply_group_overrides())
    load(spawner)
    # Hooks of users' own may load options too, before the start does it again.
    assert load(spawner).environment == {"A": "big", "G": "1"}
    assert spawner.cpu_guarantee == 0.5
    spawner.clear_state()
    assert (spawner.environment, spawner.cpu_guarantee) == ({"A": "all"}, None)


def test_profiles_are_read_at_each_spawn(make):
    profiles = [SMALL]
    spawner = make(profiles)
    profiles.append({"display_name": "New", "slug": "new", "kubespawner_override": {"image": "new"}})
    assert load(spawner, profile="new").image == "new"


def test_profiles_that_cannot_be_read_stay_as_they_were(make):
    spawner = make([SMALL])

    def broken():
        raise OSError("gone")

    type(spawner).read_profiles = staticmethod(broken)
    assert load(spawner, profile="small").cpu_limit == 1


@pytest.mark.parametrize("untouched", [True, False])
def test_a_list_that_code_put_on_the_spawner_stays(make, untouched):
    profiles = [SMALL]
    spawner = make(profiles, untouched=untouched)
    spawner.profile_list = [BIG]
    profiles.append(MOVED)
    spawner.clear_state()
    assert spawner.profile_list == [BIG]


def test_a_list_that_code_replaced_is_read_no_more(make):
    profiles = [SMALL]
    spawner = make(profiles, untouched=False)
    profiles.append(BIG)
    spawner.clear_state()
    assert spawner.profile_list == [SMALL]


def test_the_form_shows_the_profiles_of_today_and_of_the_user(make):
    profiles = [SMALL, CLOSED]
    spawner = make(profiles)
    assert "Small" in form(spawner)
    assert "Closed" not in form(spawner)
    assert "Closed" in form(make(profiles, "staff"))
    profiles.append(BIG)
    assert "Big" in form(spawner)
    profiles.clear()
    assert form(spawner) == ""
    profiles.append(BIG)
    assert "Big" in form(spawner)


def test_the_form_is_empty_where_nothing_is_open(make):
    assert form(make([CLOSED])) == ""


def test_the_form_of_the_user_stays(make):
    assert form(make([SMALL], options_form="<b>mine</b>")) == "<b>mine</b>"

    def own(spawner):
        spawner.profile_list = [MOVED]
        return spawner._options_form_default()

    assert "Moved" in form(make([SMALL], options_form=own))


def test_refused_at_the_spawn_too(make):
    from hub_profiles import Refused

    with pytest.raises(Refused):
        load(make([SMALL, CLOSED]), profile="closed")
    with pytest.raises(Refused):
        load(make([CLOSED]))
    assert load(make([SMALL, CLOSED], "staff"), profile="closed").cpu_limit is None


@pytest.mark.parametrize("asynchronous", [True, False])
def test_a_list_that_code_makes_for_each_user_is_checked_as_well(make, asynchronous):
    from hub_profiles import Refused

    async def later(spawner):
        return [SMALL, CLOSED]

    def now(spawner):
        return [SMALL, CLOSED]

    spawner = make([], untouched=False)
    spawner.profile_list = later if asynchronous else now
    with pytest.raises(Refused):
        load(spawner, profile="closed")
    assert load(spawner, profile="small").cpu_limit == 1


def test_a_saved_choice_follows_its_profile(make):
    spawner = make([SMALL, MOVED])
    spawner.orm_spawner = SimpleNamespace(user_options={"profile": "before"}, name="", state={}, server=None)
    load(spawner, profile="before")
    assert spawner.user_options == spawner.orm_spawner.user_options == {"profile": "moved"}


def test_hooks_already_see_the_slug_of_today(make):
    spawner = make([SMALL, MOVED])
    spawner.user_options = {"profile": "before"}
    spawner.clear_state()
    assert spawner.user_options == {"profile": "moved"}


def test_files_come_from_the_config_map(make):
    files = {"name": "files", "secret": {"secretName": "singleuser", "items": [{"key": "a", "path": "a"}]}}
    # A Secret of the user's own may have the same name.
    other = {"name": "other", "secret": {"secretName": "singleuser"}}
    pod = asyncio.run(make([], volumes=[files, other]).get_pod_manifest())
    volumes = {each.name: each for each in pod.spec.volumes}
    assert volumes["files"].config_map == {"name": "singleuser", "items": [{"key": "a", "path": "a"}]}
    assert volumes["files"].secret is None
    assert volumes["other"].secret == {"secretName": "singleuser"}


def test_a_class_of_the_user_still_does_its_own(make):
    from kubespawner import KubeSpawner

    class Mine(KubeSpawner):
        async def load_user_options(self):
            await super().load_user_options()
            self.extra_labels["mine"] = "yes"

    assert load(make([SMALL], base=Mine), profile="small").extra_labels == {"mine": "yes"}
