"""Makes what is shown, in a thread of its own so that the server keeps answering. The newest sources win."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import TracebackType

from site_builder.memory.steps import Memory
from site_builder.memory.store import Store
from site_builder.preview.showing import Showing, show
from site_builder.read import read_project

Told = Callable[[Showing, BaseException | None], None]


class Workshop(AbstractContextManager["Workshop"]):
    """The newest showing of every day that somebody looks at; None stands for the day the preview was started for.

    `told` hears of every showing of that day, with the exception when it failed by our own mistake.
    """

    def __init__(self, root: Path, as_of: date | None, drafts: bool, told: Told) -> None:
        self.root, self.as_of, self.drafts, self.told = root, as_of, drafts, told
        self.showings: dict[date | None, Showing] = {}
        self.memories: dict[date | None, Memory] = {}
        self.numbers = count(int(datetime.now(UTC).timestamp() * 1000))  # after a restart no number comes back
        self.lock = asyncio.Lock()
        self.thread = ThreadPoolExecutor(1, "build")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.thread.shutdown(wait=False, cancel_futures=True)

    async def showing(self, asked: date | None) -> Showing:
        """What there is to show of a day: at once when it is known, however old, else when it is made."""
        if known := self.showings.get(asked):
            return known
        async with self.lock:
            return self.showings.get(asked) or await self._make(asked)

    async def renew(self, days: Iterable[date | None]) -> None:
        """Make the showings of these days from the sources as they are now, and forget all others."""
        wanted = {None, *days}
        async with self.lock:
            self.showings = {asked: known for asked, known in self.showings.items() if asked in wanted}
            self.memories = {asked: known for asked, known in self.memories.items() if asked in wanted}
            for asked in sorted(wanted, key=lambda day: day or date.min):
                await self._make(asked)

    async def _make(self, asked: date | None) -> Showing:
        loop = asyncio.get_running_loop()
        showing, error = await loop.run_in_executor(self.thread, self._try, asked, self.showings.get(asked))
        self.showings[asked] = showing
        if asked is None:
            self.told(showing, error)
        return showing

    def _try(self, asked: date | None, last: Showing | None) -> tuple[Showing, BaseException | None]:
        number, day = next(self.numbers), asked or self.as_of or datetime.now(UTC)
        memory = self.memories.setdefault(asked, Memory(Store()))
        try:
            return show(number, day, self.drafts, read_project(self.root), last, memory), None
        except Exception as error:  # the preview outlives our mistakes: it says so and waits for the next change
            return Showing(number, day, last.good if last else None), error
