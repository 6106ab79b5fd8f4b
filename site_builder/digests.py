"""`digests.json`: the SHA-256 of every file of the site, so that others can see whether it is still what was built."""

import hashlib
from collections.abc import Mapping
from itertools import islice
from json.encoder import encode_basestring as quoted

from site_builder.memory.files import Files

DIGESTS = "digests.json"


def digests_file(files: Mapping[str, bytes]) -> bytes:
    """The list of all `files`, and one digest of it for who wants to note a single number."""
    known = Files(files).digests()
    return digests_text({path: known[path] for path in sorted(known)}).encode()


def digests_text(digests: Mapping[str, str]) -> str:
    """The list as it is written: there is no other way to write it, so nothing in it can change unseen."""
    # What `json.dumps` would write with `indent=1`, of which it has no fast way.
    head = f'{{\n "digest": "{list_digest(digests)}",\n "files": {{'
    listed = [f",\n  {quoted(path)}: {quoted(digest)}" for path, digest in digests.items()]
    first = [line.removeprefix(",") for line in listed[:1]]
    return "".join((head, *first, *listed[1:], "\n }\n}\n" if listed else "}\n}\n"))


def list_digest(digests: Mapping[str, str]) -> str:
    """SHA-256 of the lines that `sha256sum` would print for the files."""
    known = hashlib.sha256()
    lines = (f"{digest}  {path}\n" for path, digest in digests.items())
    while some := "".join(islice(lines, 1_000)):
        known.update(some.encode())
    return known.hexdigest()
