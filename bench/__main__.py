"""Runs every bench one after another, each in its own process: ``python -m bench [NAME …]``.

Each prints its own table of ratios; the last lines say which met their goals. Exits with 1 when one did not.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
BENCHES = ("px", "jsonstat", "charts", "pdf", "pictures", "serving")


def main() -> int:
    """Run the benches named, or all."""
    names = sys.argv[1:] or list(BENCHES)
    for name in names:
        if name not in BENCHES:
            print(f"unknown bench {name!r}; known: {', '.join(BENCHES)}")
            return 2
    results = {}
    for name in names:
        print(f"\n=== {name} ===", flush=True)
        results[name] = subprocess.run([sys.executable, str(FOLDER / f"{name}.py")], check=False).returncode == 0
    print("\n" + "\n".join(f"{name:<10} {'goals met' if met else 'a goal MISSED'}" for name, met in results.items()))
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
