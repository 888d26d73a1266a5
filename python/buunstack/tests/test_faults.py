"""What users see when something is wrong; and that no secret is ever in a log or an error."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from buunstack import NotConfigured, SecretStore, SecretStoreError, TokenExpired, VaultUnreachable, vault
from conftest import Server

Enter = Callable[..., None]
TOO_SHORT = 600


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server of one test alone, on disk and with TLS."""
    running = Server(tmp_path / "own", "up-raft").start()
    try:
        running.call("POST", "sys/mounts/secret", {"type": "kv", "options": {"version": "2"}})
        running.set_up()
        yield running
    finally:
        running.stop()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_ALL_TRIES", 1.5)


def test_without_a_token(server: Server, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(server, "x")
    monkeypatch.delenv("NOTEBOOK_VAULT_TOKEN")
    with pytest.raises(NotConfigured, match="Stop and start your server"):
        SecretStore()
    monkeypatch.setenv("NOTEBOOK_VAULT_UNAVAILABLE", "when this server started, Vault did not answer")
    with pytest.raises(NotConfigured, match="when this server started, Vault did not answer"):
        SecretStore()
    enter(server, "x")
    monkeypatch.delenv("NOTEBOOK_VAULT_PATH")
    with pytest.raises(NotConfigured, match="NOTEBOOK_VAULT_PATH"):
        SecretStore()


def test_a_token_that_was_revoked(server: Server, enter: Enter) -> None:
    token = server.token("ada")
    enter(server, token)
    store = SecretStore()
    store.put("a", x=1)
    server.call("POST", "auth/token/revoke", {"token": token})
    with pytest.raises(TokenExpired, match="Stop and start your server"):
        store.get("a")


def test_a_token_at_the_end_of_its_life(server: Server, enter: Enter, caplog: pytest.LogCaptureFixture) -> None:
    enter(server, server.token("ada", "5s", "short"), BUUNSTACK_LOG_LEVEL="info")
    store = SecretStore()
    began = time.monotonic()
    with pytest.raises(TokenExpired):
        while time.monotonic() - began < 30:
            store.put("a", x=1)
            time.sleep(0.5)
    lived = time.monotonic() - began
    assert 6 < lived < 12, "renewed beyond its 5 s, and not beyond the 8 s of its role"
    assert "renewed the token" in caplog.text
    assert caplog.text.count("restart your server") == 1


def test_renewal_below_ten_minutes(server: Server, enter: Enter) -> None:
    def left(token: str) -> int:
        return int(server.call("GET", "auth/token/lookup-self", token=token)["data"]["ttl"])

    short, long = server.token("ada", "590s"), server.token("ada", "660s")
    time.sleep(2)
    for token in (short, long):
        enter(server, token)
        SecretStore().list()
    # A renewal gives the token its first TTL again.
    assert left(short) >= 589
    assert left(long) <= 658
    assert vault.RENEW_BELOW == TOO_SHORT


def test_vault_sealed_away_and_back(own: Server, enter: Enter) -> None:
    enter(own, own.token("ada"), VAULT_CACERT=own.ca or "")
    store = SecretStore()
    store.put("a", x=1)
    own.call("PUT", "sys/seal")
    with pytest.raises(VaultUnreachable, match=r"sealed.*Try again"):
        store.get("a")
    own.stop()
    with pytest.raises(VaultUnreachable, match="Try again"):
        store.get("a")
    own.start()
    # Another port, as nothing here keeps the old one.
    enter(own, own.token("ada"), VAULT_CACERT=own.ca or "")
    assert SecretStore().get("a") == {"x": 1}


def test_a_certificate_that_is_not_trusted(own: Server, server: Server, enter: Enter, tmp_path: Path) -> None:
    enter(own, own.token("ada"))
    with pytest.raises(VaultUnreachable, match="certificate is not trusted"):
        SecretStore().get("a")


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "nonsense", ""])
def test_levels(server: Server, enter: Enter, level: str) -> None:
    enter(server, "x", BUUNSTACK_LOG_LEVEL=level)
    SecretStore()
    expected = level.upper() if level in ("debug", "info", "error") else "WARNING"
    assert logging.getLogger("buunstack").level == getattr(logging, expected)


def test_no_secret_in_logs_and_errors(
    own: Server, enter: Enter, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    token, word = own.token("ada"), "correct-horse-battery"
    enter(own, token, VAULT_CACERT=own.ca or "", BUUNSTACK_LOG_LEVEL="debug")
    store = SecretStore()
    said = [repr(store)]
    store.put("a", word=word)

    def fails(use: Callable[[], object]) -> None:
        try:
            use()
        except SecretStoreError as error:
            chain: BaseException | None = error
            while chain is not None:
                said.append(repr(chain.args) + repr(vars(chain)))
                chain = chain.__cause__
            said.append("".join(traceback.format_exception(error)))
        else:
            raise AssertionError("it did not fail")

    fails(lambda: store.get("a", field="b"))
    fails(lambda: store.get("missing"))
    own.call("POST", "auth/token/revoke", {"token": token})
    fails(lambda: store.get("a"))
    own.stop()
    fails(lambda: store.put("a", word=word))
    output = capfd.readouterr()
    everything = "\n".join([*said, caplog.text, output.out, output.err])
    assert "the token has" in everything, "the log speaks at all"
    assert token not in everything and word not in everything
