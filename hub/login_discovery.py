"""Addresses of a login provider that the config leaves to the provider: asked for once, when the hub starts."""

from __future__ import annotations

import json
import ssl
import time
import urllib.request
from typing import Any
from urllib.parse import urlencode

_TRAITS = {
    "authorize_url": "authorization_endpoint",
    "token_url": "token_endpoint",
    "userdata_url": "userinfo_endpoint",
}
_TRIES = 6
_PAUSE = 5.0
_TIMEOUT = 10.0


def set_endpoints(c: Any, settings: dict[str, Any]) -> None:
    """Sets what is not set. `settings` is config/login.yaml. Raises where the provider does not answer as itself."""
    found = _discovered(settings)
    traits = c.GenericOAuthenticator
    for trait, key in _TRAITS.items():
        if trait not in traits:
            traits[trait] = found[key]
    end = found.get("end_session_endpoint")
    if end and "logout_redirect_url" not in traits:
        query = {"client_id": traits["client_id"], "post_logout_redirect_uri": f"{settings['hub']}/"}
        traits["logout_redirect_url"] = f"{end}?{urlencode(query)}"


def _discovered(settings: dict[str, Any]) -> dict[str, Any]:
    issuer = settings["issuer"]
    url = f"{issuer}/.well-known/openid-configuration"
    context = ssl.create_default_context(cafile=settings.get("ca"))
    for left in range(_TRIES - 1, -1, -1):
        try:
            with urllib.request.urlopen(url, timeout=_TIMEOUT, context=context) as answer:
                document: dict[str, Any] = json.load(answer)
            break
        except (OSError, ValueError) as error:
            if left == 0:
                raise RuntimeError(f"The login provider at {url} does not say its addresses: {error}") from None
            print(f"The login provider at {url} does not answer yet: {error}")
            time.sleep(_PAUSE)
    # Somebody else's document would send users, and the client secret, to somebody else.
    if document.get("issuer") != issuer:
        raise RuntimeError(f"{url} speaks of another issuer: {document.get('issuer')}")
    return document
