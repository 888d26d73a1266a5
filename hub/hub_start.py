"""What jupyterhub_config.py does before and after users' own code."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from typing import Any

from kubespawner import KubeSpawner
from traitlets.utils.importstring import import_item

import vault_metrics
from hub_spawner import with_profiles
from login_discovery import set_endpoints
from pre_spawn_hook import with_vault
from z2jh import HOME, document, existing_values, get_config, get_name, profiles_as_written, resolved

# Never taken from hub.config: the hub reads them from their Secret, and services from hub.services.
NOT_TAKEN = {
    "JupyterHub": {"proxy_auth_token", "cookie_secret", "services"},
    "ConfigurableHTTPProxy": {"auth_token"},
    "CryptKeeper": {"keys"},
}


def set_environment() -> None:
    """Variables that database drivers read, from secrets."""
    for name, place in (document(HOME / "config" / "environment.yaml") or {}).items():
        try:
            os.environ[name] = resolved(place)
        except KeyError:
            # The password may also stand in the database's address, or be none at all.
            if not get_config("hub.existingSecret"):
                raise


def set_traits(c: Any) -> None:
    """Every trait that was resolved when the files were built, and what only the pod knows."""
    for section, traits in (document(HOME / "config" / "traits.yaml") or {}).items():
        c[section].update(resolved(traits))
    c.CryptKeeper["keys"] = keys(c.CryptKeeper["keys"])
    c.KubeSpawner.namespace = os.environ.get("POD_NAMESPACE", "default")
    c.KubeSpawner.profile_list = resolved(profiles_as_written())
    set_from_values(c)
    login = document(HOME / "config" / "login.yaml")
    if login is not None:
        set_endpoints(c, login)


def keys(value: str | list[str]) -> list[str]:
    """Keys of the CryptKeeper: one text with semicolons between them, or a list of texts."""
    texts = [value] if isinstance(value, str) else value
    return [key for text in texts for key in text.split(";")]


def set_from_values(c: Any) -> None:
    """Traits that are a value as it is.

    They are the same objects as users' code gets from get_config: changing one changes the other, as it always has.
    And values.yaml of the user's existing Secret may replace them, and anything of hub.config.
    """
    existing = existing_values()
    for path, (section, trait) in document(HOME / "config" / "values-to-traits.yaml").items():
        value = get_config(path)
        if value is not None and (value == c[section].get(trait) or _at(existing, path) is not None):
            c[section][trait] = value
    for section, traits in (_at(existing, "hub.config") or {}).items():
        for trait in traits:
            if trait not in NOT_TAKEN.get(section, ()):
                c[section][trait] = get_config("hub.config")[section][trait]


def _at(values: Any, path: str) -> Any:
    for part in path.split("."):
        values = values.get(part) if isinstance(values, dict) else None
    return values


def set_spawner(c: Any) -> None:
    """Adds profiles that are read at each spawn, and tokens for Vault, to the spawner class, if it is a KubeSpawner.

    Where users' code replaced or changed the profile list, theirs stays until the hub starts again. Raises ValueError
    where Vault is on and the class is none.
    """
    vault = document(HOME / "config" / "vault.yaml")
    spawner = spawner_class(c.JupyterHub.spawner_class)
    if spawner is None or not issubclass(spawner, KubeSpawner):
        if vault:
            raise ValueError("Tokens for Vault need a spawner_class that is a KubeSpawner: remove it, or `vault`.")
        return
    start = resolved(profiles_as_written())
    untouched = c.KubeSpawner.get("profile_list") == start
    if not untouched:
        print(
            "Hub code of your own changed the profile list: an edit of the profiles counts when the hub starts again."
        )
    ours = with_profiles(
        spawner,
        read_profiles=read_profiles if untouched else None,
        start_profiles=start,
        files_config_map=get_name("singleuser"),
    )
    if not vault:
        c.JupyterHub.spawner_class = ours
        return
    c.JupyterHub.spawner_class = with_vault(ours, vault)
    vault_metrics.start(c.JupyterHub.spawner_class.vault.client)


def read_profiles() -> list[Any]:
    """The profiles as they are now. The folder is mounted whole, so an edit arrives without a restart."""
    profiles: list[Any] = resolved(document(HOME / "spawn" / "profiles.yaml") or [])
    return profiles


def spawner_class(setting: Any) -> Any:
    """The class that a setting names: itself, an entry point, or module.Class. None where there is none of that name;
    JupyterHub says so in its own words."""
    if not isinstance(setting, str):
        return setting if isinstance(setting, type) else None
    named = [each for each in entry_points(group="jupyterhub.spawners") if each.name == setting.lower()]
    try:
        found = named[0].load() if named else import_item(setting)
    except Exception:
        return None
    return found if isinstance(found, type) else None
