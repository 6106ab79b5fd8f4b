"""Templates that were compiled before.

Compiled code is run, so it is not kept in a project's memory, which others may write: it stands where Python keeps the
compiled program, and only the program's own templates do. Who can write there can change the program itself.
"""

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from site_builder.memory.program import program
from site_builder.read import shipped


class CompiledTemplates(BytecodeCache):
    """The compiled templates of one kind of environment; `kind` is a word."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the library's signature
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), open(self._file(bucket), "rb") as stream:
            if stream.read(len(program())) == program().encode():
                bucket.load_bytecode(stream)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode or not self._is_ours(bucket):
            return
        file = self._file(bucket)
        staged = f"{file}.{os.getpid()}"
        with suppress(OSError):
            os.makedirs(os.path.dirname(file), exist_ok=True)
            try:
                with open(staged, "wb") as stream:
                    stream.write(program().encode())
                    bucket.write_bytecode(stream)
                os.replace(staged, file)
            finally:
                with suppress(OSError):
                    os.unlink(staged)

    def _is_ours(self, bucket: Bucket) -> bool:
        """Whether the template is the program's own and not one that a site brought along."""
        try:
            source = self._source(bucket).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        return self.get_source_checksum(source) == bucket.checksum

    def _source(self, bucket: Bucket) -> Path:
        return shipped("templates") / bucket.key

    def _file(self, bucket: Bucket) -> str:
        return cache_from_source(f"{self._source(bucket)}.py", optimization=self.kind)
