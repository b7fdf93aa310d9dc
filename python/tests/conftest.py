import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import signify

from recordings import ATTEMPTS

# Nothing that a test does may reach the data folder of whoever runs it.
os.environ.setdefault("XDG_DATA_HOME", "/nonexistent")


@pytest.fixture(scope="session")
def hello() -> bytes:
    """A recording of HELLO, as its producer wrote it."""
    return (ATTEMPTS / "hello.json").read_bytes()


@pytest.fixture(scope="session")
def library() -> signify.Library:
    return signify.embedded()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[signify.Store]:
    with signify.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        yield store
