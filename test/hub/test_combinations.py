"""All sections together in the real hub, until every two forms of two sections have met (test/combinations)."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from command import hubsynth, project
from rendered import ROOT

SECTIONS = yaml.safe_load((ROOT / "test" / "combinations" / "sections.yaml").read_text(encoding="utf-8"))
Row = dict[str, str]
Pair = frozenset[tuple[str, str]]


def met(row: Row) -> set[Pair]:
    return {frozenset(pair) for pair in combinations(row.items(), 2)}


def rows() -> list[Row]:
    """Each takes the form of each section that makes most pairs meet for the first time."""
    forms = {section: list(known) for section, known in SECTIONS.items()}
    wanted: set[Pair] = {
        frozenset(((one, a), (other, b)))
        for one, other in combinations(forms, 2)
        for a in forms[one]
        for b in forms[other]
    }
    found: list[Row] = []
    while wanted:
        # A pair that has not met begins; sections with most forms choose first.
        row: Row = dict(min(wanted, key=sorted))
        for section in sorted(forms, key=lambda each: -len(forms[each])):
            if section not in row:
                row[section] = max(forms[section], key=lambda form: len(met({**row, section: form}) & wanted))
        wanted -= met(row)
        found.append(row)
    return found


ROWS = rows()


def test_there_are_not_many() -> None:
    assert 8 < len(ROWS) < 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row.values()))
def test_the_real_hub_takes_every_combination(tmp_path: Path, row: Row) -> None:
    sections = {section: SECTIONS[section][form] for section, form in row.items()}
    config = {"name": "lab", "host": "lab.example.com", **sections}
    done = hubsynth("check", "hub", "--json", cwd=project(tmp_path, yaml.safe_dump(config)))
    assert done.returncode == 0, done.stderr
    (hub,) = json.loads(done.stdout)["hubs"]
    offered = {"geo"} if row["profiles"] == "custom" else {"buun-stack", "buun-stack-cuda", "pyspark"}
    assert offered <= {each["profile"] for each in hub["spawns"]}
