"""`yosan ask` from a cold start, beside importing Sudachi and RapidFuzz and opening the dictionary alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from compileall import compile_dir
from pathlib import Path
from statistics import median

ROUNDS = 15
PLAIN = "import sudachipy, rapidfuzz; sudachipy.Dictionary(dict='core').tokenizer()"
OURS = "import sys; sys.argv[1:] = ['ask', '防災ラジオの予算はいくら？']; from bot.cli import console; console()"


def seconds(code: str, folder: str) -> float:
    """How long a fresh interpreter takes."""
    start = time.perf_counter()
    environment = {**os.environ, "YOSAN_DATA_DIR": folder}
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        stdout=subprocess.DEVNULL,
        env=environment,
        cwd=Path(__file__).parent.parent,
    )
    return time.perf_counter() - start


def main() -> None:
    """Print medians and their ratio; the two are run in turn, so that noise meets both.

    Both find bytecode, as after `make run`.
    """
    for package in ("bot", "data", "nlp"):
        compile_dir(Path(__file__).parent.parent / package, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        seconds(OURS, folder)
        pairs = [(seconds(OURS, folder), seconds(PLAIN, folder)) for _ in range(ROUNDS)]
    ours, plain = median(a for a, _ in pairs), median(b for _, b in pairs)
    print(
        f"yosan ask {ours * 1000:.0f} ms, libraries and dictionary {plain * 1000:.0f} ms, ratio {ours / plain:.2f}"
    )


if __name__ == "__main__":
    main()
