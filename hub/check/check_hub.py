"""Loads a rendered hub's configuration with the real packages and makes a Pod of every profile. Starts nothing.

Reads a JSON document on stdin:  {"root", "mounts", "environment", "config", "users"}: the folder that stands for the
container's root, paths in it that are mounts, the container's variables, the path of the configuration, user names.
Prints one on stdout:  {"problems": [{"severity", "message", "section"?, "trait"?}], "spawns": [{"profile", "choices",
"user", "pod", "claim"} or {..., "error"}], "spawner"}.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterator
from typing import Any

import spawns
from mounted import redirect
from problems import Problems

KUBECONFIG = """
apiVersion: v1
kind: Config
current-context: none
contexts: [{name: none, context: {cluster: none, user: none}}]
clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
users: [{name: none, user: {}}]
"""


def main() -> None:
    """Checks what stdin describes."""
    request = json.load(sys.stdin)
    # Users' code may print; stdout belongs to the report.
    report, sys.stdout = sys.stdout, sys.stderr
    prepare(request)
    problems = Problems()
    rows: list[dict[str, Any]] = []
    app = load(request["config"], problems)
    if app is not None:
        rows = asyncio.run(spawns.all_spawns(app, request["users"], problems))
    json.dump({"problems": problems.found, "spawns": rows}, report)


def prepare(request: dict[str, Any]) -> None:
    """The container's variables and files. KubeSpawner wants a kubeconfig though nothing is asked of a cluster."""
    kubeconfig = f"{request['root']}/kubeconfig"
    with open(kubeconfig, "w", encoding="utf-8") as file:
        file.write(KUBECONFIG)
    os.environ.clear()
    os.environ.update({**request["environment"], "KUBECONFIG": kubeconfig})
    redirect(request["root"], request["mounts"])


def load(config: str, problems: Problems) -> Any:
    """JupyterHub with the configuration, or None where it does not load."""
    from jupyterhub.app import JupyterHub

    app = JupyterHub(log_level=logging.WARNING)
    # A spawner has no parent; it tells traitlets' own logger.
    for log in (app.log, logging.getLogger("traitlets")):
        log.handlers[:] = [problems.handler]
        log.propagate = False
    try:
        app.load_config_file(config)
        app.init_hub()
    except SystemExit:
        problems.add("error", "JupyterHub does not take this configuration.")
        return None
    except Exception as error:
        problems.add("error", f"{type(error).__name__}: {error}")
        return None
    problems.unknown_sections(app, list(known_classes(app)))
    return app


def known_classes(app: Any) -> Iterator[type]:
    """Classes whose traits count in this hub, and all others that are loaded."""
    from traitlets.config import Configurable

    yield from (app.authenticator_class, app.spawner_class, app.proxy_class, type(app))
    waiting: list[type] = [Configurable]
    while waiting:
        cls = waiting.pop()
        yield cls
        waiting.extend(cls.__subclasses__())


if __name__ == "__main__":
    main()
