"""Files of which the digests are known before their bytes are."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256


class Digested(Mapping[str, bytes]):
    """Files by path; `digests` are their SHA-256, in hexadecimal."""

    digests: Mapping[str, str]

    def __contains__(self, path: object) -> bool:
        return path in self.digests

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


def digests_of(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The SHA-256 of each of the files, in hexadecimal."""
    if isinstance(files, Digested):
        return files.digests
    return {path: sha256(data).hexdigest() for path, data in files.items()}


def only(files: Mapping[str, bytes], paths: Iterable[str]) -> Mapping[str, bytes]:
    """These of the files, and no others."""
    return _Some(files, paths) if isinstance(files, Digested) else {path: files[path] for path in paths}


class _Some(Digested):
    def __init__(self, files: Digested, paths: Iterable[str]) -> None:
        self.files = files
        self.digests = {path: files.digests[path] for path in paths}

    def __getitem__(self, path: str) -> bytes:
        if path not in self.digests:
            raise KeyError(path)
        return self.files[path]
