"""The wheel, installed where nothing of the checkout can be seen, builds the same site from a `content/` alone."""

import shutil
import subprocess
import sys
import venv
import zipfile
from datetime import date
from pathlib import Path

from site_builder.build import plan
from site_builder.write import MARKER

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_works_elsewhere(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=ROOT)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert not [name for name in names if name.startswith(("tests", "content", "output", "benchmarks"))]
    assert {"site_builder/catalogue/services/matomo.yaml", "site_builder/templates/scaffold/nl.md"} <= set(names)

    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=tmp_path)

    site = tmp_path / "site"
    shutil.copytree(ROOT / "content", site / "content")
    run(tmp_path / "venv" / "bin" / "site-builder", "build", "--no-pdf", "--as-of", "2026-11-22", cwd=site)
    run(python, "-I", "-m", "site_builder", "check", "--as-of", "2026-11-22", cwd=site)

    organisation = ("--name", "Club", "--email", "a@club.nl", "--website", "club.nl")
    address = ("--street", "Kade 1", "--postal-code", "1234 AB", "--city", "Hoorn")
    begun = ("init", tmp_path / "begun", *organisation, *address, "--use", "matomo,stripe")
    run(tmp_path / "venv" / "bin" / "site-builder", *begun, cwd=tmp_path)
    run(tmp_path / "venv" / "bin" / "site-builder", "check", "--drafts", cwd=tmp_path / "begun")

    built = {
        path.relative_to(site / "output").as_posix(): path.read_bytes()
        for path in (site / "output").rglob("*")
        if path.is_file() and path.name != MARKER
    }
    assert built == dict(plan(ROOT, date(2026, 11, 22)).files)
