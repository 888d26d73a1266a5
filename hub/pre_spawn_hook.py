"""A token for Vault in every server: made before the server starts, revoked when it has ended.

The token is in memory until the Secret of the server has it, and in no log, database or object besides.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

from jupyterhub.utils import exponential_backoff, maybe_future
from kubernetes_asyncio.client import V1EnvVar, V1EnvVarSource, V1SecretKeySelector
from kubespawner import KubeSpawner
from tornado.web import HTTPError

from token_secret import KEY, create_secret, secret_name, token_secret
from user_slug import user_slug
from vault_accessors import AT_ONCE, AccessorSpawner
from vault_client import VaultError, VaultUnavailable, in_seconds
from vault_tokens import VaultToken, tokens_of

TOKEN, PATH, UNAVAILABLE = "NOTEBOOK_VAULT_TOKEN", "NOTEBOOK_VAULT_PATH", "NOTEBOOK_VAULT_UNAVAILABLE"
# By this label other programs know what they applied, and may delete the rest.
_NOT_OURS = "app.kubernetes.io/instance"


class NotStarted(HTTPError):
    """A server that does not start. JupyterHub shows the message to the user, on its pages and in its API."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, message)
        self.jupyterhub_message = message


class VaultSpawner(AccessorSpawner):
    """See the module. `with_vault` makes one for a hub."""

    # Of config/vault.yaml.
    vault_settings: Mapping[str, Any]

    _token: VaultToken | None = None
    _secret_suffix: str | None = None
    # Why there is no token, in words for the user.
    _gap: str | None = None

    # ---- before the start, and after the end ----

    async def run_pre_spawn_hook(self) -> None:
        """The hook of the configuration first: what it refuses gets no token. Raises NotStarted."""
        await maybe_future(super().run_pre_spawn_hook())
        self._token = self._secret_suffix = self._gap = None
        until = in_seconds(self.vault_settings["timeout"])
        # Nothing of this server runs: what is left was not revoked in time.
        await self._revoke(self._accessors, min(until, in_seconds(AT_ONCE)))
        meta = {"user": self.user.name, "server": self.name, "pod": self.pod_name, "namespace": self.namespace}
        try:
            token = await self.vault.make(user_slug(self.user.name), meta, until=until)
        except VaultError as error:
            self.log.warning("No token for Vault for %s: %s", self._log_name, error)
            self._go_without(isinstance(error, VaultUnavailable))
            return
        self._token, self._secret_suffix = token, secrets.token_hex(4)
        self._remember(token.accessor)

    async def run_post_stop_hook(self) -> None:
        """Revokes, then runs the hook of the configuration. Also after a start that failed or was given up."""
        self._token = None
        try:
            await self._revoke_all(in_seconds(AT_ONCE))
        except Exception:
            self.log.exception("The token for Vault of %s was not revoked", self._log_name)
        finally:
            await maybe_future(super().run_post_stop_hook())

    def _go_without(self, down: bool) -> None:
        """Lets the server start without a token, or raises NotStarted."""
        if not self.vault_settings["required"]:
            happened = "did not answer" if down else "gave no token"
            self._gap = f"Vault, which keeps your secrets, {happened} when this server was started."
            return
        self._count_no_failure()
        happened = "does not answer" if down else "gives no token"
        advice = "Try again in a few minutes, then tell" if down else "Tell"
        raise NotStarted(
            503,
            f"Your server was not started, because Vault, which keeps your secrets, {happened}. "
            f"{advice} the administrators of this hub.",
        )

    def _count_no_failure(self) -> None:
        """JupyterHub ends itself after a few failures in a row; a hub that is well need not do so for Vault's."""
        self.consecutive_failure_limit = 0
        future, handler = self._spawn_future, self.handler
        if future is None or handler is None:
            return

        def uncount(_: Any) -> None:
            handler.settings["failure_count"] = max(handler.settings.get("failure_count", 0) - 1, 0)

        # After JupyterHub's own callback, which counts.
        future.add_done_callback(uncount)

    async def progress(self) -> AsyncIterator[dict[str, Any]]:
        """What the page of a pending server shows; also that it comes without secrets."""
        told = False
        async for event in super().progress():
            if self._gap is not None and not told:
                told = True
                yield {"progress": event["progress"], "message": f"{self._gap} It cannot read your secrets."}
            yield event

    # ---- the pod and its Secret ----

    async def get_pod_manifest(self) -> Any:
        """The pod, with the variables of Vault in its notebook, and none of the kind from elsewhere."""
        pod = await super().get_pod_manifest()
        notebook = next(each for each in pod.spec.containers if each.name == "notebook")
        others = [each for each in notebook.env or [] if _name(each) not in (TOKEN, PATH, UNAVAILABLE)]
        # First, so that others can refer to them.
        notebook.env = [*self._variables(), *others]
        return pod

    def _variables(self) -> list[V1EnvVar]:
        path = f"{self.vault_settings['userPath']}/{user_slug(self.user.name)}"
        variables = [V1EnvVar(name=PATH, value=path)]
        if self._secret_suffix is not None:
            key = V1SecretKeySelector(name=secret_name(self.pod_name, self._secret_suffix), key=KEY)
            variables.append(V1EnvVar(name=TOKEN, value_from=V1EnvVarSource(secret_key_ref=key)))
        if self._gap is not None:
            variables.append(V1EnvVar(name=UNAVAILABLE, value=self._gap))
        return variables

    async def _make_create_pod_request(self, pod: Any, request_timeout: float) -> bool:
        """The pod, then its Secret, for which the kubelet waits: nothing is left of a pod that was refused."""
        if not await super()._make_create_pod_request(pod, request_timeout):
            return False
        if self._token is not None:
            try:
                await self._create_secret(self._token.text, pod.metadata.name, request_timeout)
            except Exception as error:
                self.log.error("The token for Vault of %s has no Secret: %s", self._log_name, error)
                # JupyterHub stops only what it sees, and the pod may be too new for that.
                await self.stop(True)
                message = "Your server was not started, because the cluster did not take the token for your secrets."
                raise NotStarted(500, f"{message} Tell the administrators of this hub.") from None
            self._token = None
        return True

    async def _create_secret(self, token: str, pod: str, timeout: float) -> None:
        retry = self.k8s_api_request_retry_timeout
        uid = await exponential_backoff(partial(self._uid, pod, timeout), f"Pod {pod} has no uid", timeout=retry)
        labels = self._build_common_labels(self._expand_all(self.extra_labels))
        labels["app.kubernetes.io/component"] = self.component_label
        labels.pop(_NOT_OURS, None)
        metadata = {
            "name": secret_name(pod, self._secret_suffix or ""),
            "labels": labels,
            "annotations": self._build_common_annotations({}),
        }
        await create_secret(self.api, self.namespace, token_secret(token, pod, uid, metadata), timeout, retry)

    async def _uid(self, pod: str, timeout: float) -> str | None:
        """Asked for, because the reflector may still know an earlier pod of this name."""
        try:
            found = await asyncio.wait_for(self.api.read_namespaced_pod(pod, self.namespace), timeout)
        except TimeoutError:
            return None
        uid: str | None = found.metadata.uid
        return uid


def with_vault(spawner: type[KubeSpawner], settings: Mapping[str, Any]) -> type[KubeSpawner]:
    """A spawner class of a hub with what this module adds; `settings` as in config/vault.yaml. It keeps its name."""
    names = {"__module__": spawner.__module__, "__qualname__": spawner.__qualname__}
    bases = (VaultSpawner,) if spawner is KubeSpawner else (VaultSpawner, spawner)
    return type(spawner.__name__, bases, {**names, "vault": tokens_of(settings), "vault_settings": settings})


def _name(variable: Any) -> Any:
    return variable.get("name") if isinstance(variable, dict) else variable.name
