"""KubeSpawner with profiles that are read at each spawn, checked for each user, and gone after a spawn that failed."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kubespawner import KubeSpawner
from traitlets import default

from hub_profiles import Person, Profile, check, permitted, renamed

_MISSING = object()


class ProfileSpawner(KubeSpawner):
    """See the module. `with_profiles` makes one for a hub."""

    # Gives the profile list as it is now; None where users' own code replaced the list.
    read_profiles: Callable[[], list[Profile]] | None = None
    # The list that the configuration holds since the hub started.
    start_profiles: list[Profile] | None = None
    # A ConfigMap of files, which the configuration calls a Secret as the chart does (docs/differences.md).
    files_config_map: str | None = None

    if TYPE_CHECKING:  # traits
        options_form: Any
        profile_list: Any
        user_options: Any

    _form: Any = _MISSING

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # What stood there before group overrides, and before the profile.
        self._before: dict[str, Any] = {}
        self._before_profile: dict[str, Any] = {}
        self._layer = self._before
        self._seen_profiles = copy.deepcopy(self.start_profiles)
        super().__init__(*args, **kwargs)

    # ---- the list, fresh at each spawn ----

    def clear_state(self) -> None:
        """JupyterHub calls this before the hooks of a spawn, and after a server has ended."""
        self._restore()
        super().clear_state()
        self._refresh()
        # Here, so that hooks of users' own see the slug of today.
        if isinstance(self.profile_list, list):
            self._rename(self.profile_list)

    async def get_options_form(self) -> Any:
        """The form of the profiles as they are now, unless users' own code made a form."""
        self._refresh()
        if self.options_form == self._form:
            self.options_form = self._options_form_default()
        return await super().get_options_form()

    @default("options_form")
    def _options_form_default(self) -> Any:
        self._form = super()._options_form_default()
        return self._form

    def _refresh(self) -> None:
        """Reads the list again, unless users' own code put another one on this spawner."""
        read = type(self).read_profiles
        if read is None or self.profile_list != self._seen_profiles:
            return
        try:
            self.profile_list = read()
        except Exception:
            self.log.exception("The profiles cannot be read; those from before stay.")
        self._seen_profiles = copy.deepcopy(self.profile_list)

    # ---- for each user their own ----

    def _person(self) -> Person:
        groups = getattr(self.user, "groups", None) or []
        return Person(self.user.name, frozenset(group.name for group in groups))

    def _get_initialized_profile_list(self, profile_list: list[Profile]) -> list[Profile]:
        mine: list[Profile] = super()._get_initialized_profile_list(permitted(profile_list or [], self._person()))
        return mine

    def _render_options_form(self, profile_list: list[Profile]) -> str:
        # Without a profile there is nothing to choose: the spawn starts, and tells why it is refused.
        return super()._render_options_form(profile_list) if permitted(profile_list, self._person()) else ""

    async def load_user_options(self) -> None:
        """Refuses what is not open to the user, then lets KubeSpawner apply the profile."""
        # Users' hooks call this too, before the start does: the profile is applied once, above the group's overrides.
        self._undo(self._before_profile)
        self._refresh()
        profiles = self.profile_list
        if callable(profiles):
            profiles = profiles(self)
            if asyncio.iscoroutine(profiles) or asyncio.isfuture(profiles):
                profiles = await profiles
        if profiles:
            self._rename(profiles)
            check(self.user_options or {}, self._get_initialized_profile_list(profiles))
        self._layer = self._before_profile
        try:
            await super().load_user_options()
        except BaseException:
            self._restore()
            raise
        finally:
            self._layer = self._before

    def _rename(self, profiles: list[Profile]) -> None:
        options = renamed(self.user_options or {}, profiles)
        if options != self.user_options:
            self.user_options = options
            if self.orm_spawner is not None:
                self.orm_spawner.user_options = options

    # ---- nothing stays of a profile that failed ----

    def _apply_overrides(self, spawner_override: dict[str, Any]) -> None:
        for name in spawner_override:
            if name not in self._layer:
                self._layer[name] = copy.deepcopy(getattr(self, name, _MISSING))
        super()._apply_overrides(spawner_override)

    def _restore(self) -> None:
        """Puts back what a profile, or a group, had overridden."""
        self._undo(self._before_profile)
        self._undo(self._before)

    def _undo(self, before: dict[str, Any]) -> None:
        for name, value in before.items():
            if value is _MISSING:
                self.__dict__.pop(name, None)
            else:
                setattr(self, name, value)
        before.clear()

    def start(self) -> Any:
        """Starts the server; a start that fails or is given up leaves nothing of its profile."""
        future = asyncio.ensure_future(super().start())
        future.add_done_callback(self._after_start)
        return future

    def _after_start(self, future: asyncio.Future[Any]) -> None:
        if future.cancelled() or future.exception() is not None:
            self._restore()

    # ---- files ----

    async def get_pod_manifest(self) -> Any:
        """The pod, with files from the ConfigMap that holds them."""
        pod = await super().get_pod_manifest()
        for volume in pod.spec.volumes or []:
            # KubeSpawner leaves what lies below a volume as it was configured.
            secret = volume.secret
            ours = volume.name == "files" and isinstance(secret, dict)
            if ours and secret.get("secretName") == self.files_config_map:
                name = secret["secretName"]
                volume.config_map = {"name": name, **{k: v for k, v in secret.items() if k != "secretName"}}
                volume.secret = None
        return pod


def with_profiles(
    spawner: type[KubeSpawner],
    read_profiles: Callable[[], list[Profile]] | None,
    start_profiles: list[Profile] | None,
    files_config_map: str,
) -> type[KubeSpawner]:
    """A spawner class of a hub with what this module adds. It keeps the name of the class, by which traits are set."""
    bases = (ProfileSpawner,) if spawner is KubeSpawner else (ProfileSpawner, spawner)
    return type(
        spawner.__name__,
        bases,
        {
            "__module__": spawner.__module__,
            "__qualname__": spawner.__qualname__,
            "read_profiles": staticmethod(read_profiles) if read_profiles else None,
            "start_profiles": start_profiles,
            "files_config_map": files_config_map,
        },
    )
