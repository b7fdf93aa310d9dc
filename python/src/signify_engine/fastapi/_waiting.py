"""Requests that wait for results which another process writes."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Iterable
from uuid import UUID

import anyio
import anyio.to_thread
from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from .._store import Store
from ..errors import SignifyError
from ._limits import Limits
from ._problems import log

# A learner's client may wait so long for a result in one request.
_LONGEST_WAIT = 60.0

# The longest pause between two looks into a store that fails.
_LONGEST_PAUSE = 5.0


def patience(request: Request) -> float:
    """Seconds that the client waits for a result (`Prefer: wait=N`, RFC 7240)."""
    for preference in ",".join(request.headers.getlist("prefer")).split(","):
        name, _, value = preference.partition(";")[0].strip().partition("=")
        if name.strip().lower() == "wait" and value.strip().strip('"').isdecimal():
            return min(float(value.strip().strip('"')[:6]), _LONGEST_WAIT)
    return 0.0


def apply(response: Response, seconds: float) -> None:
    """Tells the client for how long its request was ready to wait."""
    if seconds:
        response.headers["Preference-Applied"] = f"wait={seconds:g}"


class Watch:
    """Attempts of a learner that a request waits for."""

    def __init__(self, learner: UUID, attempts: Iterable[UUID]) -> None:
        self.learner = learner
        #: Those that still wait for a score.
        self.pending = set(attempts)
        self._ended: set[UUID] = set()
        self._news = asyncio.Event()

    def note(self, waiting: dict[UUID, UUID]) -> None:
        # Another learner's attempt is none of this one's: it does not wait.
        ended = {attempt for attempt in self.pending if waiting.get(attempt) != self.learner}
        if ended:
            self.pending -= ended
            self._ended |= ended
            self._news.set()

    async def next(self, seconds: float) -> set[UUID]:
        """Attempts that wait no longer, each once; none where there are none within so many seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()
        ended, self._ended = self._ended, set()
        return ended


class Watches:
    """What the requests of a process wait for, learned by one query at a time for all of them.

    A query and not a notification: it holds behind every pooler, in SQLite, and whoever has written the score. No
    thread is held by a request that waits.
    """

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._interval = limits.look
        self._watches: set[Watch] = set()
        self._looking: asyncio.Task[None] | None = None
        self._thread = anyio.CapacityLimiter(1)

    @contextlib.asynccontextmanager
    async def watch(self, learner: UUID, attempts: Iterable[UUID]) -> AsyncGenerator[Watch, None]:
        watch = Watch(learner, attempts)
        self._watches.add(watch)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            yield watch
        finally:
            self._watches.discard(watch)

    async def _look(self) -> None:
        """Looks as long as somebody waits."""
        pause = self._interval
        try:
            while self._watches:
                await asyncio.sleep(pause)
                # A watch that comes during the query is of the next one.
                watches = list(self._watches)
                attempts = set().union(*(watch.pending for watch in watches))
                if not attempts:
                    continue
                try:
                    waiting = await anyio.to_thread.run_sync(self._store.waiting, attempts, limiter=self._thread)
                except SignifyError as error:
                    if pause == self._interval:
                        log.error("results cannot be looked for: %s", error.line)
                    pause = min(2 * pause, _LONGEST_PAUSE)
                    continue
                pause = self._interval
                for watch in watches:
                    watch.note(waiting)
        finally:
            self._looking = None


async def until_ended(watches: Watches, request: Request, learner: UUID, attempt: UUID, seconds: float) -> None:
    """Returns when the attempt waits for a score no longer, and after so many seconds at the latest.

    :raises ClientDisconnect: as soon as the client is gone.
    """
    until = time.monotonic() + seconds
    async with watches.watch(learner, [attempt]) as watch:
        news = asyncio.create_task(watch.next(until - time.monotonic()))
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({news, gone}, return_when=asyncio.FIRST_COMPLETED)
            if gone.done() and not news.done():
                raise ClientDisconnect
        finally:
            news.cancel()
            gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
