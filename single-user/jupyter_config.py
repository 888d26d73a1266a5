"""Guards the MCP endpoint of a user's server: nobody gets in without being its user, whatever the image holds.

jupyter-mcp-server 0.21.0 asks nobody who they are, and the WebSocket of jupyter-mcp-tools does not either: whoever
reaches the hub would run code as any user whose server runs (issue 6). So every request for a handler of these
packages, and every path below /mcp, is first shown to Jupyter's identity provider, which asks the hub.

Jupyter's programs read this file as their jupyter_config.py; in those that are not servers it does nothing. A server
that cannot be guarded does not start.
"""

from __future__ import annotations

import importlib.util
import inspect
import sys
from functools import lru_cache

PACKAGES = ("jupyter_mcp_server", "jupyter_mcp_tools")


def is_guarded(application, path, handler):
    """Whether a request is for MCP: by the package of its handler, or by its path."""
    package = getattr(handler, "__module__", "").split(".")[0]
    return package in PACKAGES or is_endpoint(application, path)


def is_endpoint(application, path):
    endpoint = application.settings.get("base_url", "/").rstrip("/") + "/mcp"
    return path == endpoint or path.startswith(endpoint + "/")


async def require_user(handler):
    """Raises 403 for everybody but those whom the hub lets into this server."""
    from jupyter_server.base.handlers import JupyterHandler
    from tornado.web import HTTPError

    provider = handler.settings["identity_provider"]
    user = provider.get_user(handler)
    if inspect.isawaitable(user):
        user = await user
    if not user:
        raise HTTPError(403, "MCP needs a token for this server")
    handler.current_user = user
    # Cookies go along with requests that other pages make. Jupyter's own handlers look for that, bare ones do not.
    if not isinstance(handler, JupyterHandler) and not provider.is_token_authenticated(handler):
        raise HTTPError(403, "MCP needs a token, not a cookie")


@lru_cache(maxsize=None)
def guarded(handler):
    """The same handler, which asks first."""

    async def prepare(self):
        await require_user(self)
        rest = super(asking, self).prepare()
        if inspect.isawaitable(rest):
            await rest

    asking = type(handler.__name__, (handler,), {"prepare": prepare, "__module__": handler.__module__})
    return asking


def guard():
    """Every handler comes into being here, whoever registered it, and whenever."""
    from tornado.web import Application, ErrorHandler

    if getattr(Application, "_mcp_is_guarded", False):
        return
    find, delegate = Application.find_handler, Application.get_handler_delegate

    def get_handler_delegate(self, request, target_class, *args, **kwargs):
        if is_guarded(self, request.path, target_class):
            target_class = guarded(target_class)
        made = delegate(self, request, target_class, *args, **kwargs)
        made._mcp_is_guarded = True
        return made

    def find_handler(self, request, **kwargs):
        found = find(self, request, **kwargs)
        # Something else than a handler, an application within the application: nothing could ask there.
        if is_endpoint(self, request.path) and not getattr(found, "_mcp_is_guarded", False):
            return delegate(self, request, ErrorHandler, {"status_code": 403})
        return found

    Application.get_handler_delegate = get_handler_delegate
    Application.find_handler = find_handler
    Application._mcp_is_guarded = True


def enable(c):
    """Images whose extension is installed, but not switched on."""
    if importlib.util.find_spec("jupyter_mcp_server"):
        c.ServerApp.jpserver_extensions.update({"jupyter_mcp_server": True})


# Other programs, such as nbconvert, read this too and may have no tornado.
if "jupyter_server" in sys.modules:
    try:
        guard()
        enable(get_config())  # noqa: F821
    except Exception as error:
        # Jupyter would log any other exception and go on without the guard.
        raise SystemExit(f"The guard of MCP could not be set, so this server does not start: {error!r}") from error
