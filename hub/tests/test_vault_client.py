"""The hub's calls of Vault: what is tried again, until when, and with whom the token is shared."""

from __future__ import annotations

import asyncio
import json
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@pytest.fixture
def vault(home):
    import vault_client

    return vault_client


@pytest.fixture
def server():
    """Answers as it is told, call by call; the last answer stays."""

    class Answer(BaseHTTPRequestHandler):
        def answer(self):
            given = self.server.given
            self.server.tokens.append(self.headers["X-Vault-Token"])
            self.server.paths.append(self.path)
            status, content, headers = given.pop(0) if len(given) > 1 else given[0]
            text = json.dumps(content).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(text)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *_):
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as running:
        running.given, running.tokens, running.paths = [(200, {}, {})], [], []
        running.address = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()


@pytest.fixture
def call(vault, server, tmp_path):
    token = tmp_path / "token"
    token.write_text("first\n")

    def call(seconds=5.0, address=None, ca=None, token_file=token):
        client = vault.VaultClient(address or server.address, token_file, ca)

        async def run():
            return await client.call("GET", "sys/health", until=vault.in_seconds(seconds))

        return asyncio.run(run())

    return call


PASSING = [500, 502, 503, 429, 412, 472, 473, 307]


@pytest.mark.parametrize("status", PASSING)
def test_what_may_pass_is_tried_again(call, server, status):
    server.given = [(status, {"errors": ["sealed"]}, {}), (200, {"data": 1}, {})]
    assert call() == {"data": 1}
    assert len(server.tokens) == 2


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_refusal_is_told_at_once(call, server, vault, status):
    server.given = [(status, {"errors": ["permission denied"]}, {})]
    with pytest.raises(vault.VaultRefused, match=f"GET sys/health: {status} permission denied") as refused:
        call()
    assert (refused.value.status, refused.value.errors) == (status, ["permission denied"])
    assert len(server.tokens) == 1


def test_the_deadline_holds(call, server, vault):
    server.given = [(503, {"errors": ["Vault is sealed"]}, {})]
    began = time.monotonic()
    with pytest.raises(vault.VaultUnavailable, match="503 Vault is sealed"):
        call(1.5)
    assert 0.5 < time.monotonic() - began < 2.5
    # With pauses that grow.
    assert 2 <= len(server.tokens) <= 8


def test_a_token_follows_no_redirect(call, server, vault):
    server.given = [(307, {}, {"Location": f"{server.address}/elsewhere"}), (403, {}, {})]
    with pytest.raises(vault.VaultRefused):
        call()
    # Another try of the same address.
    assert server.paths == ["/v1/sys/health", "/v1/sys/health"]


def test_the_token_is_read_for_each_try(call, server, tmp_path):
    file = tmp_path / "late"
    threading.Timer(0.5, lambda: file.write_text("second")).start()
    call(5, token_file=file)
    assert server.tokens == ["second"]


def test_no_token_is_no_answer(call, server, vault, tmp_path):
    empty = tmp_path / "empty"
    empty.write_text(" \n")
    for file in (empty, tmp_path / "missing"):
        with pytest.raises(vault.VaultUnavailable, match="no token in"):
            call(0.5, token_file=file)
    assert server.tokens == []


def test_nobody_listens(call, vault):
    with pytest.raises(vault.VaultUnavailable, match="no answer"):
        call(0.5, address="http://127.0.0.1:1")


def test_a_certificate_of_somebody_else_is_refused_at_once(call, server, vault, tmp_path):
    own, other = (certificate(tmp_path / name) for name in ("own", "other"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own / "cert", own / "key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    address = server.address.replace("http:", "https:")
    assert call(address=address, ca=str(own / "cert")) == {}
    began = time.monotonic()
    for ca in (str(other / "cert"), None):
        with pytest.raises(vault.VaultError, match="not trusted"):
            call(address=address, ca=ca)
    with pytest.raises(vault.VaultError, match="No authorities can be read from /nowhere"):
        call(address=address, ca="/nowhere")
    with pytest.raises(vault.VaultError, match="not trusted: Hostname mismatch"):
        call(address=address.replace("127.0.0.1", "localhost"), ca=str(own / "cert"))
    assert time.monotonic() - began < 4
    assert len(server.tokens) == 1


def certificate(folder):
    folder.mkdir()
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key", "-out", folder / "cert"]
    subprocess.run(command, check=True, capture_output=True)
    return folder
