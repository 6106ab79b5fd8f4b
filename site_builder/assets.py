"""Style sheets and scripts: minified, and named by their content so that browsers may keep them for ever."""

import hashlib
from collections.abc import Mapping
from functools import partial

from site_builder.memory.digested import only
from site_builder.memory.files import Files, MadeFiles, remember_files
from site_builder.memory.steps import BuildMemory
from site_builder.records import record

PUBLISHED = ("css/site.css", "css/changes.css", "css/print.css", "js/site.js", "icon.svg")
# Kept under their own names, where `../fonts/` leads to from a published style sheet as from its source.
FONTS = "fonts/"


@record
class Assets:
    """The files by the path they are published at, and that path by the file's own name."""

    files: Mapping[str, bytes]
    paths: Mapping[str, str]


def bundle_assets(static: Mapping[str, bytes], memory: BuildMemory | None = None) -> Assets:
    """The assets of every page, made from the files of `static/`."""
    files: list[Mapping[str, bytes]] = []
    paths: dict[str, str] = {}
    for source in PUBLISHED:
        made, _ = remember_files(memory or BuildMemory(), f"asset:{source}", partial(_asset, source, static))
        [paths[source]] = made
        files.append(made)
    fonts = only(static, (path for path in static if path.startswith(FONTS) and path.endswith(".ttf")))
    return Assets(Files(*files, fonts), paths)


def _asset(source: str, static: Mapping[str, bytes]) -> MadeFiles:
    data = minify(source, static[source])
    name, _, suffix = source.rpartition("/")[2].rpartition(".")
    return {f"assets/{name}.{hashlib.sha256(data).hexdigest()[:12]}.{suffix}": data}, ()


def minify(path: str, data: bytes) -> bytes:
    """A style sheet or script without what only its authors read."""
    import minify as tdewolff

    types = {"css": "text/css", "js": "application/javascript", "svg": "image/svg+xml"}
    minified: str = tdewolff.string(types[path.rpartition(".")[2]], data.decode())
    return minified.encode()
