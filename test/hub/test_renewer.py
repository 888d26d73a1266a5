"""Faults of Vault, of the mount and of the container, and what becomes of the hub's token in each."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openbao import OpenBao
from processes import wait_for
from rendered import ROOT
from renewer import BUSYBOX, PERIOD, SCRIPT, Access, Renewer, note, periodic, running, seal, unseal
from vault_proxy import VaultProxy

TABLE = ROOT / "build" / "vault-faults.jsonl"

Row = Callable[..., None]


@pytest.fixture(scope="module", autouse=True)
def table() -> None:
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenBao]:
    with OpenBao(tmp_path_factory.mktemp("renewer") / "bao", "up-raft") as server:
        yield server


@pytest.fixture(scope="module")
def proxy(bao: OpenBao) -> Iterator[VaultProxy]:
    with VaultProxy(bao.address) as between:
        yield between


@pytest.fixture
def renewer(bao: OpenBao, proxy: VaultProxy, tmp_path: Path) -> Iterator[Renewer]:
    made = Renewer(bao, tmp_path, proxy.address)
    yield made
    proxy.delay, proxy.broken = 0.0, False
    secret = [text for text in (made.token(), bao.root) if text]
    log = made.log.read_text(encoding="utf-8") if made.log.exists() else ""
    assert not any(text in log for text in secret)


@contextmanager
def fault(renewer: Renewer, what: str, sees: str) -> Iterator[Access]:
    """Measures how long the hub had no token that works, and writes a row."""
    began = time.monotonic()
    with Access(renewer) as access:
        yield access
    lost = "no" if access.lost == 0 else f"yes, {access.lost:.0f} s"
    assert access.asked > 0
    note(TABLE, {"fault": what, "lasted": f"{time.monotonic() - began:.0f} s", "lost": lost, "sees": sees})


def test_vault_away_for_less_than_a_ttl(renewer: Renewer, proxy: VaultProxy, bao: OpenBao) -> None:
    with running(renewer, periodic(bao)), fault(renewer, "Vault away, for less than a TTL", "nothing") as access:
        proxy.broken = True
        renewer.wait("the outage is said", "Vault does not answer; next try in")
        time.sleep(PERIOD / 3)
        assert renewer.probe("ready") and renewer.probe("live")
        proxy.broken = False
        count = renewer.log.read_text().count("renewed, ")
        wait_for("renewed again", lambda: renewer.log.read_text().count("renewed, ") > count, seconds=30)
        assert access.lost == 0


def test_vault_away_for_more_than_a_ttl(renewer: Renewer, proxy: VaultProxy, bao: OpenBao) -> None:
    sees = "ready is false when the TTL is over; a new token works at once when Vault is back"
    with running(renewer, periodic(bao)), fault(renewer, "Vault away, for more than a TTL", sees) as access:
        proxy.broken = True
        renewer.wait("the end is known", "Vault does not answer, and the token has ended by now", seconds=60)
        assert not renewer.probe("ready") and renewer.probe("live")
        proxy.broken = False
        renewer.wait("the loss is said", "the hub has no token for Vault now")
        assert renewer.token() == "", "no dead token is left for the hub"
        renewer.give(periodic(bao))
        wait_for("the new token", lambda: renewer.probe("ready"), seconds=30)
    assert access.lost > 0


def test_sealed_and_unsealed(renewer: Renewer, bao: OpenBao) -> None:
    with running(renewer, periodic(bao)), fault(renewer, "Vault sealed, then unsealed", "nothing") as access:
        seal(bao)
        renewer.wait("the outage is said", "Vault does not answer; next try in")
        assert renewer.probe("ready")
        unseal(bao)
        count = renewer.log.read_text().count("renewed, ")
        wait_for("renewed again", lambda: renewer.log.read_text().count("renewed, ") > count, seconds=30)
        assert access.lost == 0


def test_revoked(renewer: Renewer, bao: OpenBao) -> None:
    token = periodic(bao)
    sees = "ready is false within RENEWER_VERIFY_INTERVAL; the log says what to do"
    with running(renewer, token), fault(renewer, "token revoked", sees):
        bao.call("POST", "auth/token/revoke", body={"token": token}).raise_for_status()
        began = time.monotonic()
        wait_for("noticed", lambda: not renewer.probe("ready"), seconds=20)
        assert time.monotonic() - began < PERIOD / 2 + 3
        assert renewer.token() == ""
        renewer.give(periodic(bao))
        wait_for("the new token", lambda: renewer.probe("ready"), seconds=20)


def test_replaced_by_a_good_one(renewer: Renewer, bao: OpenBao) -> None:
    old, new = periodic(bao), periodic(bao)
    with running(renewer, old), fault(renewer, "token replaced in the mount", "nothing") as access:
        renewer.give(new)
        wait_for("the new token", lambda: renewer.token() == new, seconds=20)
        bao.call("POST", "auth/token/revoke", body={"token": old}).raise_for_status()
        time.sleep(PERIOD)
        assert renewer.probe("ready")
    assert access.lost == 0


def not_renewable(bao: OpenBao) -> str:
    request = {"policies": ["keep"], "renewable": False, "ttl": "1h"}
    return str(bao.call("POST", "auth/token/create", body=request).json()["auth"]["client_token"])


@pytest.mark.parametrize(
    ("what", "bad", "said"),
    [
        ("token replaced by one that Vault does not know", lambda _: "s.notatokenofthisvault", "is not taken by Vault"),
        ("token replaced by one that cannot be renewed", not_renewable, "cannot be renewed: make a periodic one"),
        ("mounted token emptied", lambda _: "", ""),
        ("mounted token replaced by something else", lambda _: "<html>not found</html>", ""),
    ],
)
def test_replaced_by_a_bad_one(
    renewer: Renewer, bao: OpenBao, what: str, bad: Callable[[OpenBao], str], said: str
) -> None:
    old = periodic(bao)
    with (
        running(renewer, old),
        fault(renewer, what, "nothing; the old token is kept alive, the log says why") as access,
    ):
        renewer.give(bad(bao))
        if said:
            renewer.wait("the refusal is said", said)
        # Twice its TTL: it is renewed, not just left.
        time.sleep(2 * PERIOD)
        assert renewer.token() == old and renewer.probe("ready")
    assert access.lost == 0


def test_capped_by_a_maximum(renewer: Renewer, bao: OpenBao) -> None:
    token = periodic(bao, maximum=25)
    sees = "a warning each time while the token gains no time; ready is false when it has ended"
    with running(renewer, token), fault(renewer, "capped by a maximum TTL", sees) as access:
        renewer.wait("the warning", "the token gains no time any more and ends in", seconds=40)
        assert renewer.probe("ready"), "the warning comes before the end"
        wait_for("the end", lambda: not renewer.probe("ready"), seconds=60)
        renewer.give(periodic(bao))
        wait_for("the new token", lambda: renewer.probe("ready"), seconds=20)
    assert access.lost < PERIOD


@pytest.mark.parametrize("signal", ["TERM", "KILL"])
def test_the_container_is_restarted(renewer: Renewer, bao: OpenBao, signal: str) -> None:
    with running(renewer, periodic(bao)) as process:
        with fault(renewer, f"container restarted ({signal})", "nothing: the file stays") as access:
            began = time.monotonic()
            os.kill(process.pid, 15 if signal == "TERM" else 9)
            process.wait(5)
            assert time.monotonic() - began < 2
            time.sleep(2)
            with renewer.start():
                wait_for("it is up again", lambda: renewer.probe("startup"), seconds=20)
                time.sleep(PERIOD)
                assert renewer.probe("ready")
        assert access.lost == 0


def test_started_while_vault_is_away(renewer: Renewer, proxy: VaultProxy, bao: OpenBao) -> None:
    with fault(renewer, "hub restarted while Vault is away", "nothing: the mounted token is handed on") as access:
        renewer.give(periodic(bao, 60))
        proxy.broken = True
        with renewer.start():
            wait_for("started", lambda: renewer.probe("startup") and renewer.probe("ready"), seconds=20)
            assert renewer.says("handed on unverified")
            proxy.broken = False
            renewer.wait("verified", "took the mounted token")
            assert access.lost < 2


def test_no_token_in_the_mount_at_first(renewer: Renewer, bao: OpenBao) -> None:
    renewer.mount.mkdir()
    with renewer.start():
        renewer.wait("it says so", "no token in")
        assert not renewer.probe("startup") and not renewer.probe("ready")
        with fault(renewer, "no token in the mount at first", "startup is false until there is one"):
            renewer.give(periodic(bao))
            wait_for("started", lambda: renewer.probe("startup") and renewer.probe("ready"), seconds=20)


def test_a_token_that_cannot_be_renewed_is_refused_at_the_start(renewer: Renewer, bao: OpenBao) -> None:
    periodic(bao)
    renewer.give(not_renewable(bao))
    with renewer.start():
        renewer.wait("it says so", "cannot be renewed: make a periodic one with hubsynth vault token")
        assert not renewer.probe("startup") and renewer.token() == ""


@pytest.mark.parametrize("hours", [9, -9])
def test_the_clock_jumps(renewer: Renewer, bao: OpenBao, hours: int) -> None:
    """The script counts by /proc/uptime; its only other clock is `date`, which jumps here under its hands."""
    date = Path(renewer.environment["PATH"]) / "date"
    what = f"clock of the container jumps by {hours:+d} h"
    with running(renewer, periodic(bao)), fault(renewer, what, "odd times in the log, nothing else") as access:
        date.unlink()
        jump = f'exec {BUSYBOX} date -u -d "@$(($({BUSYBOX} date +%s) + {hours * 3600}))" +%Y-%m-%dT%H:%M:%SZ\n'
        date.write_text(f"#!{BUSYBOX} sh\n{jump}", encoding="utf-8")
        date.chmod(0o755)
        before = renewer.log.read_text().count("renewed, ")
        time.sleep(2 * PERIOD)
        renewals = renewer.log.read_text().count("renewed, ") - before
        # Half a period apart, a tenth sooner at most: neither a storm nor none.
        assert 2 <= renewals <= 7
        assert renewer.probe("live") and renewer.probe("ready")
    assert access.lost == 0


def test_a_wrong_authority(renewer: Renewer, bao: OpenBao, tmp_path: Path) -> None:
    good = Path(bao.ca or "").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=other"]
    subprocess.run([*command, "-keyout", f"{wrong}.key", "-out", f"{wrong}.crt"], capture_output=True, check=True)
    ca = tmp_path / "ca.crt"
    ca.write_text(good, encoding="utf-8")
    renewer.environment["VAULT_CACERT"] = str(ca)
    what, sees = "TLS with a wrong authority, put right within the TTL", "nothing; Vault is not spoken to meanwhile"
    with running(renewer, periodic(bao)), fault(renewer, what, sees) as access:
        ca.write_text(Path(f"{wrong}.crt").read_text(encoding="utf-8"), encoding="utf-8")
        renewer.wait("refused", "Vault does not answer; next try in")
        ca.write_text(good, encoding="utf-8")
        count = renewer.log.read_text().count("renewed, ")
        wait_for("renewed again", lambda: renewer.log.read_text().count("renewed, ") > count, seconds=30)
    assert access.lost == 0


def test_a_slow_server(renewer: Renewer, proxy: VaultProxy, bao: OpenBao) -> None:
    with running(renewer, periodic(bao)), fault(renewer, "slow server: 1.5 s for each call", "nothing") as access:
        proxy.delay = 1.5
        time.sleep(2 * PERIOD)
        assert renewer.probe("ready") and renewer.probe("live")
    assert access.lost == 0


def test_a_server_that_hangs(renewer: Renewer, proxy: VaultProxy, bao: OpenBao) -> None:
    what = "server hangs, for less than a TTL; then TERM while it hangs again"
    # Two calls that hang for 3 s each leave one of the 12 s: on a busy machine the token had ended by then.
    renewer.environment["RENEWER_TIMEOUT"] = "1s"
    with running(renewer, periodic(bao)) as process, fault(renewer, what, "nothing; stopped in under 2 s") as access:
        proxy.delay = 60
        renewer.wait("given up", "Vault does not answer; next try in")
        proxy.delay = 0
        count = renewer.log.read_text().count("renewed, ")
        wait_for("renewed again", lambda: renewer.log.read_text().count("renewed, ") > count, seconds=30)
        assert access.lost == 0
        proxy.delay = 60
        # Longer than RENEWER_VERIFY_INTERVAL, and a call hangs for RENEWER_TIMEOUT.
        time.sleep(5)
        began = time.monotonic()
        os.kill(process.pid, 15)
        process.wait(5)
        assert time.monotonic() - began < 2


def test_what_is_written_and_who_may_read_it(renewer: Renewer, bao: OpenBao) -> None:
    token = periodic(bao)
    with running(renewer, token) as process:
        assert renewer.token() == token
        assert stat.S_IMODE(renewer.output.stat().st_mode) == 0o640
        for each in renewer.output.parent.rglob("*"):
            if each.is_file():
                assert stat.S_IMODE(each.stat().st_mode) & 0o007 == 0, each
                assert each == renewer.output or token not in each.read_text(encoding="utf-8"), each
        seen = set()
        end = time.monotonic() + PERIOD
        while time.monotonic() < end:
            for line in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.add(line.read_bytes())
                except OSError:
                    continue
        assert any(b"vault-token-renewer" in each for each in seen)
        assert not any(token.encode() in each for each in seen)
        assert process.pid


@pytest.mark.parametrize(
    ("value", "good"),
    [(each, True) for each in ("90s", "5m", "24h", "1h30m", "1d", "1d2h3m4s", "7", "010")]
    + [(each, False) for each in ("", "0", "-3", "1.5h", "5 m", "h", "1m1h", "1h30", "1w", "5M", "1h\n2h", "9" * 30)],
)
@pytest.mark.parametrize("shell", [[BUSYBOX, "sh"], ["sh"]], ids=["busybox", "sh"])
def test_durations(tmp_path: Path, shell: list[str], value: str, good: bool) -> None:
    """A setting that is right gets as far as the folder, which cannot be made here."""
    environment = {"PATH": os.environ["PATH"], "RENEWER_PERIOD": value, "RENEWER_OUTPUT": "/dev/null/none/token"}
    done = subprocess.run(
        [*shell, str(SCRIPT)], env=environment, capture_output=True, text=True, timeout=10, check=False
    )
    assert done.returncode == (1 if good else 2), done.stderr
    assert ("write a duration such as" in done.stderr) is not good


def test_certificates_are_always_verified(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "VAULT_SKIP_VERIFY": "true", "RENEWER_OUTPUT": str(tmp_path / "token")}
    done = subprocess.run(["sh", str(SCRIPT)], env=environment, capture_output=True, text=True, timeout=10, check=False)
    assert done.returncode == 2 and "VAULT_SKIP_VERIFY" in done.stderr
