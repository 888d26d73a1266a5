"""Login by a real Keycloak in a real browser, on the rendered configuration; and who may come in, for every rule."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

import pytest
from command import answer, hubsynth, project
from keycloak import Keycloak
from login_hub import CONFIG, LoginHub


def test_a_day_in_the_browser(keycloak: Keycloak, tmp_path: Path) -> None:
    login = """    allow: { groups: [jupyterhub-users, jupyterhub-admins] }
    admins: { groups: [jupyterhub-admins] }
"""
    with LoginHub(keycloak, tmp_path, login) as hub:
        alice = hub.browse("alice", "login", "alice", "alice-password")
        assert (alice["status"], alice["user"], alice["admin"]) == (200, "alice", False)
        boss = hub.browse("boss", "login", "boss", "boss-password")
        assert (boss["status"], boss["user"], boss["admin"]) == (200, "boss", True)
        mallory = hub.browse("mallory", "login", "mallory", "mallory-password")
        assert mallory["status"] == 403
        # Cookies of the login hold until the user logs out, here and at Keycloak.
        assert hub.browse("alice", "open", "/hub/home")["user"] == "alice"
        hub.browse("alice", "logout")
        out = hub.browse("alice", "open", "/hub/home")
        assert (out["user"], "/hub/login" in out["url"]) == ("", True)
        # Keycloak asks for the password again.
        assert hub.browse("alice", "login", "alice", "alice-password")["user"] == "alice"
        # What somebody is in Keycloak counts at the next login.
        keycloak.join("alice", "jupyterhub-admins")
        keycloak.leave("boss", "jupyterhub-admins")
        assert hub.browse("alice-2", "login", "alice", "alice-password")["admin"] is True
        assert hub.browse("boss-2", "login", "boss", "boss-password")["status"] == 403
        keycloak.leave("alice", "jupyterhub-admins")
        keycloak.join("boss", "jupyterhub-admins")
        log = hub.process.log.read_text(encoding="utf-8")
        assert hub.mounted.secret("jupyterhub-oidc", "client-secret") not in log


def test_a_session_that_ended_at_keycloak_ends_here(keycloak: Keycloak, tmp_path: Path) -> None:
    login = "    allow: { all: true }\n    refresh: { every: 2 }\n"
    with LoginHub(keycloak, tmp_path, login) as hub:
        assert hub.browse("carol", "login", "alice", "alice-password")["user"] == "alice"
        keycloak.api("POST", f"/users/{keycloak.user('alice')}/logout")
        time.sleep(3)
        seen = hub.browse("carol", "open", "/hub/home")
        assert seen["user"] == "", seen


def test_a_session_lasts_as_long_as_the_config_says(keycloak: Keycloak, tmp_path: Path) -> None:
    login = "    allow: { all: true }\n    refresh: { every: 5 }\n    session: { idle: 10s, max: 20s }\n"
    with LoginHub(keycloak, tmp_path, login) as hub:
        began = time.monotonic()
        assert hub.browse("dora", "login", "alice", "alice-password")["user"] == "alice"
        assert hub.browse("dora", "open", "/hub/home")["user"] == "alice"
        time.sleep(max(0.0, began + 25 - time.monotonic()))
        assert hub.browse("dora", "open", "/hub/home")["user"] == ""


PEOPLE = {
    "ann": ["staff"],
    "ben": ["students"],
    "cid": ["staff", "admins"],
    "dan": ["admins"],
    "eve": [],
    "fay": ["staffers"],
}


@dataclass(frozen=True)
class Policy:
    """A rule of a config, who comes in by it, and who of them administers the hub."""

    rule: str
    allowed: set[str]
    admins: set[str]


POLICIES = {
    "all": Policy("allow: { all: true }", set(PEOPLE), set()),
    "a group": Policy("allow: { groups: [staff] }", {"ann", "cid"}, set()),
    "two groups": Policy("allow: { groups: [staff, students] }", {"ann", "ben", "cid"}, set()),
    "people": Policy("allow: { users: [ann, eve] }", {"ann", "eve"}, set()),
    "a group and people": Policy("allow: { groups: [students], users: [eve] }", {"ben", "eve"}, set()),
    "administrators by group": Policy(
        "allow: { groups: [staff, admins] }\nadmins: { groups: [admins] }", {"ann", "cid", "dan"}, {"cid", "dan"}
    ),
    "an administrator by name": Policy("allow: { all: true }\nadmins: { users: [ben] }", set(PEOPLE), {"ben"}),
}


@pytest.fixture(scope="module")
def people(keycloak: Keycloak) -> dict[str, list[str]]:
    for name, groups in PEOPLE.items():
        keycloak.add_user(name, groups)
    return PEOPLE


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_rules_let_in_whom_they_name(
    keycloak: Keycloak, people: dict[str, list[str]], tmp_path: Path, policy: Policy
) -> None:
    with LoginHub(keycloak, tmp_path, indent(policy.rule + "\n", "    ")) as hub:
        seen = {name: hub.log_in(name) for name in people}
        assert {name for name, found in seen.items() if found.ok} == policy.allowed
        assert {found.status_code for found in seen.values()} <= {200, 403}
        assert {name for name, found in seen.items() if found.ok and "/hub/admin" in found.text} == policy.admins


def test_a_name_that_is_taken_off_the_list_is_refused(
    keycloak: Keycloak, people: dict[str, list[str]], tmp_path: Path
) -> None:
    """The hub's database knows everybody who was ever let in; that alone lets nobody in again."""
    with LoginHub(keycloak, tmp_path, "    allow: { users: [ann, eve] }\n") as hub:
        assert hub.log_in("eve").ok
        traits = hub.mounted.path("/usr/local/etc/jupyterhub/config/traits.yaml")
        text = traits.read_text(encoding="utf-8")
        assert "\n  - eve\n" in text
        hub.process.stop()
        traits.resolve().write_text(text.replace("\n  - eve\n", "\n"), encoding="utf-8")
        hub.start()
        assert hub.log_in("eve").status_code == 403
        assert hub.log_in("ann").ok


def test_the_client_is_made_compared_and_put_right(keycloak: Keycloak, tmp_path: Path) -> None:
    folder = project(tmp_path, CONFIG.format(url=keycloak.address, login="    allow: { all: true }\n"))
    config = folder / "config" / "lab.yaml"
    config.write_text(config.read_text().replace("clientId: lab", "clientId: made"), encoding="utf-8")
    run = lambda *more: answer(  # noqa: E731
        "keycloak", "client", "--password-stdin", *more, cwd=folder, given=keycloak.password
    )
    assert run("--check")["steps"][0]["state"] == "missing"
    assert keycloak.api("GET", "/clients?clientId=made") == [], "a check makes nothing"
    assert run("--secret-out", "secret")["steps"][0]["state"] == "created"
    secret = (folder / "secret").read_text(encoding="utf-8").strip()
    assert (folder / "secret").stat().st_mode & 0o777 == 0o600
    client = keycloak.client("made")
    assert client["secret"] == secret
    assert client["attributes"]["client.session.idle.timeout"] == "86400"
    assert client["attributes"]["client.session.max.lifespan"] == "604800"
    same = run("--check")
    assert same["steps"][0]["state"] == "same"
    assert same["found"]["redirectUris"] == '["https://lab.example.com/hub/oauth_callback"]'
    assert same["found"]["client.session.idle.timeout"] == '"86400"'
    assert secret not in str(same)
    # What hubsynth does not speak of is somebody else's, and stays.
    client["description"] = "by hand"
    client["redirectUris"] = ["https://evil.example.com/*"]
    keycloak.api("PUT", f"/clients/{client['id']}", client)
    drift = run("--check")
    assert drift["ok"] is False and "redirectUris" in drift["steps"][0]["detail"]
    assert run("--dry-run")["steps"][0]["state"] == "different"
    assert run("--secret-out", "again")["steps"][0]["state"] == "updated"
    client = keycloak.client("made")
    assert (client["description"], client["redirectUris"]) == (
        "by hand",
        ["https://lab.example.com/hub/oauth_callback"],
    )
    assert client["secret"] == secret, "an update keeps the secret"
    refused = hubsynth("keycloak", "client", "--password-stdin", "--secret-out", "again", cwd=folder, given="wrong")
    assert refused.returncode == 1 and "wrong" not in refused.stderr.replace("is wrong", "")


def test_limits_of_the_realm_are_told(keycloak: Keycloak, tmp_path: Path) -> None:
    folder = project(tmp_path, CONFIG.format(url=keycloak.address, login="    allow: { all: true }\n"))
    said = answer("keycloak", "client", "--password-stdin", "--check", cwd=folder, given=keycloak.password)
    limits = {each["what"]: each["detail"] for each in said["steps"] if each["state"] == "limits"}
    assert limits["realm test: SSO session idle"].startswith("1800 s")
    assert limits["realm test: SSO session max"].startswith("36000 s")
