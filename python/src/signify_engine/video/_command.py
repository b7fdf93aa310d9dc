"""`python -m signify_engine landmarks`, and `signify-score` with films in the place of recordings."""

import argparse
import contextlib
import os
import pty
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import tty
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from .._attempt import Attempt
from .._command import command
from .._command import main as become_command
from ..errors import BadInput, SignifyError, WrongUse
from . import GENEROUS, Pool, Progress, Reading, opened

_PROGRAM = "signify-score"

_USAGE = """python -m signify_engine landmarks FILM ... -o FILE-OR-FOLDER [--model holistic_landmarker.task]
       python -m signify_engine COMMAND-OF-SIGNIFY-SCORE ... [--model holistic_landmarker.task]"""

_HELP = """Writes the landmarks of films, found by MediaPipe Holistic, as .pose or .json. Every other command is one of
signify-score, which reads films too: score clip.mp4 --ref HELLO, refs add TEA clip.mp4."""

_ENDINGS = (
    ".mp4",
    ".m4v",
    ".mov",
    ".webm",
    ".mkv",
    ".avi",
    ".mpg",
    ".mpeg",
    ".ts",
    ".mts",
    ".3gp",
    ".ogv",
    ".flv",
    ".wmv",
    ".ivf",
)

# What the commands of signify-score take beside recordings: the values of these options are no recordings.
_WITH_VALUE = (
    *(
        "--ref",
        "--lesson",
        "--db",
        "--passing-score",
        "--hand",
        "--fps",
        "--size",
        "--signer",
        "--language",
        "--folder",
    ),
    *("--takes", "--to", "--out", "--threads", "--limit", "--report", "--replay", "--model"),
)


def main(words: Sequence[str] | None = None) -> NoReturn:
    given = list(sys.argv[1:] if words is None else words)
    signal.signal(signal.SIGTERM, _ended)
    try:
        raise SystemExit(_landmarks(given[1:]) if given[:1] == ["landmarks"] else _score(given))
    except KeyboardInterrupt:
        raise SystemExit(128 + signal.SIGINT) from None
    except SignifyError as error:
        _print(error.line)
        raise SystemExit(65 if error.status in (66, 73) else error.status) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _print(f"{place}{error.strerror or error}")
        raise SystemExit(74) from None


def _ended(number: int, _: FrameType | None) -> None:
    """Leaves by way of every `finally`: no folder of landmarks stays."""
    raise SystemExit(128 + number)


def _print(line: str) -> None:
    print(f"{_PROGRAM}: {line}", file=sys.stderr)


# landmarks


def _landmarks(words: list[str]) -> int:
    parser = argparse.ArgumentParser("python -m signify_engine landmarks", _USAGE, _HELP, allow_abbrev=False)
    parser.add_argument("films", nargs="+", metavar="FILM", help="MP4, MOV, WebM, MKV, AVI, MPEG …")
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE-OR-FOLDER",
        help="a .pose or .json, or for several films an existing folder, or one that ends in /",
    )
    parser.add_argument("--to", choices=["pose", "json"], default="pose", help="the format in a folder (pose)")
    _add_pool(parser)
    parser.add_argument("--processes", type=int, metavar="N", help="films read at once (one for two processors)")
    try:
        options = parser.parse_args(words)
    except SystemExit as leaving:
        raise SystemExit(64 if leaving.code else 0) from None
    if options.processes is not None and options.processes < 1:
        raise WrongUse(f"--processes is {options.processes}; give 1 or more")
    outputs = _outputs(options.films, options.output, options.to)
    failures = 0
    with Pool(GENEROUS, processes=options.processes, model=options.model) as pool:
        for film, output, attempt in zip(options.films, outputs, _attempts(options.films, pool), strict=True):
            if isinstance(attempt, Attempt):
                _write(output, attempt.to_json() if output.suffix == ".json" else attempt.to_pose())
                if not sys.stderr.isatty():
                    continue
                print(f"{film}: {attempt.frames} frames in {output}", file=sys.stderr)
            else:
                failures += 1
                _print(attempt.line)
                if not isinstance(attempt, BadInput):
                    return attempt.status
    return 65 if failures else 0


def _add_pool(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help="a holistic_landmarker.task, in place of legacy Holistic"
    )


def _outputs(films: list[str], output: str, ending: str) -> list[Path]:
    folder = Path(output)
    if not folder.is_dir() and not output.endswith("/"):
        if len(films) > 1:
            raise WrongUse(f"{output}: several films need a folder; make it, or end its name in /")
        if folder.suffix not in (".pose", ".json"):
            raise WrongUse(f"{output}: landmarks are written as .pose or .json; name the file so")
        return [folder]
    outputs = [folder / f"{Path(film).stem}.{ending}" for film in films]
    seen: dict[Path, str] = {}
    for film, path in zip(films, outputs, strict=True):
        if path in seen:
            raise WrongUse(f"{seen[path]} and {film} would both be {path}; write them to two folders")
        seen[path] = film
    folder.mkdir(parents=True, exist_ok=True)
    return outputs


def _write(path: Path, data: bytes) -> None:
    """The whole file or none."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(file.fileno(), 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _attempts(films: list[str], pool: Pool) -> Iterator[Attempt | SignifyError]:
    """The recording of each film, or what is wrong with it, in their order, with a bar on a terminal."""
    with _Bar(films) as bar:
        futures: list[Future[Reading] | SignifyError] = []
        for film in films:
            try:
                futures.append(pool.submit(opened(film), film, bar.of(film)))
            except BadInput as error:
                futures.append(error)
            except OSError as error:
                futures.append(BadInput(f"{film}: {(error.strerror or str(error)).lower()}; check the path"))
        for film, future in zip(films, futures, strict=True):
            if isinstance(future, SignifyError):
                yield future
                continue
            try:
                yield future.result().attempt(film)
            except SignifyError as error:
                yield error
            except CancelledError:
                return


class _Bar:
    """A bar over all films on a terminal, nothing elsewhere."""

    def __init__(self, films: list[str]) -> None:
        self._lock = threading.Lock()
        self._totals: dict[str, int] = {}
        self._films = len(films)
        self._bar = None
        if sys.stderr.isatty():
            with contextlib.suppress(ImportError):
                from tqdm import tqdm

                self._bar = tqdm(unit=" frames", leave=False, total=0, desc="landmarks")

    def of(self, film: str) -> Progress:
        def told(count: int, expected: int) -> None:
            if self._bar is None:
                return
            with self._lock:
                if film not in self._totals:
                    self._totals[film] = expected
                    self._bar.total += expected
                    self._bar.set_description(f"film {len(self._totals)} of {self._films}")
                if count > self._totals[film]:
                    self._bar.total += count - self._totals[film]
                    self._totals[film] = count
                self._bar.update(1)

        return told

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


# signify-score


def _score(words: list[str]) -> int:
    places = _films(words)
    if not places:
        become_command()
    program = command()
    words, model = _without_model(words)
    places = _films(words)
    with tempfile.TemporaryDirectory(prefix="signify-") as folder, Pool(GENEROUS, model=model) as pool:
        names: dict[bytes, bytes] = {}
        films = [words[place] for place in places]
        attempts = list(_attempts(films, pool))
        for number, (place, film, attempt) in enumerate(zip(places, films, attempts, strict=True)):
            if not isinstance(attempt, Attempt):
                raise attempt
            # The file's own name is the recording's name in the store.
            path = Path(folder) / str(number) / Path(film).name
            path.parent.mkdir(mode=0o700)
            path.write_bytes(attempt.to_pose())
            words[place] = str(path)
            names[os.fsencode(path)] = os.fsencode(film)
        pool.close()
        return _run([os.fspath(program), *words], names)


def _without_model(words: list[str]) -> tuple[list[str], Path | None]:
    parser = argparse.ArgumentParser(_PROGRAM, add_help=False, allow_abbrev=False)
    _add_pool(parser)
    try:
        options, rest = parser.parse_known_args(words)
    except SystemExit:
        raise SystemExit(64) from None
    return rest, options.model


def _films(words: list[str]) -> list[int]:
    """The places of the words that are films."""
    return [
        place
        for place, word in enumerate(words)
        if not word.startswith("-") and (place == 0 or words[place - 1] not in _WITH_VALUE) and _is_film(Path(word))
    ]


def _is_film(path: Path) -> bool:
    """By its beginning, since a recording may have any name; by its name where it has no beginning of a recording."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            start = file.read(16)
    except (OSError, ValueError):
        return False
    if start[4:8] == b"ftyp" or start[:4] in (b"\x1a\x45\xdf\xa3", b"OggS", b"FLV\x01", b"DKIF"):
        return True
    if start[:4] == b"RIFF" and start[8:12] == b"AVI ":
        return True
    is_recording = start.lstrip()[:1] in (b"{", b"[") or start[:2] == b"\x1f\x8b" or start[:6] == b"\x93NUMPY"
    return path.suffix.lower() in _ENDINGS and not is_recording


def _run(words: list[str], names: dict[bytes, bytes]) -> int:
    """Runs the command; its lines name the films. On a terminal it believes to write to the terminal."""
    is_terminal = sys.stdout.isatty()
    source: int | None = None
    sink = subprocess.PIPE
    if is_terminal:
        source, sink = pty.openpty()
        tty.setraw(sink)
        with contextlib.suppress(termios.error):
            termios.tcsetwinsize(sink, termios.tcgetwinsize(sys.stdout.fileno()))
    process = subprocess.Popen(words, stdout=sink, stderr=subprocess.PIPE)
    assert process.stderr is not None
    if source is not None:
        os.close(sink)
    output = process.stdout if source is None else open(source, "rb", buffering=0)  # noqa: SIM115
    assert output is not None
    errors = threading.Thread(target=_copy, args=(process.stderr, sys.stderr.buffer, names))
    errors.start()
    try:
        with output, process.stderr:
            _copy(output, sys.stdout.buffer, names)
            errors.join()
        status = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    return status if status >= 0 else 128 - status


def _copy(source: IO[bytes], sink: IO[bytes], names: dict[bytes, bytes]) -> None:
    """Copies line by line, with the films' names."""
    with contextlib.suppress(OSError):  # a terminal ends so
        for line in iter(source.readline, b""):
            for path, film in names.items():
                line = line.replace(path, film)  # noqa: PLW2901
            sink.write(line)
            sink.flush()
