"""What the real KubeSpawner makes of odd names of users and servers: one JSON list a line.

usage: user_names.py ROWS [SEED] > user-names.jsonl

A row is [user, server, slug scheme, template, claim]: the name of the claim that is made for that server when
the template is `pvc_name_template`. No cluster is needed. The same arguments give the same rows.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from types import SimpleNamespace

KUBECONFIG = """
apiVersion: v1
kind: Config
current-context: none
contexts: [{name: none, context: {cluster: none, user: none}}]
clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
users: [{name: none, user: {}}]
"""

TEMPLATES = [
    "claim-{username}",
    "claim-{username}--{servername}",
    "claim-{user_server}",
    "claim-{username}{servername}",
    "home-{user_server}-",
    "{unescaped_username}/{unescaped_servername}",
    "{safe_username}.{safe_servername}",
    "claim-{safe_user_server}",
    "{escaped_username}.{escaped_servername}",
    "claim-{escaped_user_server}",
    "{{{username}}}-x{{}}",
    "{hubnamespace}-{namespace}-{servername}",
    "shared",
    "x---",
]

ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnopqrstuvwxyz0123456789-",
    "ABCxyz019.-_@+ ",
    "aA-",
    "-",
    "0123456789",
    "äöüßéèçñøåŁŚżİıſK",
    "αβγςΣДжיוחسلام日本語한국어",
    "\U0001f600\U0001f469\u200d\U0001f4bb\U0001d4b3\U00010400",
    "\t\n\x00\x0f\x7f\u00a0\u2028\ufeff",
    "/\\'\"{}%$#:;,<>|&?*()[]",
]

# What somebody is called in real hubs, and names that look alike once letters are dropped.
KNOWN = [
    "alice",
    "Bob.Smith@example.org",
    "bob-smith-example-org",
    "bob.smith",
    "bob--smith",
    "bob---4b9ff5a4",
    "1st",
    "x-1st",
    "user-",
    "-user",
    "a",
    "A",
    "İstanbul",
    "a" * 46,
    "a" * 47,
    "a" * 48,
    "a" * 49,
    "a" * 63,
    "a" * 64,
    "a" * 255,
    "",
    " ",
    "abc\n",
    "{username}",
]


def odd_name(rng: random.Random) -> str:
    """A name of 1 to 300 letters, mostly short, out of one alphabet or a mixture; sometimes a known one."""
    if rng.random() < 0.1:
        return rng.choice(KNOWN)
    short, other = rng.randint(4, 20), rng.randint(4, 20)
    long, longest = rng.randint(30, 70), rng.randint(70, 300)
    length = rng.choice([1, 2, 3, short, other, long, longest])
    letters = "".join(rng.sample(ALPHABETS, rng.choice([1, 1, 2, 3])))
    name = "".join(rng.choice(letters) for _ in range(length))
    changed = [name.upper(), name + "-", "-" + name, name.replace("a", "--"), "0" + name[1:]]
    return rng.choice([name, name, *changed])


def spawner_class(scheme: str, template: str) -> type:
    """KubeSpawner with these two settings; the hub's namespace is fixed, wherever this runs."""
    from kubespawner import KubeSpawner
    from traitlets import default

    class Spawner(KubeSpawner):
        slug_scheme = scheme
        pvc_name_template = template

        @default("namespace")
        def _namespace_default(self) -> str:
            return "hub-ns"

    return Spawner


def rows(count: int, seed: int) -> Iterator[list[str]]:
    """Rows for `count` names; each third one has a named server."""
    from jupyterhub.objects import Hub

    rng = random.Random(seed)
    classes = {(s, t): spawner_class(s, t) for s in ("safe", "escape") for t in TEMPLATES}
    hub = Hub()
    for index in range(count):
        user = KNOWN[index] if index < len(KNOWN) else odd_name(rng)
        server = odd_name(rng) if rng.random() < 0.33 else ""
        scheme, template = rng.choice(list(classes))
        stand_in = SimpleNamespace(
            id=1, name=user, escaped_name=user, server=None, url="/", settings={}, roles=[], groups=[]
        )
        spawner = classes[scheme, template](
            _mock=True,
            hub=hub,
            user=stand_in,
            orm_spawner=SimpleNamespace(name=server, server=None),
            oauth_client_id="c",
        )
        yield [user, server, scheme, template, spawner.get_pvc_manifest().metadata.name]


async def main(count: str, seed: str = "1") -> None:
    # KubeSpawner wants a loop and a kubeconfig when it is made, though it never speaks to a server here.
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as kubeconfig:
        kubeconfig.write(KUBECONFIG)
        kubeconfig.flush()
        os.environ["KUBECONFIG"] = kubeconfig.name
        logging.disable()
        for row in rows(int(count), int(seed)):
            print(json.dumps(row, separators=(",", ":")))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
