"""Prints the table of docs/operations/vault.md from what the last run of the tests measured.

usage: python test/hub/faults.py      after `test/hub/run`
"""

from __future__ import annotations

import json
from pathlib import Path

MEASURED = Path(__file__).parents[2] / "build" / "vault-faults.jsonl"


def main() -> None:
    rows = [json.loads(line) for line in MEASURED.read_text(encoding="utf-8").splitlines()]
    print("| fault | watched for | access lost | what the hub and its operator see |\n| --- | --- | --- | --- |")
    for row in sorted(rows, key=lambda row: row["fault"]):
        print(f"| {row['fault']} | {row['lasted']} | {row['lost']} | {row['sees']} |")


if __name__ == "__main__":
    main()
