"""What was made before: pure steps are remembered by everything that they read.

`steps` knows which step read what, `neighbours` looks many of them up at once, `store` keeps it on disk, `plain` writes
records as JSON, `files` and `versions` are fetched when somebody asks for them, `digested` tells files apart without
their bytes, `program` one program from another, `stamp` one state of a file from another, `written` whether a site is
still what was written.

The folder `.cache/` is as trusted as the sources beside it: whoever can write there can change what a site says, as in
`content/`. More than that is not possible: nothing that is read from it is ever run, and what does not look like what
was written there counts as absent.
"""

from pathlib import Path

CACHE = ".cache"


def cache_folder(root: Path) -> Path:
    """Where a project's memory is. It may be removed at any time."""
    return root / CACHE
