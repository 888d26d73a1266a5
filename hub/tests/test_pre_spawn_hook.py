"""The hook on real spawner objects and a real OpenBao that `hubsynth vault setup` has set up."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config import Config

sys.path.append(str(Path(__file__).parents[2] / "test" / "hub"))

from openbao import OpenBao
from vault_project import VaultProject

STARTS, AT_ONCE = 1000, 50


@pytest.fixture(scope="module")
def bao(tmp_path_factory):
    with OpenBao(tmp_path_factory.mktemp("hook") / "bao") as running:
        running.hub_token = VaultProject(running, tmp_path_factory.mktemp("hook") / "setup").set_up()
        yield running


@pytest.fixture
def make(home, monkeypatch, bao, tmp_path):
    """Makes a spawner for a user; traits may be given."""
    from jupyterhub.objects import Hub
    from kubespawner import KubeSpawner

    from hub_spawner import with_profiles
    from pre_spawn_hook import with_vault

    monkeypatch.setattr("kubespawner.spawner.shared_client", lambda kind: None)
    token_file = tmp_path / "hub-token"
    token_file.write_text(bao.hub_token)
    settings = {
        "address": bao.address,
        "tokenFile": str(token_file),
        "userPath": "jupyter/users",
        "policyPrefix": "jupyter-user-",
        "role": "jupyter-user",
        "userToken": {"ttl": 3600},
        "required": True,
        "timeout": 30,
    }
    classes = {}

    def spawner(name, settings=settings, **traits):
        key = str(settings)
        if key not in classes:
            classes[key] = with_vault(with_profiles(KubeSpawner, None, None, "singleuser"), settings)
        roles = {"settings": {}, "roles": [], "groups": []}
        user = SimpleNamespace(id=1, name=name, escaped_name=name, server=None, url=f"/user/{name}/", **roles)
        made = classes[key](config=Config({"KubeSpawner": traits}), _mock=True, hub=Hub(), user=user, api_token="t")
        made.oauth_client_id = "c"
        return made

    spawner.settings = settings
    return spawner


def accessors(bao):
    return set(bao.data("auth/token/accessors?list=true")["keys"])


def variables(pod):
    return {each.name: each for each in pod.spec.containers[0].env}


def test_a_thousand_starts_with_fifty_at_a_time(make, bao):
    gaps = []

    async def beat():
        clock = asyncio.get_running_loop().time
        while True:
            before = clock()
            await asyncio.sleep(0.01)
            gaps.append(clock() - before - 0.01)

    async def serve(number, room):
        spawner = make(f"user-{number}")
        async with room:
            await spawner.run_pre_spawn_hook()
            (accessor,) = spawner.get_state()["vault_accessors"]
            await asyncio.sleep(0)
            await spawner.run_post_stop_hook()
        assert spawner.get_state()["vault_accessors"] == []
        return accessor

    async def run():
        heart = asyncio.create_task(beat())
        room = asyncio.Semaphore(AT_ONCE)
        made = await asyncio.gather(*(serve(number, room) for number in range(STARTS)))
        heart.cancel()
        return made

    before = accessors(bao)
    made = asyncio.run(run())
    assert len(set(made)) == STARTS
    assert accessors(bao) == before
    assert max(gaps) < 1


def test_the_class_keeps_its_name_and_its_traits(make):
    spawner = make("ada", mem_limit="1G")
    assert type(spawner).__name__ == "KubeSpawner"
    assert spawner.mem_limit == 2**30


def test_a_variable_from_elsewhere_gives_way_and_can_be_referred_to(make):
    stale = {"NOTEBOOK_VAULT_TOKEN": "stale", "NOTEBOOK_VAULT_PATH": "other", "MINE": "$(NOTEBOOK_VAULT_PATH)/x"}
    spawner = make("Ada", environment=stale)

    async def run():
        await spawner.run_pre_spawn_hook()
        pod = await spawner.get_pod_manifest()
        await spawner.run_post_stop_hook()
        return pod

    pod = asyncio.run(run())
    found = [each.name for each in pod.spec.containers[0].env]
    assert found.count("NOTEBOOK_VAULT_TOKEN") == found.count("NOTEBOOK_VAULT_PATH") == 1
    assert found.index("NOTEBOOK_VAULT_PATH") < found.index("MINE")
    assert variables(pod)["NOTEBOOK_VAULT_PATH"].value == "jupyter/users/_41da"
    key = variables(pod)["NOTEBOOK_VAULT_TOKEN"].value_from.secret_key_ref
    assert key.key == "token" and key.name.startswith(f"{pod.metadata.name}-vault-")


def test_the_token_has_no_text_to_print(make):
    spawner = make("ada")

    async def run():
        await spawner.run_pre_spawn_hook()
        token = spawner._token
        await spawner.run_post_stop_hook()
        return token

    token = asyncio.run(run())
    assert token.text and token.text not in repr(token) + str(spawner.__dict__) + str(spawner.get_state())
    assert spawner._token is None


def test_a_role_that_makes_other_tokens_is_refused_and_its_token_revoked(make, bao):
    role = bao.data("auth/token/roles/jupyter-user")
    before = accessors(bao)

    async def run(spawner):
        from pre_spawn_hook import NotStarted

        with pytest.raises(NotStarted, match="gives no token"):
            await spawner.run_pre_spawn_hook()

    try:
        bao.call("POST", "auth/token/roles/jupyter-user", body={"orphan": False}).raise_for_status()
        asyncio.run(run(make("ada")))
    finally:
        bao.call("POST", "auth/token/roles/jupyter-user", body={"orphan": role["orphan"]}).raise_for_status()
    assert accessors(bao) == before


def test_an_accessor_that_vault_does_not_know_is_a_revoked_one(make):
    spawner = make("ada")
    spawner.load_state({"vault_accessors": ["gone-long-ago"], "kubespawner_version": "7"})
    spawner.clear_state()
    assert spawner.get_state()["vault_accessors"] == ["gone-long-ago"]
    asyncio.run(spawner.run_post_stop_hook())
    assert spawner.get_state()["vault_accessors"] == []


@pytest.mark.parametrize(
    "status, words, kept", [(403, "invalid accessor", 0), (400, "invalid accessor", 0), (403, "no", 1)]
)
def test_vaults_own_words_for_an_unknown_accessor(make, monkeypatch, status, words, kept):
    from vault_client import VaultRefused

    spawner = make("ada")
    spawner.load_state({"vault_accessors": ["x"], "kubespawner_version": "7"})

    async def call(*_, **__):
        raise VaultRefused("POST auth/token/revoke-accessor", status, [words])

    monkeypatch.setattr(spawner.vault.client, "call", call)
    asyncio.run(spawner.run_post_stop_hook())
    assert len(spawner.get_state()["vault_accessors"]) == kept


def test_a_long_name_of_a_pod_is_cut(home):
    from token_secret import secret_name

    assert secret_name("jupyter-ada", "0a1b2c3d") == "jupyter-ada-vault-0a1b2c3d"
    long = secret_name("a" * 237 + ".-" + "b" * 60, "0a1b2c3d")
    assert len(long) <= 253 and long.endswith("a-vault-0a1b2c3d")


class Answers:
    """An API server's answers to the creation of a Secret, one after another."""

    def __init__(self, *answers):
        self.answers, self.calls = list(answers), 0

    async def create_namespaced_secret(self, namespace, manifest, _preload_content, _request_timeout):
        self.calls += 1
        assert _preload_content is False
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer

        async def read():
            return b'{"reason": "Why", "message": "the secret text"}'

        return SimpleNamespace(status=answer, read=read)


@pytest.mark.parametrize(
    "answers, said",
    [
        ([201], None),
        ([500, 201], None),
        ([TimeoutError(), 409], None),
        ([409], "409 Why"),
        ([403], "403 Why"),
        ([500, 500, 500], "500 Why"),
        ([TimeoutError(), TimeoutError(), TimeoutError()], "504 no answer (TimeoutError)"),
    ],
)
def test_a_secret_is_tried_again_where_that_may_help(home, monkeypatch, answers, said):
    import token_secret

    monkeypatch.setattr(token_secret, "_PAUSE", 0.1)
    api = Answers(*answers)

    async def run():
        await token_secret.create_secret(api, "jupyter", {}, 1, 0.25)

    if said is None:
        asyncio.run(run())
    else:
        with pytest.raises(token_secret.SecretRefused) as refused:
            asyncio.run(run())
        assert str(refused.value) == said
    assert api.answers == []


def test_vault_needs_a_kubespawner(home):
    home.document("config/vault.yaml", {"address": "https://vault.example.com"})
    home.document("config/traits.yaml", {"JupyterHub": {"spawner_class": "simple"}, "CryptKeeper": {"keys": ["a"]}})
    with pytest.raises(ValueError, match="need a spawner_class that is a KubeSpawner"):
        home.load()
