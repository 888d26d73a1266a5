"""The cells of the access matrix: what people ask for, honestly or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

TYPED = ("registry.example.org/own:7", "evil.example.com/own:7")

FORGED: dict[str, Any] = {
    "a profile that is not there": {"profile": "missing"},
    "a profile by its display name": {"profile": "Operations"},
    "no profile": {},
    "no profile, a choice of the default's": {"image": "full"},
    "no profile, a choice that is not there": {"image": "missing"},
    "no profile, a typed value": {"image--unlisted-choice": TYPED[0]},
    "an empty profile": {"profile": ""},
    "a profile as a list": {"profile": ["operations"]},
    "a profile as a map": {"profile": {"slug": "operations"}},
    "a profile as a number": {"profile": 1},
    "a profile as true": {"profile": True},
    "a choice that is not there": {"profile": "open", "image": "missing"},
    "a choice as a list": {"profile": "open", "image": ["full"]},
    "a choice as a map": {"profile": "open", "image": {"full": 1}},
    "a choice as a number": {"profile": "open", "image": 7},
    "a typed value where none may be": {"profile": "open", "image--unlisted-choice": TYPED[0]},
    "a typed value where it is switched off": {"profile": "class", "size--unlisted-choice": "99G"},
    "a typed value as a list": {"profile": "byo", "image--unlisted-choice": [TYPED[0]]},
    "a typed value as a map": {"profile": "byo", "image--unlisted-choice": {"value": TYPED[0]}},
    "a typed value with more behind it": {"profile": "byo", "image--unlisted-choice": f"{TYPED[0]}/../x"},
    "a template as typed value": {"profile": "byo", "image--unlisted-choice": "{hub}"},
    "a choice of another profile": {"profile": "open", "size": "large", "cards": "two"},
    "an override": {
        "profile": "open",
        "kubespawner_override": {"image": "evil.example.com/x:1"},
        "mem_limit": "99G",
    },
    "a former name": {"profile": "cuda"},
    "another former name, a choice": {"profile": "old-gpu", "cards": "two"},
    "a former name of what is for nobody": {"profile": "ancient"},
    "a slug in another case": {"profile": "Operations"},
    "a slug with a space": {"profile": "operations "},
}

# Not even a map: JupyterHub takes any JSON for options.
NOT_OPTIONS: dict[str, Any] = {"a list": ["operations"], "a text": "operations", "a number": 7}


def honest(profiles: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every profile with every choice, with none, and with typed values."""
    for profile in profiles:
        answers = []
        for key, option in profile.get("profile_options", {}).items():
            one = [{}, *({key: choice} for choice in option["choices"])]
            if option.get("unlisted_choice", {}).get("enabled"):
                one += [{f"{key}--unlisted-choice": typed} for typed in TYPED]
            answers.append(one)
        for combination in product(*answers):
            options = {"profile": profile["slug"]}
            for each in combination:
                options |= each
            yield " ".join(options.values()), options
