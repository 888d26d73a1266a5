"""The Pod and the claim that KubeSpawner would ask for: every profile and choice, a list of users."""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator
from typing import Any

from problems import Problems

Options = dict[str, str]


async def all_spawns(app: Any, users: list[str], problems: Problems) -> list[dict[str, Any]]:
    """All choices for the first user, all profiles for each other one."""
    from kubernetes_asyncio.client import ApiClient
    from kubespawner import KubeSpawner

    try:
        authenticator = app.authenticator_class(parent=app)
        # As at the start of a hub: a login that lets nobody in is told.
        authenticator.check_allow_config()
    except Exception as error:
        problems.add("error", f"{app.authenticator_class.__name__}: {error}", section=app.authenticator_class.__name__)
        return []
    if not issubclass(app.spawner_class, KubeSpawner):
        problems.add("warning", f"{app.spawner_class.__name__} is no KubeSpawner: no Pods were made.")
        return []
    hub = Hub(app, authenticator)
    rows: list[dict[str, Any]] = []
    async with ApiClient() as api:
        for index, user in enumerate(users):
            for profile, choices, options in hub.variants(user, everything=index == 0):
                row = {"user": user, "profile": profile, "choices": choices}
                try:
                    pod, claim = await hub.spawn(user, options)
                    row.update(pod=api.sanitize_for_serialization(pod), claim=api.sanitize_for_serialization(claim))
                except Exception as error:
                    row["error"] = f"{type(error).__name__}: {error}"
                rows.append(row)
    return rows


class Hub:
    """As much of a running hub as a spawner looks at."""

    def __init__(self, app: Any, authenticator: Any) -> None:
        from jupyterhub import orm

        logging.getLogger("alembic").setLevel(logging.ERROR)
        self.app = app
        self.session = orm.new_session_factory("sqlite:///:memory:")()
        self.settings = {
            "config": app.config,
            "authenticator": authenticator,
            "spawner_class": app.spawner_class,
            "hub": app.hub,
            "base_url": app.base_url,
            "db": self.session,
            "cookie_options": {},
            "cookie_host_prefix_enabled": False,
            "subdomain_host": "",
            "allow_named_servers": app.allow_named_servers,
            "internal_ssl": False,
            "admin_access": app.admin_access,
            "log": app.log,
        }

    def spawner(self, name: str) -> Any:
        """A new spawner of a user, with profiles that are open to all: who may start what is not looked at here."""
        from jupyterhub import orm
        from jupyterhub.user import User

        found = self.session.query(orm.User).filter_by(name=name).first()
        if found is None:
            found = orm.User(name=name)
            self.session.add(found)
            self.session.commit()
        spawner = User(found, settings=self.settings, db=self.session)._new_spawner("")
        spawner.api_token = "not-a-token"
        if isinstance(spawner.profile_list, list):
            spawner.profile_list = without_allow(spawner.profile_list)
        return spawner

    def variants(self, user: str, everything: bool) -> Iterator[tuple[str, str, Options]]:
        """(profile, choices, options): no choice at all, each profile, and each choice of each option."""
        spawner = self.spawner(user)
        # A list that code makes for each user is not looked into.
        written = [] if callable(spawner.profile_list) else spawner.profile_list
        profiles = spawner._get_initialized_profile_list(written) or []
        if not profiles:
            yield "", "", {}
        for profile in profiles:
            slug = profile["slug"]
            yield slug, "", {"profile": slug}
            for name, option in (profile.get("profile_options") or {}).items() if everything else ():
                for choice, settings in (option.get("choices") or {}).items():
                    if not settings.get("default"):
                        yield slug, f"{name}={choice}", {"profile": slug, name: choice}

    async def spawn(self, user: str, options: Options) -> tuple[Any, Any]:
        """The Pod, and the claim where there is one. Hooks are not run: they may ask others."""
        spawner = self.spawner(user)
        spawner.user_options = dict(options)
        await spawner.load_user_options()
        pod = await spawner.get_pod_manifest()
        return pod, spawner.get_pvc_manifest() if spawner.storage_pvc_ensure else None


def without_allow(node: Any) -> Any:
    """Profiles and choices without the people they are open to."""
    if isinstance(node, dict):
        return {key: without_allow(value) for key, value in node.items() if key != "allow"}
    return [without_allow(each) for each in node] if isinstance(node, list) else copy.deepcopy(node)
