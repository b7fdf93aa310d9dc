import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import signify_engine

from recordings import ATTEMPTS

# Tests must not write to the user's data folder.
os.environ.setdefault("XDG_DATA_HOME", "/nonexistent")


@pytest.fixture(scope="session")
def hello() -> bytes:
    """A recording of HELLO in JSON."""
    return (ATTEMPTS / "hello.json").read_bytes()


@pytest.fixture(scope="session")
def library() -> signify_engine.Library:
    return signify_engine.embedded()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[signify_engine.Store]:
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        yield store
