"""The signs of a service, which other processes change."""

import gc
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from signify_engine import Library, Store
from signify_engine.errors import Unavailable
from signify_engine.fastapi._shelf import Shelf

from recordings import REFERENCES


def reached(state: Callable[[], bool]) -> bool:
    """Whether a state is reached; the wait is only the bound of a failure."""
    end = time.monotonic() + 60
    while not state():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def opened(place: Path) -> Store:
    return Store.open(place, create=True, fill=True)


def test_follows_what_another_process_adds_changes_and_removes(tmp_path: Path) -> None:
    place = tmp_path / "practice.sqlite"
    with opened(place) as store, Store.open(place) as other:
        shelf = Shelf(store, None, following=0.02)
        assert "TEA" not in shelf.library.glosses
        other.add_takes("TEA", [REFERENCES / "ada" / "HELLO.pose"], signer="ada")
        assert reached(lambda: "TEA" in shelf.library.glosses)
        other.remove_sign("TEA")
        assert reached(lambda: "TEA" not in shelf.library.glosses)


def test_goes_on_with_the_signs_of_before_where_the_store_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", logger="signify_engine.fastapi")
    place = tmp_path / "practice.sqlite"
    with opened(place) as store, Store.open(place) as other:
        shelf = Shelf(store, None, following=0.02)
        glosses = shelf.library.glosses
        looks: list[int] = []

        def away(_: Store) -> Library:
            looks.append(1)
            raise Unavailable("the store is away")

        with monkeypatch.context() as patched:
            patched.setattr(Store, "library", away)
            assert reached(lambda: len(looks) > 3)
            assert shelf.library.glosses == glosses
        # One line for one outage.
        assert [record.getMessage() for record in caplog.records].count(
            "the reference signs cannot be read again: the store is away"
        ) == 1
        other.remove_sign(glosses[0])
        assert reached(lambda: glosses[0] not in shelf.library.glosses)


def followers() -> int:
    return sum(thread.name == "signify-signs" for thread in threading.enumerate())


def test_the_thread_ends_with_its_store(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = followers()
    store = opened(tmp_path / "practice.sqlite")
    shelf = Shelf(store, None, following=0.02)
    glosses = shelf.library.glosses
    store.close()
    assert reached(lambda: followers() <= before)
    assert shelf.library.glosses == glosses
    assert not caplog.records


def test_a_given_library_is_not_replaced(tmp_path: Path) -> None:
    with opened(tmp_path / "practice.sqlite") as store:
        given = Library.open()
        shelf = Shelf(store, given, following=0.01)
        time.sleep(0.1)
        assert shelf.library is given


def test_the_thread_ends_with_its_shelf(tmp_path: Path) -> None:
    with opened(tmp_path / "practice.sqlite") as store:
        before = followers()
        shelf = Shelf(store, None, following=0.01)
        assert shelf.library.glosses
        assert followers() == before + 1
        gone = weakref.ref(shelf)
        del shelf
        gc.collect()
        assert reached(lambda: gone() is None and followers() == before)
