"""Films of learners: received into a file without a name, read in the background, scored as any recording is."""

import asyncio
import contextlib
import functools
import os
import shutil
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import anyio.to_thread
from fastapi import Request, Response

from ..errors import CannotWrite, SignifyError, Taken, Unavailable, WrongUse
from ..video import FilmLimits, Pool
from ._admission import Calls, Uploads
from ._body import body_of
from ._keeping import Keeper
from ._limits import Limits
from ._problems import Refusal, log, problem_of, request_id
from ._results import AttemptResult
from ._spool import FilmState, Spool
from ._upload import Upload, UploadFields
from ._waiting import apply, patience

# The most that a server hands over at once, about: the memory of a film that is received.
_PIECE = 256 * 1024

# Films whose times are kept for the answer.
_PARTS_LIMIT = 256

_ENDINGS = {"quicktime": "mov", "x-matroska": "mkv", "x-msvideo": "avi", "mp2t": "ts", "mpeg": "mpg", "3gpp": "3gp"}


@dataclass(frozen=True, slots=True)
class Films:
    """Opens the router for films. Needs the extra `video`. Each process has these by itself, but for the folders."""

    #: What a film may be.
    limits: FilmLimits = field(default_factory=FilmLimits)
    #: Films that are read at once; by default one for two processors.
    processes: int | None = None
    #: Films that wait or are read, of all learners and of one.
    waiting: int = 16
    waiting_each: int = 2
    #: A folder of this user alone for films on their way and for their states, which all processes of the service
    #: share; by default one in the system's folder for temporary files. A film in it has no name.
    folder: Path | None = None
    #: The folder of private recordings, for films whose learner asks to keep them: <learner>/<attempt>/film.<kind>.
    #: Without it that is refused.
    kept: Path | None = None
    #: A `holistic_landmarker.task`; by default legacy Holistic.
    model: Path | None = None
    #: Seconds for which the reason of a refusal can be asked for.
    remembered: float = 3600

    def __post_init__(self) -> None:
        for name in ("waiting", "waiting_each", "remembered"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name} is {getattr(self, name)}; a limit is above 0")
        if self.processes is not None and self.processes < 1:
            raise ValueError(f"processes is {self.processes}; give 1 or more")


def is_film(request: Request) -> bool:
    """Whether the body is a film by its type."""
    return request.headers.get("content-type", "").strip().lower().startswith("video/")


@dataclass(slots=True)
class _Received:
    film: IO[bytes]
    kind: str
    name: str
    fields: UploadFields


class FilmDoor:
    """Takes the films of a router and brings them to the keeper."""

    def __init__(self, films: Films, limits: Limits, keeper: Keeper, uploads: Uploads, calls: Calls) -> None:
        self._films = films
        self._limits = limits
        self._keeper = keeper
        self._uploads = uploads
        self._calls = calls
        self._counts = Counter[UUID]()
        self._pool: Pool | None = None
        self._warming: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._ends: dict[UUID, asyncio.Event] = {}
        # Seconds by part of the latest films, for the clients that wait for them.
        self._parts: dict[UUID, dict[str, float]] = {}
        self.spool = Spool(films.folder, films.remembered)

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Any) -> AsyncIterator[None]:
        """Warms a reading process with the server, and ends them with it."""
        pool = self._reading()
        self._warming = asyncio.create_task(self._warm(pool))
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(self.close)

    def close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()
        self.spool.close()

    async def take(self, request: Request, user: UUID, query: UploadFields) -> FilmState:
        """Receives a film as the body of a request."""
        fields = self._checked(query)
        if known := await self._known(request, fields, user):
            return known
        with self._place(user):
            film = await self._received(request, user)
            kind = request.headers["content-type"].partition(";")[0].strip().lower().removeprefix("video/")
            return await self._begin(request, _Received(film, kind, "film", fields), user)

    async def take_file(self, request: Request, user: UUID, upload: Upload) -> FilmState:
        """Takes a film that a form brought, into the memory of an upload."""
        fields = self._checked(upload.fields)
        if known := await self._known(request, fields, user):
            return known
        with self._place(user):
            self._check_bytes(len(upload.data))
            film = self._file()
            await anyio.to_thread.run_sync(_write, film, upload.data)
            kind = (upload.film or "").removeprefix("video/")
            return await self._begin(request, _Received(film, kind, upload.name, fields), user)

    async def landmarks(self, request: Request, user: UUID) -> bytes:
        """The landmarks of a film in a request's body, as `.pose`; the film is gone with the answer."""
        with self._place(user):
            with await self._received(request, user) as film:
                reading = await asyncio.wrap_future(self._reading().submit(os.dup(film.fileno()), "film"))
            attempt = await anyio.to_thread.run_sync(reading.attempt, "film")
            return await anyio.to_thread.run_sync(attempt.to_pose)

    async def answer(self, request: Request, response: Response, state: FilmState) -> AttemptResult:
        """202 and where to ask; or the result itself, where the client waits for it."""
        response.headers["Location"] = request.url_for("get_attempt", attempt_id=state.id).path
        seconds = patience(request)
        apply(response, seconds)
        await self.wait(state.id, seconds)
        if parts := self._parts.pop(state.id, None):
            response.headers["Server-Timing"] = ", ".join(f"{name};dur={1000 * s:.0f}" for name, s in parts.items())
        latest = await anyio.to_thread.run_sync(self.spool.find, state.id)
        if latest is None:
            read = functools.partial(self._keeper.store.session, state.id, user=state.user)
            session = await self._calls.run(read, state.user)
            response.status_code = 202 if session.score is None else 201
            return AttemptResult.of(session)
        if latest.line is not None:
            raise latest.refusal()
        response.status_code = 202
        return latest.result()

    async def result(self, attempt: UUID, user: UUID, seconds: float) -> AttemptResult | None:
        """The state of a learner's film, `None` where the store has the attempt, or nobody."""
        state = await anyio.to_thread.run_sync(self.spool.find, attempt)
        if state is None or state.user != user:
            return None
        await self.wait(attempt, seconds)
        state = await anyio.to_thread.run_sync(self.spool.find, attempt)
        return None if state is None else state.result()

    async def wait(self, attempt: UUID, seconds: float) -> None:
        """Returns when the film has a result, and after so many seconds at the latest."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            state = await anyio.to_thread.run_sync(self.spool.find, attempt)
            if state is None or state.line is not None:
                return
            # Another process of the service has it: look again.
            end = self._ends.get(attempt)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left, 0.1 if end is None else left)):
                    await (asyncio.sleep(1) if end is None else end.wait())

    # Receiving

    def _checked(self, fields: UploadFields) -> UploadFields:
        if fields.keep_film and self._films.kept is None:
            raise WrongUse("this server keeps no films; leave out keep_film")
        return fields if fields.id is not None else fields.model_copy(update={"id": uuid.uuid4()})

    async def _known(self, request: Request, fields: UploadFields, user: UUID) -> FilmState | None:
        """The state of a film that is sent again while the first is under way."""
        assert fields.id is not None
        await anyio.to_thread.run_sync(self.spool.sweep)
        state = await anyio.to_thread.run_sync(self.spool.find, fields.id)
        if state is None or state.line is not None:
            return None
        if state.user != user:
            raise Refusal(409, Taken.code, "this id is in use; send the upload with a new one")
        await body_of(request).is_over()
        return state

    @contextlib.contextmanager
    def _place(self, user: UUID) -> Any:
        """One of the places for films. `_begin` takes another for the time of reading."""
        if self._counts[user] >= self._films.waiting_each:
            line = f"you have {self._films.waiting_each} films under way; wait for their results"
            raise Refusal(429, "busy", line, {"Retry-After": "5"})
        if self._counts.total() >= self._films.waiting:
            raise Refusal(503, "busy", "too many films wait to be read; try again", {"Retry-After": "10"})
        self._counts[user] += 1
        try:
            yield
        finally:
            self._leave(user)

    def _leave(self, user: UUID) -> None:
        self._counts[user] -= 1
        if not self._counts[user]:
            del self._counts[user]

    def _check_bytes(self, count: int) -> None:
        if count > self._films.limits.bytes:
            line = f"the film exceeds {self._films.limits.bytes} bytes; send a shorter one, or at a lower resolution"
            raise Refusal(413, "too_large", line)

    def _file(self) -> IO[bytes]:
        try:
            return self.spool.file()
        except OSError as error:
            raise CannotWrite(f"the folder of films: {error.strerror}") from None

    async def _received(self, request: Request, user: UUID) -> IO[bytes]:
        """The body of a request, in a file without a name."""
        _check_coding(request)
        body = body_of(request)
        self._check_bytes(body.length or 0)
        film = self._file()
        try:
            count = 0
            async with self._uploads.place(user, _PIECE) as place:
                await place.hold(_PIECE)
                while (piece := await place.next(body)) is not None:
                    count += len(piece)
                    self._check_bytes(count)
                    if piece:
                        await anyio.to_thread.run_sync(_write, film, piece)
                place.end(0)
        except BaseException:
            film.close()
            raise
        return film

    # Reading

    async def _begin(self, request: Request, received: _Received, user: UUID) -> FilmState:
        fields = received.fields
        assert fields.id is not None
        try:
            mode = await self._calls.run(functools.partial(self._keeper.mode, fields), user)
            now = fields.started_at or datetime.now(UTC)
            state = FilmState(id=fields.id, user=user, owner=self.spool.owner, mode=mode, started_at=now)
            # The time of signing is that of sending, not of scoring.
            received.fields = fields.model_copy(update={"started_at": now})
            if not await anyio.to_thread.run_sync(self.spool.begin, state):
                found = await anyio.to_thread.run_sync(self.spool.find, fields.id)
                if found is None or found.user != user:
                    raise Refusal(409, Taken.code, "this id is in use; send the upload with a new one")
                received.film.close()
                return found
        except BaseException:
            received.film.close()
            raise
        self._ends[state.id] = asyncio.Event()
        # Before the place of receiving is free: no other film comes between.
        self._counts[user] += 1
        task = asyncio.create_task(self._read(received, state, request_id(request)))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return state

    async def _read(self, received: _Received, state: FilmState, request: str) -> None:
        try:
            await self._score(received, state, request)
            await anyio.to_thread.run_sync(self.spool.end, state)
        except Exception as error:
            problem, _ = problem_of(error)
            whole = error.line if isinstance(error, SignifyError) else problem.detail
            log.log(
                40 if problem.status >= 500 else 20,
                "%s film %d %s: %s",
                request,
                problem.status,
                problem.code,
                whole,
                exc_info=error if problem.code == "internal" and not isinstance(error, SignifyError) else None,
            )
            with contextlib.suppress(OSError):
                await anyio.to_thread.run_sync(self.spool.refuse, state, problem.status, problem.code, problem.detail)
        finally:
            received.film.close()
            self._leave(state.user)
            self._ends.pop(state.id).set()

    async def _score(self, received: _Received, state: FilmState, request: str) -> None:
        film = os.dup(received.film.fileno())
        began = time.monotonic()
        reading = await asyncio.wrap_future(self._reading().submit(film, received.name))
        if not received.fields.keep_film:
            received.film.close()
        attempt = await anyio.to_thread.run_sync(reading.attempt, received.name)
        data = memoryview(await anyio.to_thread.run_sync(attempt.to_pose))
        read = time.monotonic()
        upload = Upload(data, received.name, received.fields.model_copy(update={"keep_film": False}))
        await self._kept(upload, state.user, request)
        if len(self._parts) >= _PARTS_LIMIT:
            self._parts.pop(next(iter(self._parts)))
        self._parts[state.id] = {"landmarks": read - began, "score": time.monotonic() - read}
        if received.fields.keep_film:
            await anyio.to_thread.run_sync(self._keep, received, state)

    async def _kept(self, upload: Upload, user: UUID, request: str) -> None:
        """By the way of every recording. A busy engine is waited for: the film is read already."""
        for pause in (1, 5, 10, None):
            try:
                await self._calls.run(functools.partial(self._keeper.keep, upload, user, request), user)
            except (Refusal, Unavailable) as error:
                is_passing = isinstance(error, Unavailable) or error.status in (429, 503)
                if not is_passing or pause is None:
                    raise
                await asyncio.sleep(pause)
            else:
                return

    def _keep(self, received: _Received, state: FilmState) -> None:
        """Puts the film to the private recordings, whole or not at all."""
        assert self._films.kept is not None
        ending = _ENDINGS.get(received.kind, received.kind)
        ending = ending if ending.isalnum() and len(ending) <= 8 else "film"
        folder = self._films.kept / str(state.user) / str(state.id)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        hidden = folder / ".film"
        received.film.seek(0)
        with open(hidden, "wb", opener=functools.partial(os.open, mode=0o600)) as file:
            shutil.copyfileobj(received.film, file)
            file.flush()
            os.fsync(file.fileno())
        hidden.rename(folder / f"film.{ending}")

    def _reading(self) -> Pool:
        if self._pool is None:
            self._pool = Pool(self._films.limits, processes=self._films.processes, model=self._films.model)
        return self._pool

    async def _warm(self, pool: Pool) -> None:
        try:
            await anyio.to_thread.run_sync(pool.warm)
        except SignifyError as error:
            log.error("films cannot be read: %s", error.line)


def _write(film: IO[bytes], piece: bytes | memoryview) -> None:
    try:
        film.write(piece)
        film.flush()
    except OSError as error:
        raise CannotWrite(f"the folder of films: {error.strerror}") from None


def _check_coding(request: Request) -> None:
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise Refusal(415, "unsupported", "a film is packed already; send its bytes without Content-Encoding")
