"""A provider that tells its addresses itself: a real HTTP server on this machine stands for it."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Home
from traitlets.config import Config

ENDPOINTS = {
    "authorization_endpoint": "https://id.example.com/a",
    "token_endpoint": "https://id.example.com/t",
    "userinfo_endpoint": "https://id.example.com/u",
    "end_session_endpoint": "https://id.example.com/out",
}


class Provider:
    """Answers with a document; fails as often as it is told to at first."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = dict(ENDPOINTS)
        self.failures = self.asked = 0
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked += 1
                assert self.path == "/realm/.well-known/openid-configuration"
                self.send_response(503 if provider.asked <= provider.failures else 200)
                self.end_headers()
                self.wfile.write(json.dumps(provider.document).encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/realm"
        self.document["issuer"] = self.issuer


@pytest.fixture
def provider(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    import login_discovery

    monkeypatch.setattr(login_discovery, "_PAUSE", 0.01)
    made = Provider()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def traits(provider: Provider, **own: str) -> Any:
    import login_discovery

    c = Config()
    c.GenericOAuthenticator.update({"client_id": "hub", **own})
    login_discovery.set_endpoints(c, {"issuer": provider.issuer, "hub": "https://hub.example.com"})
    return c.GenericOAuthenticator


def test_addresses_of_the_provider(provider: Provider) -> None:
    assert traits(provider) == {
        "client_id": "hub",
        "authorize_url": "https://id.example.com/a",
        "token_url": "https://id.example.com/t",
        "userdata_url": "https://id.example.com/u",
        "logout_redirect_url": "https://id.example.com/out?client_id=hub"
        "&post_logout_redirect_uri=https%3A%2F%2Fhub.example.com%2F",
    }


def test_what_is_written_wins(provider: Provider) -> None:
    found = traits(provider, token_url="http://inside/t", logout_redirect_url="https://bye.example.com")
    assert (found["token_url"], found["logout_redirect_url"]) == ("http://inside/t", "https://bye.example.com")
    assert found["authorize_url"] == "https://id.example.com/a"


def test_a_provider_that_starts_later(provider: Provider) -> None:
    provider.failures = 3
    assert traits(provider)["token_url"] == "https://id.example.com/t"
    assert provider.asked == 4


def test_a_provider_that_never_answers(provider: Provider) -> None:
    provider.failures = 100
    with pytest.raises(RuntimeError, match="does not say its addresses"):
        traits(provider)


def test_a_document_of_somebody_else(provider: Provider) -> None:
    provider.document["issuer"] = "https://evil.example.com"
    with pytest.raises(RuntimeError, match="speaks of another issuer"):
        traits(provider)
