"""A project whose Vault is set up by the commands of hubsynth."""

from __future__ import annotations

from pathlib import Path

from command import answer, hubsynth, project
from openbao import OpenBao
from rendered import NAMESPACE

CONFIG = """name: lab
namespace: {namespace}
host: lab.example.com
login: {{ keycloak: {{ url: https://auth.example.com, realm: test, allow: {{ all: true }} }} }}
secrets: {{}}
vault:
  address: {address}
{more}"""


class VaultProject:
    """A config, and the commands that are about its Vault."""

    def __init__(self, bao: OpenBao, folder: Path, more: str = "") -> None:
        """`more`: further lines of the section `vault`, indented by two blanks."""
        self.bao = bao
        self.folder = project(folder, CONFIG.format(namespace=NAMESPACE, address=bao.address, more=more))

    def _options(self) -> list[str]:
        return ["--token-stdin", *(["--vault-ca", self.bao.ca] if self.bao.ca else [])]

    def vault(self, verb: str, *more: str) -> list[dict[str, str]]:
        """Steps of `vault setup`, checks of `vault check`."""
        said = answer("vault", verb, *self._options(), *more, cwd=self.folder, given=self.bao.root)
        return list(said.get("steps") or said.get("checks"))

    def set_up(self) -> str:
        """Sets Vault up; gives the hub's token."""
        assert {each["state"] for each in self.vault("setup")} <= {"created", "same"}
        done = hubsynth("vault", "token", *self._options(), cwd=self.folder, given=self.bao.root)
        assert done.returncode == 0, done.stderr
        token = str(self.bao.data("secret/data/jupyterhub/vault-token")["data"]["token"])
        assert token not in done.stdout + done.stderr
        return token
