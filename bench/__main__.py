"""`make bench`: every measurement in turn, or those that are named: `python -m bench answers coldstart`."""

from __future__ import annotations

import subprocess
import sys

MEASUREMENTS = ("answers", "coldstart", "lookup", "reading", "updates", "outbox")
"""What is measured; each is a module with a process of its own, so that none warms another."""


def main(names: list[str]) -> int:
    """Run the measurements; 1 where one of them failed."""
    failed = 0
    for name in names or MEASUREMENTS:
        print(f"\n=== {name}", flush=True)
        failed |= (
            subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
