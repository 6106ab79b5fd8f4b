"""Real web servers on loopback that serve a built site by the generated rules."""

import os
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.hosting.notations import NOTATIONS
from site_builder.hosting.rules import Rules, hosting_rules
from site_builder.parse import parse_site
from site_builder.read import read_project

ROOT = Path(__file__).parent.parent.parent
DAY = date(2027, 1, 1)
NGINX_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
NOBODY = 65534


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    """A running server: the port, and the folder and rules that it serves."""

    port: int
    folder: Path
    rules: Rules

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, named, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that a server may read which gave up its rights."""
    folder = Path(tempfile.mkdtemp(prefix="site-builder-hosting-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def output(open_folder: Path) -> Path:
    """The real site when it has a banner, with its compressed twins."""
    build(ROOT, open_folder / "output", DAY, precompress=True)
    return open_folder / "output"


@pytest.fixture(scope="session")
def rules() -> Rules:
    site, _ = parse_site(read_project(ROOT)[0])
    assert site is not None
    return hosting_rules(site.publication)


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=30).close()
                break
            except ConnectionRefusedError:
                assert process.poll() is None, log.read_text()
        yield
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """One below those that systems hand out by themselves, so that nobody has it before the server does."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def program(name: str, package: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        pytest.fail(f"No {name} was found: install the package “{package}”.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def nginx(open_folder: Path, output: Path, rules: Rules) -> Iterator[Served]:
    command = program("nginx", "nginx-light")
    port, folder = free_port(), open_folder / "nginx"
    folder.mkdir()
    included = NOTATIONS["nginx"](rules).replace("# brotli_static", "brotli_static")
    (folder / "rules").write_text(included)
    work = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} load_module {NGINX_BROTLI}; daemon off; pid {folder}/pid;\n"
        f"events {{}}\nhttp {{ access_log off; {work}\n"
        f"server {{ listen 127.0.0.1:{port}; root {output}; include {folder}/rules; }} }}\n"
    )
    with running([command, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"], port, folder / "log"):
        yield Served(port, output, rules)


@pytest.fixture(scope="session")
def apache(open_folder: Path, output: Path, rules: Rules) -> Iterator[Served]:
    command = program("apache2", "apache2-bin")
    port, folder = free_port(), open_folder / "apache"
    folder.mkdir()
    (folder / "rules").write_text(NOTATIONS["apache"](rules))
    modules = ("mpm_event", "authz_core", "autoindex", "mime", "dir", "alias", "headers", "rewrite")
    loaded = "".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n" for name in modules)
    rights = f"User #{NOBODY}\nGroup #{NOBODY}\n" if os.geteuid() == 0 else ""
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nPidFile {folder}/pid\nListen 127.0.0.1:{port}\nServerName localhost\n{rights}{loaded}"
        f"TypesConfig /dev/null\nErrorLog {folder}/errors\nDocumentRoot {output}\nStartServers 1\n"
        f"<Directory {output}>\nRequire all granted\nInclude {folder}/rules\n</Directory>\n"
    )
    with running([command, "-f", str(folder / "apache.conf"), "-DFOREGROUND"], port, folder / "log"):
        yield Served(port, output, rules)


@pytest.fixture(params=["nginx", "apache"])
def server(request: pytest.FixtureRequest) -> Served:
    served: Served = request.getfixturevalue(request.param)
    return served
