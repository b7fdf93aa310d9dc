"""Scores, rankings and live recordings."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

import signify_engine
from signify_engine import BadInput, Facts, FreestyleFeedback, NotFound, SentenceFeedback, WordFeedback, WrongUse
from signify_engine.models import Feedback

from recordings import ATTEMPTS, ROOT

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "schema" / "feedback.schema.json").read_text()))
TRUTH = json.loads((ATTEMPTS / "truth.json").read_text())


def test_hello() -> None:
    feedback = signify_engine.score(ATTEMPTS / "hello.json", ref="HELLO")
    assert isinstance(feedback, WordFeedback)
    assert feedback.passed
    assert feedback.score > 95
    assert feedback.passing_score == 70
    assert feedback.reference.sign == "HELLO"
    assert feedback.channels.handshape is not None
    assert feedback.quality.frames == 52
    assert feedback.signature == signify_engine.signature()
    assert signify_engine.engine_version() in feedback.signature


def test_too_low_is_told_to_raise_the_hand() -> None:
    feedback = signify_engine.score(ATTEMPTS / "hello-too-low.json", ref="HELLO")
    assert "Raise your right hand" in feedback.summary
    assert feedback.moments[0].channel == "location"
    assert feedback.moments[0].error.unit == "shoulder widths"


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: truth["file"])
def test_feedback_of_every_fixture_keeps_the_contract(truth: dict[str, str], library: signify_engine.Library) -> None:
    attempt = ATTEMPTS / truth["file"]
    for ref in (truth["sign"], ["HELLO", truth["sign"]], None):
        try:
            text = library.score_json(attempt, ref)
        except BadInput as error:
            assert "no hand was seen" in error.line
            continue
        document = json.loads(text)
        assert [error.message for error in SCHEMA.iter_errors(document)] == []
        model = TypeAdapter(Feedback).validate_json(text)
        assert model.model_dump() == document
        reaches = document["score"] >= 70 and document["quality"]["unseen_hands"] == []
        assert document["passed"] == reaches or (document["mode"] != "word" and not document["passed"])


def test_a_sentence_and_a_stream() -> None:
    sentence = signify_engine.score(ATTEMPTS / "hello.json", ref=["HELLO", "NAME"])
    assert isinstance(sentence, SentenceFeedback)
    assert [sign.status for sign in sentence.signs] == ["ok", "missing"]
    assert not sentence.passed
    stream = signify_engine.score(ATTEMPTS / "hello.json", ref=None)
    assert isinstance(stream, FreestyleFeedback)
    assert [sign.gloss for sign in stream.signs] == ["HELLO"]
    assert signify_engine.embedded().freestyle(ATTEMPTS / "hello.json") == stream
    assert signify_engine.embedded().freestyle(ATTEMPTS / "hello.json", ["HELLO"]).signs[0].gloss == "HELLO"


def test_the_same_sentence_in_either_form(hello: bytes, library: signify_engine.Library) -> None:
    assert library.score_json(hello, "HELLO,NAME") == library.score_json(hello, ["HELLO", "NAME"])


def test_rank(hello: bytes, library: signify_engine.Library) -> None:
    ranking = library.rank(hello, limit=3)
    assert [sign.rank for sign in ranking] == [1, 2, 3]
    assert ranking[0].sign == "HELLO"
    assert ranking[0].distance < ranking[1].distance
    assert len(library.rank(hello, limit=100)) == len(library.glosses) == 20


def test_a_library_that_was_closed_says_so(hello: bytes) -> None:
    with signify_engine.Library.open() as library:
        assert library.score(hello, "HELLO").passed
        assert library.notices == []
    library.close()
    with pytest.raises(WrongUse, match="closed"):
        library.score(hello, "HELLO")


def test_passing_score(hello: bytes, library: signify_engine.Library) -> None:
    assert not library.score(hello, "HELLO", passing_score=100).passed
    for wrong in (-1, 100.5, float("nan")):
        with pytest.raises(WrongUse):
            library.score(hello, "HELLO", passing_score=wrong)


def test_an_unknown_sign_is_not_found(hello: bytes, library: signify_engine.Library) -> None:
    with pytest.raises(NotFound, match="HELO.*HELLO"):
        library.score(hello, "HELO")
    with pytest.raises(LookupError):
        library.score(hello, "HELLO,NOSUCH")


def test_facts(library: signify_engine.Library) -> None:
    mirrored = ATTEMPTS / "hello-mirrored.json"
    as_it_says = library.score(mirrored, "HELLO")
    told = library.score(mirrored, "HELLO", facts=Facts(mirrored=True))
    assert told.score > as_it_says.score


@pytest.mark.parametrize("file", ["hello-no-hands.pose", "hello-hand-missing.json"])
def test_what_cannot_be_scored_has_the_commands_line(file: str, library: signify_engine.Library) -> None:
    with pytest.raises(
        BadInput, match=rf"^{file}: no hand was seen in any of the 52 frames; keep both hands in the picture"
    ):
        library.score(ATTEMPTS / file, "HELLO")


def test_threads_get_what_one_gets(hello: bytes, library: signify_engine.Library) -> None:
    """Eight threads share a library and its attempts."""
    files = [ATTEMPTS / truth["file"] for truth in TRUTH if "no-hands" not in truth["file"]][:16]
    attempts = [(signify_engine.Attempt.of(file), ref) for file in files for ref in ("HELLO", "HELLO,HELP")]

    def scored(pair: tuple[signify_engine.Attempt, str]) -> str:
        try:
            return library.score_json(*pair)
        except BadInput as error:
            return error.line

    expected = [scored(pair) for pair in attempts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(scored, attempts * 4)) == expected * 4
        # With an attempt per call.
        again = list(
            pool.map(lambda file: library.score_json(file.read_bytes(), "HELLO"), [ATTEMPTS / "hello.json"] * 32)
        )
    assert set(again) == {library.score_json(hello, "HELLO")}


def test_the_interpreter_runs_while_the_engine_does() -> None:
    """While a library opens, for about 1 s, another thread counts: with the GIL held it could not."""
    program = """
import sys, threading
sys.setswitchinterval(1000)  # No forced switches: another thread runs only if the GIL is released.
import signify_engine
started, turns, done = threading.Event(), [0], threading.Event()
def count():
    started.set()
    while not done.is_set():
        turns[0] += 1
        threading.Event().wait(0.001)
thread = threading.Thread(target=count)
thread.start()
started.wait()
before = turns[0]
signify_engine.Library.open()
print(turns[0] - before)
done.set()
thread.join()
"""
    turns = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    assert int(turns.stdout) > 5, turns.stderr


def test_a_forked_child_is_told() -> None:
    program = """
import os, sys, warnings
warnings.simplefilter("ignore")
import signify_engine
signify_engine.embedded()
child = os.fork()
if child == 0:
    try:
        signify_engine.score({}, "HELLO")
    except signify_engine.WrongUse as error:
        print(error)
        sys.exit(0)
    sys.exit(1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    assert "forked" in run.stdout


def lines_of(file: Path) -> list[bytes]:
    return [json.dumps(frame).encode() + b"\n" for frame in json.loads(file.read_bytes())["frames"]]


@pytest.mark.parametrize("size", [1, 7, 1000, 10_000_000])
def test_a_stream_gives_what_the_file_gives(size: int, library: signify_engine.Library) -> None:
    facts = Facts(fps=24, width=640, height=480, dominant_hand="right")
    whole = b"".join(lines_of(ATTEMPTS / "hello.json"))
    if size == 1:
        whole = whole[: len(whole) // 20]
    with library.stream(facts=facts) as stream:
        signs = [sign for start in range(0, len(whole), size) for sign in stream.push(whole[start : start + size])]
        if size == 1:
            return
        signs += stream.finish()
    expected = library.freestyle(ATTEMPTS / "hello.json").signs
    assert [(s.gloss, s.start_s, s.end_s, s.score) for s in signs] == [
        (s.gloss, s.start_s, s.end_s, s.score) for s in expected
    ]


def test_a_stream_after_bad_input(library: signify_engine.Library) -> None:
    with library.stream("HELLO") as stream:
        stream.push(lines_of(ATTEMPTS / "hello.json")[0])
        with pytest.raises(BadInput) as caught:
            stream.push(b"{oops}\n")
        with pytest.raises(BadInput) as again:
            stream.push(lines_of(ATTEMPTS / "hello.json")[1])
        assert caught.value.line == again.value.line
    with pytest.raises(WrongUse, match="closed"):
        stream.finish()
    with pytest.raises(NotFound):
        library.stream("NOSUCH")


def test_nothing_comes_after_the_end(library: signify_engine.Library) -> None:
    with library.stream() as stream:
        assert stream.finish() == []
        with pytest.raises(WrongUse):
            stream.push(b"{}\n")
