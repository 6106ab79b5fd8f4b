"""`digests.json`: the SHA-256 of every file of the site, so that others can see whether it is still what was built."""

import hashlib
from collections.abc import Mapping
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
    listed = ",\n  ".join([f"{quoted(path)}: {quoted(digest)}" for path, digest in digests.items()])
    files = f"{{\n  {listed}\n }}" if digests else "{}"
    return f'{{\n "digest": "{list_digest(digests)}",\n "files": {files}\n}}\n'


def list_digest(digests: Mapping[str, str]) -> str:
    """SHA-256 of the lines that `sha256sum` would print for the files."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in digests.items())
    return hashlib.sha256(lines.encode()).hexdigest()
