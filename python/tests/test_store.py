"""Practice stores."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
import pytest

import signify_engine
from signify_engine import BadInput, NotFound, Store, WrongUse

from recordings import ATTEMPTS, REFERENCES


def test_a_new_store_has_the_engines_signs(store: Store, library: signify_engine.Library, hello: bytes) -> None:
    signs = store.signs()
    assert [sign.gloss for sign in signs] == sorted(library.glosses)
    assert all(sign.calibrated and sign.takes >= 3 for sign in signs)
    with store.library() as own:
        assert own.score_json(hello, "HELLO") == library.score_json(hello, "HELLO")
        assert own.notices == []


def test_practice_is_kept(store: Store, hello: bytes) -> None:
    library = store.library()
    at = datetime(2026, 11, 25, 12, 0, 0, 250_000, UTC)
    identifier, feedback = store.practice(hello, "HELLO", library=library, started_at=at, name="hello.json")
    session = store.session(identifier)
    assert session.id == identifier
    assert session.score == feedback.score
    assert session.feedback == feedback
    assert session.mode == "word"
    assert session.started_at == at
    assert session.completed_at is not None
    assert np.array_equal(store.attempt(identifier).landmarks, signify_engine.Attempt.of(hello).landmarks)
    page = store.history()
    assert [entry.id for entry in page.sessions] == [identifier]
    assert page.sessions[0].summary == feedback.summary
    assert page.next is None
    progress = store.progress()
    assert progress.scored_sessions == 1
    assert progress.average_score == feedback.score


def test_begin_and_complete(store: Store, hello: bytes) -> None:
    library = store.library()
    identifier = store.begin(hello, "word")
    waiting = store.session(identifier)
    assert waiting.score is None
    assert waiting.feedback is None
    assert store.history().sessions == []
    feedback = library.score(store.attempt(identifier), "HELLO")
    store.complete(identifier, feedback)
    assert store.session(identifier).feedback == feedback
    with pytest.raises(BadInput):
        store.complete(identifier, feedback)


def test_record(store: Store, hello: bytes) -> None:
    feedback = store.library().score(hello, "HELLO,NAME")
    identifier = store.record(hello, feedback)
    assert store.session(identifier).feedback == feedback
    assert store.session(identifier).mode == "sentence"


def test_history_goes_by_pages(store: Store, hello: bytes) -> None:
    library = store.library()
    attempt = signify_engine.Attempt.of(hello)
    kept = [store.practice(attempt, "HELLO", library=library)[0] for _ in range(7)]
    seen: list[UUID] = []
    cursor = None
    for _ in range(10):
        page = store.history(limit=3, cursor=cursor)
        seen += [entry.id for entry in page.sessions]
        cursor = page.next
        if cursor is None:
            break
    assert sorted(seen) == sorted(kept)
    assert len(seen) == 7
    with pytest.raises((BadInput, WrongUse)):
        store.history(cursor="somewhere")
    with pytest.raises(WrongUse):
        store.history(limit=0)
    with pytest.raises(WrongUse):
        store.history(limit=2**40)


def test_another_learners_session_is_not_found(store: Store, hello: bytes) -> None:
    library = store.library()
    ada, ben = store.add_learner("Ada"), store.add_learner("Ben")
    identifier, _ = store.practice(hello, "HELLO", library=library, user=ada)
    assert store.session(identifier, user=ada).user_id == ada
    with pytest.raises(NotFound):
        store.session(identifier, user=ben)
    with pytest.raises(NotFound):
        store.attempt(identifier, user=ben)
    assert store.history(user=ben).sessions == []
    assert store.history().sessions == []
    with pytest.raises(NotFound):
        store.session(uuid4())
    with pytest.raises((BadInput, WrongUse)):
        store.session("not-a-uuid")


def test_a_session_is_kept_once(store: Store, hello: bytes) -> None:
    library = store.library()
    mine = uuid4()
    assert store.practice(hello, "HELLO", library=library, session=mine)[0] == mine
    with pytest.raises(BadInput):
        store.practice(hello, "HELLO", library=library, session=mine)
    assert len(store.history().sessions) == 1


def test_nothing_is_kept_of_what_cannot_be_scored(store: Store) -> None:
    library = store.library()
    for attempt, ref in [(ATTEMPTS / "hello-no-hands.pose", "HELLO"), (ATTEMPTS / "hello.json", "NOSUCH")]:
        with pytest.raises((BadInput, NotFound)):
            store.practice(attempt, ref, library=library)
    with pytest.raises(NotFound):
        store.practice(ATTEMPTS / "hello.json", "HELLO", library=library, lesson="no-such-lesson")
    with pytest.raises(NotFound):
        store.practice(ATTEMPTS / "hello.json", "HELLO", library=library, user=uuid4())
    with pytest.raises(WrongUse, match="time zone"):
        store.practice(ATTEMPTS / "hello.json", "HELLO", library=library, started_at=datetime(2026, 1, 1))
    assert store.history().sessions == []
    assert store.progress().scored_sessions == 0


def test_lessons(store: Store, hello: bytes) -> None:
    library = store.library()
    lesson_id = store.save_lesson("word-hello", "Hello", "word")
    lesson = store.lesson("word-hello")
    assert (lesson.id, lesson.title, lesson.type) == (lesson_id, "Hello", "word")
    identifier, _ = store.practice(hello, "HELLO", library=library, lesson="word-hello")
    assert store.session(identifier).lesson_id == lesson_id
    assert store.history().sessions[0].lesson == "Hello"
    with pytest.raises(BadInput):
        store.practice(hello, "HELLO,NAME", library=library, lesson="word-hello")
    with pytest.raises(NotFound):
        store.lesson("word-nothing")


def test_signs_come_and_go(store: Store) -> None:
    takes = sorted(REFERENCES.glob("*/HELLO.pose"))
    enrolment = store.add_takes("GREETING", takes[:2], signer="ada", language="ase")
    assert (enrolment.added, enrolment.duplicates) == (2, 0)
    assert store.add_takes("GREETING", takes[:2]).duplicates == 2
    assert "GREETING" in {sign.gloss for sign in store.signs()}
    assert store.calibrate("GREETING") == 1
    with store.library() as library:
        assert library.score(takes[2], "GREETING").passed
    store.remove_sign("GREETING")
    assert "GREETING" not in {sign.gloss for sign in store.signs()}
    with pytest.raises(NotFound):
        store.remove_sign("GREETING")


def test_threads_keep_what_they_scored(store: Store, hello: bytes) -> None:
    library = store.library()
    attempt = signify_engine.Attempt.of(hello)
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda _: store.practice(attempt, "HELLO", library=library)[0], range(40)))
    assert len(set(kept)) == 40
    assert {entry.id for entry in store.history(limit=100).sessions} == set(kept)


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="none.sqlite"):
        Store.open(tmp_path / "none.sqlite")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "text.sqlite").write_text("no database at all, and longer than a header would be" * 40)
    with pytest.raises(signify_engine.SignifyError, match="text.sqlite"):
        Store.open(tmp_path / "text.sqlite")


def test_a_store_outlives_its_objects(tmp_path: Path, hello: bytes) -> None:
    path = tmp_path / "practice.sqlite"
    with Store.open(path, create=True, fill=True) as store:
        library = store.library()
        identifier, _ = store.practice(
            hello, "HELLO", library=library, started_at=datetime.now(UTC) - timedelta(hours=1)
        )
    assert library.score(hello, "HELLO").passed, "a library needs its store no more"
    with pytest.raises(WrongUse, match="closed"):
        store.history()
    with Store.open(path) as again:
        assert again.session(identifier).score is not None
        assert sorted(signify_engine.Library.open(path).glosses) == sorted(library.glosses)


def test_a_take_that_is_no_good_is_refused_unless_somebody_insists(store: Store) -> None:
    hands = json.loads((ATTEMPTS / "hello.json").read_text())
    for frame in hands["frames"]:
        frame.pop("poseLandmarks", None)
    with pytest.raises(BadInput, match="reference"):
        store.add_takes("BODILESS", [hands])
    enrolment = store.add_takes("BODILESS", [hands], force=True)
    assert enrolment.added == 1
    assert [warning.code for warning in enrolment.warnings] == ["body_unseen"]
