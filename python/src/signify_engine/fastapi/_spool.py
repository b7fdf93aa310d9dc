"""The folder that the processes of a service share: films on their way, and what became of them."""

import contextlib
import fcntl
import os
import tempfile
import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast
from uuid import UUID

from pydantic import BaseModel, ValidationError

from ..errors import CannotWrite
from ..models import UnscoredFeedback
from ..models.feedback import Failure
from ..records import Mode
from ._problems import Refusal
from ._results import AttemptResult


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
