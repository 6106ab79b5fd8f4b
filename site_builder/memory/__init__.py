"""What was made before: pure steps are remembered by everything that they read.

`steps` knows which step read what, `store` keeps it on disk, `plain` writes records as JSON, `entries` keeps whole files
(the PDFs), `stamps` tells whether files on disk are still those that were seen, `program` tells one program from another.

The folder `.cache/` is as trusted as the sources beside it: whoever can write there can change what a site says, as he can
in `content/`. More than that he cannot: nothing that is read from it is ever run, and what does not look like something
that was written there counts as absent.
"""

from pathlib import Path

CACHE = ".cache"


def cache_folder(root: Path) -> Path:
    """Where a project's memory is. It may be removed at any time."""
    return root / CACHE
