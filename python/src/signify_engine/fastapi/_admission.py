"""Who may use the server's memory, processors and sockets, and for how long."""

import asyncio
import collections
import contextlib
import os
from collections.abc import AsyncGenerator, Callable, Generator
from typing import TypeVar
from uuid import UUID

import anyio
import anyio.to_thread

from ._body import Body
from ._limits import Limits
from ._problems import Refusal

T = TypeVar("T")

# Memory is taken in steps, ahead of the bytes.
_STEP = 1024 * 1024


def _busy(status: int, line: str) -> Refusal:
    return Refusal(status, "busy", line, {"Retry-After": "5"})


class Uploads:
    """The uploads of a router, in their number and in the memory of their bodies.

    Memory is given so that every upload can still end with the memory of those that end before it: uploads never wait
    for each other in a circle. Where clients stall, those that wait push them out.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._memory = max(limits.memory, limits.upload)
        self._share = max(self._memory // 2, limits.upload)
        self._places: list[Place] = []
        self._waiting: dict[Place, tuple[int, asyncio.Future[None]]] = {}
        self._look: asyncio.TimerHandle | None = None

    @contextlib.asynccontextmanager
    async def place(self, learner: UUID, most: int) -> AsyncGenerator["Place", None]:
        """A place for a body of `most` bytes at most, until the upload is kept or refused."""
        if sum(place.learner == learner for place in self._places) >= self._limits.uploads_each:
            raise _busy(429, f"you have {self._limits.uploads_each} uploads under way; wait for their answers")
        if len(self._places) >= self._limits.uploads:
            stalled = self._stalled()
            if not stalled:
                raise _busy(503, "too many uploads are under way; try again")
            stalled[0].push_out()
        place = Place(self, self._limits, learner, min(most, self._limits.upload))
        self._places.append(place)
        try:
            yield place
        finally:
            self._places.remove(place)
            self.settle()

    async def give(self, place: "Place", room: int) -> None:
        """Gives the place memory for `room` bytes, as soon as there is enough."""
        if self._fits(place, room):
            place.room = room
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting[place] = room, future
        try:
            self._press()
            async with asyncio.timeout(place.waits):
                await future
        except TimeoutError:
            raise _busy(503, "the server has no memory for this upload now; try again") from None
        finally:
            self._waiting.pop(place, None)

    def settle(self) -> None:
        """Gives what has come free: first to the learner with the least, then in the order of coming."""
        held = collections.Counter[UUID]()
        for place in self._places:
            held[place.learner] += place.room
        for place in sorted(self._waiting, key=lambda one: held[one.learner]):
            room, future = self._waiting[place]
            if not future.done() and self._fits(place, room):
                place.room = room
                future.set_result(None)
                del self._waiting[place]
        self._press()

    def _press(self) -> None:
        """Where uploads wait, pushes out one that has stalled, or looks again soon."""
        if self._look is not None:
            self._look.cancel()
            self._look = None
        # One at a time: its memory may be enough.
        if not self._waiting or any(place.is_pushed_out for place in self._places):
            return
        stalled = [place for place in self._stalled() if place.room]
        for place in self._waiting if stalled else ():
            if rivals := self._rivals(place, stalled):
                rivals[0].push_out()
                return
        self._look = asyncio.get_running_loop().call_later(self._limits.stall / 4, self._press)

    def _stalled(self) -> list["Place"]:
        """The uploads without progress, the longest first."""
        latest = asyncio.get_running_loop().time() - self._limits.stall
        stalled = [place for place in self._places if place.is_receiving and place.since <= latest]
        return sorted(stalled, key=lambda place: place.since)

    def _rivals(self, place: "Place", stalled: list["Place"]) -> list["Place"]:
        """Those whose memory would help: where a learner's half is used up, only the learner's own."""
        room, _ = self._waiting[place]
        if _can_all_end(self._own(place), self._share, place, room):
            return stalled
        return [one for one in stalled if one.learner == place.learner]

    def _fits(self, place: "Place", room: int) -> bool:
        return all(
            _can_all_end(places, memory, place, room)
            for places, memory in ((self._own(place), self._share), (self._places, self._memory))
        )

    def _own(self, place: "Place") -> list["Place"]:
        return [one for one in self._places if one.learner == place.learner]


def _can_all_end(places: list["Place"], memory: int, changed: "Place", room: int) -> bool:
    """Whether all can get their most in some order, if one place has `room`."""
    rooms = [room if place is changed else place.room for place in places]
    free = memory - sum(rooms)
    if free < 0:
        return False
    for need, has in sorted((place.most - has, has) for place, has in zip(places, rooms, strict=True)):
        if need > free:
            return False
        free += has
    return True


class Place:
    """One upload under way: its memory and its pace."""

    def __init__(self, uploads: Uploads, limits: Limits, learner: UUID, most: int) -> None:
        self.learner = learner
        self.most = most
        self.room = 0
        self.waits = limits.memory_wait
        self._uploads = uploads
        self._limits = limits
        self._time = asyncio.get_running_loop().time
        now = self._time()
        #: When the upload last had brought another second's worth of the lowest rate.
        self.since = now
        self._fresh = 0
        self._last = now
        # The lowest rate pays the time back up to the grace: nobody can send ahead and stall on that.
        self._due = now + limits.grace
        self._clock: asyncio.Timeout | None = None
        self.is_pushed_out = False

    @property
    def is_receiving(self) -> bool:
        """Whether it waits for its client."""
        return self._clock is not None and not self.is_pushed_out

    async def next(self, body: Body) -> bytes | None:
        """The body's next piece, `None` after the last."""
        try:
            async with asyncio.timeout_at(min(self._due, self._last + self._limits.silence)) as self._clock:
                piece = await body.piece()
        except TimeoutError:
            body.is_stalled = True
            if not self.is_pushed_out:
                line = f"the body stopped, or came at less than {self._limits.rate} bytes/s; send it again"
                raise Refusal(408, "too_slow", line) from None
        finally:
            self._clock = None
        if self.is_pushed_out:
            raise _busy(503, "the body came too slowly while others waited for its memory; try again")
        self._note(len(piece or b""))
        return piece

    def _note(self, count: int) -> None:
        now = self._time()
        self._due = min(self._due + count / self._limits.rate, now + self._limits.grace)
        self._fresh += count
        if count:
            self._last = now
        if self._fresh >= self._limits.rate:
            self._fresh = 0
            self.since = now

    def push_out(self) -> None:
        assert self._clock is not None
        self.is_pushed_out = True
        self._clock.reschedule(self._time())

    async def hold(self, count: int) -> None:
        """Takes memory for `count` bytes in all. The time of waiting is not the client's."""
        if count <= self.room:
            return
        before = self._time()
        await self._uploads.give(self, max(count, min(self.most, self.room + _STEP)))
        waited = self._time() - before
        self.waits -= waited
        self.since += waited
        self._last += waited
        self._due += waited

    def end(self, count: int) -> None:
        """The body has ended with `count` bytes: what it might have needed is for others."""
        self.room = self.most = count
        self._uploads.settle()


class Places:
    """So many of something at once, of all learners and of one."""

    def __init__(self, things: str, most: int, most_each: int) -> None:
        self._things = things
        self._most = most
        self._most_each = most_each
        self._counts = collections.Counter[UUID]()

    @contextlib.contextmanager
    def place(self, learner: UUID) -> Generator[None, None, None]:
        if self._counts[learner] >= self._most_each:
            raise _busy(429, f"you have {self._most_each} {self._things}; end one first")
        if self._counts.total() >= self._most:
            raise _busy(503, f"too many {self._things}; try again")
        self._counts[learner] += 1
        try:
            yield
        finally:
            self._counts[learner] -= 1
            if not self._counts[learner]:
                del self._counts[learner]


class Calls:
    """Engine calls off the event loop; the engine releases the GIL."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        at_once = limits.calls or os.cpu_count() or 1
        self._turns = asyncio.Semaphore(at_once)
        # Never waited for: a call has its turn before.
        self._threads = anyio.CapacityLimiter(at_once)
        self._waiting = collections.Counter[UUID | None]()

    async def run(self, call: Callable[[], T], learner: UUID | None = None) -> T:
        """Runs the call when it is its turn."""
        await self._wait(learner)
        try:
            return await anyio.to_thread.run_sync(call, limiter=self._threads)
        finally:
            self._turns.release()

    async def _wait(self, learner: UUID | None) -> None:
        if learner is not None and self._waiting[learner] >= self._limits.calls_waiting_each:
            raise _busy(429, f"you have {self._limits.calls_waiting_each} requests waiting; wait for their answers")
        if self._waiting.total() >= self._limits.calls_waiting:
            raise _busy(503, "too many requests wait for the engine; try again")
        self._waiting[learner] += 1
        try:
            async with asyncio.timeout(self._limits.call_wait):
                await self._turns.acquire()
        except TimeoutError:
            raise _busy(503, f"the engine was busy for {self._limits.call_wait:g} s; try again") from None
        finally:
            self._waiting[learner] -= 1
            if not self._waiting[learner]:
                del self._waiting[learner]
