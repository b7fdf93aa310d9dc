"""Films of learners: received into a file without a name, read in the background, scored as any recording is."""

import asyncio
import contextlib
import fcntl
import functools
import os
import shutil
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast
from uuid import UUID

import anyio.to_thread
from fastapi import Request, Response
from pydantic import BaseModel, ValidationError

from ..errors import CannotWrite, SignifyError, Taken, Unavailable, WrongUse
from ..models import UnscoredFeedback
from ..models.feedback import Failure
from ..records import Mode
from ..video import FilmLimits, Pool
from ._admission import Calls, Uploads
from ._body import Body, body_of
from ._keeping import Keeper
from ._limits import Limits
from ._problems import Refusal, log, problem_of, request_id
from ._results import AttemptResult
from ._upload import Upload, UploadFields

# The most that a server hands over at once, about: the memory of a film that is received.
_PIECE = 256 * 1024

# Films whose times are kept for the answer.
_PARTS_LIMIT = 256

# A learner's client may wait so long for a result in one request.
_LONGEST_WAIT = 60.0

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


class FilmState(BaseModel):
    """A film on its way to a score, as every process of the service can read it."""

    id: UUID
    user: UUID
    #: The process that has the film.
    owner: str
    mode: Mode
    started_at: datetime
    #: Why it was refused, with the HTTP status.
    status: int | None = None
    code: str | None = None
    line: str | None = None

    def result(self) -> AttemptResult:
        given_up = None
        if self.line is not None:
            given_up = UnscoredFeedback(
                version=1,
                mode=self.mode,
                summary=self.line,
                error=Failure(code=self.code or "internal", message=self.line),
            )
        return AttemptResult(
            id=self.id,
            status="reading" if given_up is None else "given_up",
            mode=self.mode,
            score=None,
            # The feedback of a scored attempt and of one given up are one union.
            feedback=cast(Any, given_up),
            lesson_id=None,
            started_at=self.started_at,
            completed_at=None,
        )

    def refusal(self) -> Refusal:
        """The refusal, for a client that waited for it."""
        status = self.status or 422
        headers = {"Retry-After": "5"} if status in (429, 503) else None
        return Refusal(status, self.code or "internal", self.line or "", headers)


_LOST = "the server ended while it had the film; send it again"


class Spool:
    """The folder that the processes of a service share: states of films, and the films themselves without a name.

    A film is in a file that was never named, or lost its name before its first byte: the system frees it
    with the last process that has it open, however that ends. Each process holds a lock on a file of its own. Where
    that lock is free, the process is gone, and the films that it had are lost.
    """

    def __init__(self, folder: Path | None, remembered: float) -> None:
        self._folder = folder or Path(tempfile.gettempdir()) / f"signify-films-{os.geteuid()}"
        self._remembered = remembered
        self._swept = 0.0
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = self._folder.lstat()
            if not self._folder.is_dir() or self._folder.is_symlink() or found.st_uid != os.geteuid():
                raise CannotWrite(f"{self._folder}: not a folder of this user; name another as Films.folder")
            self._folder.chmod(0o700)
            self.owner = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
            # Locked before it has its name: nobody finds it free.
            hidden = self._folder / f".{self.owner}"
            self._lock = hidden.open("w", encoding="ascii")
            fcntl.flock(self._lock, fcntl.LOCK_EX)
            hidden.rename(self._folder / f"{self.owner}.owner")
        except OSError as error:
            raise CannotWrite(f"{self._folder}: {error.strerror}; name another folder as Films.folder") from None
        self.sweep()

    def file(self) -> IO[bytes]:
        """A file without a name."""
        return tempfile.TemporaryFile(dir=self._folder)

    def find(self, attempt: UUID) -> FilmState | None:
        """The state of a film, lost where its process is gone."""
        try:
            state = FilmState.model_validate_json(self._path(attempt).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        return self._lost(state) if state.line is None and self._is_gone(state.owner) else state

    def begin(self, state: FilmState) -> bool:
        """Whether the state is the first of its attempt that is not refused."""
        found = self.find(state.id)
        if found is not None and found.line is not None and found.user == state.user:
            self._path(state.id).unlink(missing_ok=True)
        hidden = self._written(state)
        try:
            os.link(hidden, self._path(state.id))
        except FileExistsError:
            return False
        finally:
            hidden.unlink()
        return True

    def refuse(self, state: FilmState, status: int, code: str, line: str) -> FilmState:
        refused = state.model_copy(update={"status": status, "code": code, "line": line})
        self._written(refused).replace(self._path(state.id))
        return refused

    def end(self, state: FilmState) -> None:
        """The store has it now."""
        self._path(state.id).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Marks the films of processes that are gone as lost, and forgets what is old. Now and then is enough."""
        if time.monotonic() - self._swept < 10 and self._swept:
            return
        self._swept = time.monotonic()
        oldest = time.time() - self._remembered
        for path in self._folder.glob("*.json"):
            with contextlib.suppress(OSError, ValueError):
                state = self.find(UUID(path.stem))
                if (state is None or state.line is not None) and path.stat().st_mtime < oldest:
                    path.unlink()
        for path in self._folder.glob("*.owner"):
            if path.stem != self.owner and self._is_gone(path.stem):
                path.unlink(missing_ok=True)
        for path in self._folder.glob(".*"):
            # Of a process that was killed between two lines.
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < time.time() - 60:
                    path.unlink()

    def close(self) -> None:
        (self._folder / f"{self.owner}.owner").unlink(missing_ok=True)
        self._lock.close()

    def _path(self, attempt: UUID) -> Path:
        return self._folder / f"{attempt}.json"

    def _written(self, state: FilmState) -> Path:
        hidden = self._folder / f".{uuid.uuid4().hex}"
        hidden.write_text(state.model_dump_json(), encoding="utf-8")
        return hidden

    def _lost(self, state: FilmState) -> FilmState:
        return self.refuse(state, 503, "unavailable", _LOST)

    def _is_gone(self, owner: str) -> bool:
        if owner == self.owner:
            return False
        try:
            with (self._folder / f"{owner}.owner").open("rb") as file:
                # Shared: two that ask at once do not take each other for the owner.
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return True
        except BlockingIOError:
            return False
        return True


def is_film(request: Request) -> bool:
    """Whether the body is a film by its type."""
    return request.headers.get("content-type", "").strip().lower().startswith("video/")


def patience(request: Request) -> float:
    """Seconds that the client waits for a result (`Prefer: wait=N`, RFC 7240)."""
    for preference in ",".join(request.headers.getlist("prefer")).split(","):
        name, _, value = preference.partition(";")[0].strip().partition("=")
        if name.strip().lower() == "wait" and value.strip().strip('"').isdecimal():
            return min(float(value.strip().strip('"')[:6]), _LONGEST_WAIT)
    return 0.0


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
            _check_coding(request)
            body = body_of(request)
            self._check_bytes(body.length or 0)
            film = self._file()
            try:
                await self._receive(body, film, user)
            except BaseException:
                film.close()
                raise
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
            _check_coding(request)
            body = body_of(request)
            self._check_bytes(body.length or 0)
            with self._file() as film:
                await self._receive(body, film, user)
                reading = await asyncio.wrap_future(self._reading().submit(os.dup(film.fileno()), "film"))
            attempt = await anyio.to_thread.run_sync(reading.attempt, "film")
            return await anyio.to_thread.run_sync(attempt.to_pose)

    async def answer(self, request: Request, response: Response, state: FilmState) -> AttemptResult:
        """202 and where to ask; or the result itself, where the client waits for it."""
        response.headers["Location"] = request.url_for("get_attempt", attempt_id=state.id).path
        await self.wait(state.id, patience(request))
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

    async def result(self, request: Request, attempt: UUID, user: UUID) -> AttemptResult | None:
        """The state of a learner's film, `None` where the store has the attempt, or nobody."""
        state = await anyio.to_thread.run_sync(self.spool.find, attempt)
        if state is None or state.user != user:
            return None
        await self.wait(attempt, patience(request))
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

    async def _receive(self, body: Body, film: IO[bytes], user: UUID) -> None:
        count = 0
        async with self._uploads.place(user, _PIECE) as place:
            await place.hold(_PIECE)
            while (piece := await place.next(body)) is not None:
                count += len(piece)
                self._check_bytes(count)
                if piece:
                    await anyio.to_thread.run_sync(_write, film, piece)
            place.end(0)

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
            await self._score(received, state)
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

    async def _score(self, received: _Received, state: FilmState) -> None:
        film = os.dup(received.film.fileno())
        began = time.monotonic()
        reading = await asyncio.wrap_future(self._reading().submit(film, received.name))
        if not received.fields.keep_film:
            received.film.close()
        attempt = await anyio.to_thread.run_sync(reading.attempt, received.name)
        data = memoryview(await anyio.to_thread.run_sync(attempt.to_pose))
        read = time.monotonic()
        upload = Upload(data, received.name, received.fields.model_copy(update={"keep_film": False}))
        await self._kept(upload, state.user)
        if len(self._parts) >= _PARTS_LIMIT:
            self._parts.pop(next(iter(self._parts)))
        self._parts[state.id] = {"landmarks": read - began, "score": time.monotonic() - read}
        if received.fields.keep_film:
            await anyio.to_thread.run_sync(self._keep, received, state)

    async def _kept(self, upload: Upload, user: UUID) -> None:
        """By the way of every recording. A busy engine is waited for: the film is read already."""
        for pause in (1, 5, 10, None):
            try:
                await self._calls.run(functools.partial(self._keeper.keep, upload, user), user)
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
