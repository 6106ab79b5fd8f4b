"""One digest of many things."""

from hashlib import sha256

Input = str | bytes


def digest_of(*inputs: Input) -> str:
    """One digest of several inputs, each whole."""
    taken = sha256()
    for part in inputs:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        taken.update(b"%d\n" % len(data))
        taken.update(data)
    return taken.hexdigest()
