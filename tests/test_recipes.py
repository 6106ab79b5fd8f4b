"""The recipes of docs/deploy.md do what they say: their commands are run, as far as one machine can."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import BASE

ROOT = Path(__file__).parent.parent
DEPLOY = (ROOT / "docs" / "deploy.md").read_text()
BROKEN = ("locales:", "local:")


def block(marker: str) -> str:
    """The block of code that contains a text."""
    [found] = [block for block in re.findall(r"^```\w*\n(.*?)^```$", DEPLOY, re.M | re.S) if marker in block]
    return str(found)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site, as in somebody's repository."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    return root


@pytest.fixture
def run(tmp_path: Path, project: Path) -> "Run":
    return Run(tmp_path, project)


class Run:
    """Runs a recipe's commands in the project: `site-builder` is ours; what would install software does nothing."""

    def __init__(self, folder: Path, project: Path) -> None:
        self.project = project
        self.programs = folder / "programs"
        self.programs.mkdir()
        # PDFs take seconds and have tests of their own.
        no_pdf = '[ "$1" != build ] || set -- "$@" --no-pdf'
        self.program("site-builder", f'{no_pdf}\nexec "{sys.executable}" -m site_builder "$@"')
        for name in ("sudo", "apt-get", "pip"):
            self.program(name, "exit 0")

    def stand_in(self) -> None:
        """A builder that writes one page, where the recipe around it is what counts."""
        self.program("site-builder", '[ "$1" != build ] || { mkdir -p "$4"; basename "$4" > "$4/index.html"; }')

    def program(self, name: str, command: str) -> None:
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{command}\n")
        file.chmod(0o755)

    def __call__(self, command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        known = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **environment}
        return subprocess.run(
            ["/bin/sh", "-ec", command], cwd=self.project, env=known, capture_output=True, text=True, check=False
        )

    def all(self, commands: list[str]) -> list[int]:
        """The exit codes, up to the first that stops the job."""
        codes: list[int] = []
        for command in commands:
            done = self(command)
            codes.append(done.returncode)
            if done.returncode:
                assert "Traceback" not in done.stderr, done.stderr
                break
        return codes


def spoil(project: Path) -> None:
    site = project / "content/site.yaml"
    site.write_text(site.read_text().replace(*BROKEN))


def workflow() -> dict[str, Any]:
    parsed: dict[Any, Any] = yaml.safe_load(block("# .github/workflows/site.yml"))
    return {**parsed, "on": parsed[True]}  # YAML 1.1 reads that key as true


def github_steps() -> list[str]:
    return [step["run"] for step in workflow()["jobs"]["site"]["steps"] if "run" in step]


def gitlab_steps(job: str) -> list[str]:
    pipeline = yaml.safe_load(block("# .gitlab-ci.yml"))
    return [*pipeline["before_script"], *pipeline[job]["script"]]


JOBS = [github_steps(), gitlab_steps("check"), gitlab_steps("pages")]


@pytest.mark.parametrize("steps", JOBS, ids=["github", "gitlab-check", "gitlab-pages"])
def test_a_good_commit_is_green_and_a_broken_one_red(run: Run, steps: list[str]) -> None:
    assert run.all(steps) == [0] * len(steps)
    spoil(run.project)
    assert run.all(steps)[-1] == 1


def test_the_workflow_publishes_what_was_checked_and_no_pull_request() -> None:
    jobs = workflow()["jobs"]
    assert {"pull_request", "push", "schedule"} == set(workflow()["on"])
    upload = next(step for step in jobs["site"]["steps"] if "upload-pages" in step.get("uses", ""))
    assert upload["with"] == {"path": "output"}
    assert jobs["publish"]["needs"] == "site"
    assert jobs["publish"]["if"] == "github.event_name != 'pull_request'"


# --- a server of your own ---------------------------------------------------------------------------------------------


@pytest.fixture
def script(run: Run) -> Path:
    file = run.project / "publish.sh"
    file.write_text(block("# publish.sh:"))
    file.chmod(0o755)
    return file


@pytest.fixture
def served(tmp_path: Path) -> Path:
    return tmp_path / "srv"


def live(served: Path) -> str:
    return (served / "current").resolve().name


def releases(served: Path) -> list[str]:
    return sorted(path.name for path in (served / "releases").iterdir())


@pytest.fixture
def address(served: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    handler = partial(Quiet, directory=str(served / "current"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_a_site_is_published_and_goes_back(run: Run, script: Path, served: Path, address: str) -> None:
    known = {"SITE": str(served), "URL": address}
    assert run("./publish.sh", **known).returncode == 0
    assert live(served) == "000001"
    assert (served / "current/nl/index.html.br").is_file()
    assert run("./publish.sh", **known).returncode == 0
    assert (live(served), releases(served)) == ("000002", ["000001", "000002"])
    assert run("./publish.sh --back", **known).returncode == 0
    assert live(served) == "000001"
    again = run("./publish.sh --back", **known)
    assert (again.returncode, again.stderr) == (1, "There is no release before this one.\n")


def test_one_step_puts_a_site_in_the_place_of_another(run: Run, script: Path, served: Path) -> None:
    """The site is there before `mv` and after it, and mv -T is one rename(2)."""
    run.stand_in()
    assert run("./publish.sh", SITE=str(served)).returncode == 0
    real = shutil.which("mv")
    run.program("mv", f'cat "$3/index.html"; {real} "$@"; cat "$3/index.html"')
    looked = run("./publish.sh", SITE=str(served))
    assert looked.stdout.splitlines() == ["000001", "000002", f"{served}/current is now 000002"]
    # After going back, the next one is a new one all the same.
    assert run("./publish.sh --back && ./publish.sh", SITE=str(served)).returncode == 0
    assert live(served) == "000003"


def test_a_broken_site_is_not_published(run: Run, script: Path, served: Path) -> None:
    assert run("./publish.sh", SITE=str(served)).returncode == 0
    spoil(run.project)
    failed = run("./publish.sh", SITE=str(served))
    assert failed.returncode == 1
    assert "content/site.yaml" in failed.stderr
    assert (live(served), releases(served)) == ("000001", ["000001"])


def test_a_live_site_that_is_wrong_goes_back_by_itself(run: Run, script: Path, served: Path, tmp_path: Path) -> None:
    """What a proxy in between may do: give other bytes than those in the folder."""

    class Meddling(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def do_GET(self) -> None:
            self.send_error(503)

    assert run("./publish.sh", SITE=str(served)).returncode == 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Meddling) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        failed = run("./publish.sh", SITE=str(served), URL=f"http://127.0.0.1:{server.server_address[1]}/")
        server.shutdown()
    assert failed.returncode == 1
    assert "The website answers 503" in failed.stdout
    assert live(served) == "000001"


def test_old_releases_are_cleared_and_the_one_before_is_kept(run: Run, script: Path, served: Path) -> None:
    for number in range(1, 8):
        (served / f"releases/{number:06}").mkdir(parents=True)
    (served / "current").symlink_to("releases/000002")
    run.stand_in()
    assert run("./publish.sh", SITE=str(served)).returncode == 0
    assert live(served) == "000008"
    assert releases(served) == ["000002", "000004", "000005", "000006", "000007", "000008"]


# --- every day --------------------------------------------------------------------------------------------------------


def test_the_line_for_cron_publishes(run: Run, script: Path, served: Path) -> None:
    run.stand_in()
    zone, line = block("CRON_TZ").splitlines()
    assert zone == "CRON_TZ=Europe/Amsterdam"
    fields = line.split(maxsplit=5)
    assert fields[:5] == ["5", "0", "*", "*", "*"]
    command = fields[5].replace("/srv/privacy-sources", f"'{run.project}'")
    assert run(command, SITE=str(served)).returncode == 0
    assert live(served) == "000001"


def unit(name: str) -> Mapping[str, Mapping[str, str]]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way to keep the case of keys
    parser.read_string(block(f"# /etc/systemd/system/{name}"))
    return parser


def test_the_service_publishes_and_the_timer_is_for_it(run: Run, script: Path, served: Path) -> None:
    run.stand_in()
    service, timer = unit("privacy.service"), unit("privacy.timer")
    assert service["Service"]["WorkingDirectory"] == "/srv/privacy-sources"
    assert run(service["Service"]["ExecStart"], SITE=str(served)).returncode == 0
    assert live(served) == "000001"
    assert timer["Timer"] == {"OnCalendar": "*-*-* 00:05:00 Europe/Amsterdam", "Persistent": "true"}


# --- before a commit --------------------------------------------------------------------------------------------------


def test_the_hook_stops_a_broken_commit(run: Run) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    [repository] = yaml.safe_load(block("# .pre-commit-config.yaml"))["repos"]
    assert [used["id"] for used in repository["hooks"]] == [hook["id"]]
    assert re.search(hook["files"], "content/site.yaml")
    assert not re.search(hook["files"], "README.md")
    assert hook["pass_filenames"] is False
    assert run(hook["entry"]).returncode == 0
    spoil(run.project)
    assert run(hook["entry"]).returncode == 1


# --- a monitor --------------------------------------------------------------------------------------------------------


def test_the_monitor_says_a_line(run: Run, script: Path, served: Path, address: str) -> None:
    assert run("./publish.sh", SITE=str(served)).returncode == 0
    shutil.copy(served / "current/versions.json", run.project / "versions.json")
    commands = [line for line in re.findall(r"^site-builder verify https.*$", DEPLOY, re.M) if "example.nl" in line]
    assert len(commands) == 3
    for command in commands:
        done = run(command.replace("https://privacy.example.nl/", address))
        assert (done.returncode, len(done.stdout.splitlines())) == (0, 1), done.stdout + done.stderr
    # The file is changed where it is served, as an intruder would.
    page = served / "current/nl/index.html"
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>Hi</p></main>"))
    done = run(f"site-builder verify {address} --format json")
    assert done.returncode == 1
    assert [problem["path"] for problem in json.loads(done.stdout)["problems"]] == ["nl/index.html"]
