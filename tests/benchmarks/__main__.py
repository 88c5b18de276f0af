"""Runs every benchmark beside this file and prints its ratios. They are for reading,
not for passing: a ratio hardly depends on the machine, a time does."""

import importlib
import sys
from pathlib import Path

import django


def main() -> int:
    django.setup()
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        sys.stdout.write(f"{path.stem.removeprefix('bench_')}\n")
        benchmark = importlib.import_module(f"tests.benchmarks.{path.stem}")
        for label, ratio in benchmark.run():
            sys.stdout.write(f"  {ratio:8.2f}  {label}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
