"""What was made before: pure steps are remembered by everything that they read.

`steps` knows which step read what, `facts` tells whether that is what it was, `neighbours` looks many of them up at
once, `store` keeps it on disk, `plain` writes records as JSON, `files` and `versions` are fetched when somebody asks
for them, `digested` tells files apart without their bytes, `program` one program from another, `stamp` one state of a
file from another, `inventory` whether a folder is still what it was, which `notes` keep until the next build. From the
`spare` site the next one is made; what is in it another process finds out `meanwhile`.

The folder `.cache/` is as trusted as the sources beside it: whoever can write there can change what a site says, as in
`content/`. More than that is not possible: nothing that is read from it is ever run, and what does not look like what
was written there counts as absent.
"""

from pathlib import Path

CACHE = ".cache"


def cache_folder(root: Path) -> Path:
    """Where a project's memory is. It may be removed at any time."""
    return root / CACHE
