"""`python -m signify_engine`: landmarks of films, and signify-score with films."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from films import clip, film, real

import signify_engine
from signify_engine._command import command

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in a folder of its own, which also has the temporary files."""
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp"), "XDG_DATA_HOME": str(tmp_path / "data")}

    def run(*words: str, module: str = "signify_engine") -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", module, *words],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert list((tmp_path / "tmp").iterdir()) == []
        return done

    return run


def test_landmarks_of_many_films_in_a_folder(tmp_path: Path, run: Run) -> None:
    clip(tmp_path / "one.mp4", real("doctor_001.mp4"), 4)
    clip(tmp_path / "two.webm.mp4", real("yo_001.mp4"), 4)
    (tmp_path / "three.mp4").write_text("no film")
    done = run("landmarks", "one.mp4", "three.mp4", "none.mp4", "two.webm.mp4", "-o", "landmarks/")
    assert done.returncode == 65
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith("signify-score: three.mp4: no film that can be read")
    assert second == "signify-score: none.mp4: no such file or directory; check the path"
    assert {path.name for path in (tmp_path / "landmarks").iterdir()} == {"one.pose", "two.webm.pose"}
    assert signify_engine.Attempt.of(tmp_path / "landmarks" / "one.pose").frames == 4


def test_json_by_its_name_and_the_command_agrees(tmp_path: Path, run: Run) -> None:
    path = clip(tmp_path / "clip.mp4", real("doctor_001.mp4"), 14)
    signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True).close()
    done = run("landmarks", "clip.mp4", "-o", "clip.json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads((tmp_path / "clip.json").read_bytes())
    assert (document["width"], document["height"]) == (640, 360)
    scored = run("score", str(path), "--ref", "HELLO", "--json", "--db", "practice.sqlite")
    assert scored.returncode == 0, scored.stderr
    of_json = subprocess.run(
        [command(), "score", "clip.json", "--ref", "HELLO", "--json", "--dry-run", "--db", "practice.sqlite"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(scored.stdout) == json.loads(of_json.stdout)
    with signify_engine.Store.open(tmp_path / "practice.sqlite") as store:
        assert len(store.history().sessions) == 1
    # Without the default subcommand's name, as words for people.
    page = run("clip.mp4", "--ref", "HELLO", "--dry-run", "--db", "practice.sqlite")
    assert page.stdout.startswith("HELLO  clip.mp4\n"), page.stdout
    added = run("refs", "add", "DOCTOR", "clip.mp4", "--db", "practice.sqlite", "--force")
    assert added.stdout.startswith("DOCTOR: 1 take added"), added.stderr
    unknown = run("clip.mp4", "--ref", "NOTHING", "--dry-run", "--db", "practice.sqlite")
    assert unknown.returncode == 65
    assert str(tmp_path / "tmp") not in unknown.stderr


def test_a_bad_film_is_a_line_with_its_name(tmp_path: Path, run: Run) -> None:
    film(tmp_path / "nobody.mp4")
    done = run("score", "nobody.mp4", "--ref", "HELLO")
    assert (done.returncode, done.stdout) == (65, "")
    assert done.stderr == (
        "signify-score: nobody.mp4: no person was seen in any of the 10 frames; "
        "stand in the picture from head to hips, with light on you, and record again\n"
    )


def test_a_model_that_is_none_is_a_line(tmp_path: Path, run: Run) -> None:
    film(tmp_path / "a.mp4")
    (tmp_path / "x.task").write_text("no model")
    done = run("score", "a.mp4", "--ref", "HELLO", "--model", "x.task")
    assert done.returncode == 64
    (line,) = done.stderr.splitlines()
    assert "give a holistic_landmarker.task" in line
    assert run("landmarks", "a.mp4", "-o", "a.pose", "--model", "none.task").returncode == 65


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("a.mp4", "-o", "a.mp4"), "a.mp4: landmarks are written as .pose or .json; name the file so"),
        (("a.mp4", "b.mp4", "-o", "x.pose"), "x.pose: several films need a folder; make it, or end its name in /"),
        (("a.mp4", "b/a.mov", "-o", "x/"), "a.mp4 and b/a.mov would both be x/a.pose; write them to two folders"),
        (("a.mp4", "-o", "a.pose", "--processes", "0"), "--processes is 0; give 1 or more"),
    ],
)
def test_wrong_use(words: tuple[str, ...], line: str, run: Run) -> None:
    done = run("landmarks", *words)
    assert (done.returncode, done.stderr) == (64, f"signify-score: {line}\n")


def test_without_films_it_is_the_command(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == signify_engine.signature()
    assert run("nothing.json", "--ref", "HELLO").returncode == 65


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    film(tmp_path / "a.mp4", 600, (320, 240))
    (tmp_path / "tmp").mkdir()
    words = [sys.executable, "-m", "signify_engine", "score", "a.mp4", "--ref", "HELLO"]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    process = subprocess.Popen(words, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 30
    while not list((tmp_path / "tmp").iterdir()) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (128 + number, "")
    assert list((tmp_path / "tmp").iterdir()) == []
