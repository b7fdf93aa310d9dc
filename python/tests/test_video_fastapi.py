"""Films over HTTP."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from films import clip, film, real
from service import SECRET, Service, service, serving

import signify_engine
from signify_engine.fastapi import FilmLimits, Films, Limits, bearer_user, router

VIDEO = {"Content-Type": "video/mp4"}
WAIT = {**VIDEO, "Prefer": "wait=60"}
LIMITS = FilmLimits(bytes=1_000_000, seconds=20)


@dataclass
class Cinema(Service):
    """A service that takes films."""

    folder: Path

    def left(self) -> list[str]:
        """What lies in the folder of films beside states and locks."""
        return [path.name for path in (self.folder / "films").iterdir() if path.suffix not in (".json", ".owner")]


@contextlib.contextmanager
def cinema(folder: Path, **options: Any) -> Iterator[Cinema]:
    location = str(folder / "practice.sqlite")
    films = Films(**{"limits": LIMITS, "processes": 1, "folder": folder / "films", "kept": folder / "kept", **options})
    with signify_engine.Store.open(location, create=True, fill=True) as store:
        app = FastAPI()
        current = bearer_user(secret=SECRET)
        app.include_router(router(store, current_user=current, limits=Limits(), films=films), prefix="/v1")
        with serving(app) as address:
            yield Cinema(address, store, location, store.add_learner("Ada"), store.add_learner("Ben"), folder)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cinema]:
    with cinema(tmp_path_factory.mktemp("cinema")) as running:
        yield running


@pytest.fixture
def learner(api: Cinema) -> Iterator[httpx.Client]:
    with api.client(api.store.add_learner("Learner")) as client:
        yield client


@pytest.fixture(scope="module")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return film(tmp_path_factory.mktemp("film") / "a.mp4").read_bytes()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A film whose reading takes some seconds."""
    return film(tmp_path_factory.mktemp("film") / "a.mp4", 500, (320, 240)).read_bytes()


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return clip(tmp_path_factory.mktemp("film") / "a.mp4", real("doctor_001.mp4"), 14).read_bytes()


def test_a_film_is_scored_in_the_background(
    api: Cinema, learner: httpx.Client, signed: bytes, library: signify_engine.Library
) -> None:
    response = learner.post("/v1/attempts", params={"ref": "HELLO"}, content=signed, headers=VIDEO)
    assert response.status_code == 202, response.text
    assert (response.json()["status"], response.json()["mode"]) == ("reading", "word")
    place = response.headers["location"]
    assert place.endswith(response.json()["id"])
    with api.client(api.ben) as ben:
        assert ben.get(place).status_code == 404
    assert api.left() == []
    result = learner.get(place, headers={"Prefer": "wait=60"}).json()
    assert result["status"] == "scored"
    attempt = api.store.attempt(result["id"])
    assert result["feedback"] == library.score(attempt, "HELLO").model_dump(mode="json", exclude_unset=True)
    assert (attempt.facts.width, attempt.frames) == (640, 14)
    assert [one["id"] for one in learner.get("/v1/history").json()["sessions"]] == [result["id"]]
    assert not list((api.folder / "films").glob(f"{result['id']}*"))


def test_who_waits_gets_the_result_and_may_keep_the_film(api: Cinema, learner: httpx.Client, signed: bytes) -> None:
    identifier = uuid4()
    query: dict[str, Any] = {"ref": "HELLO", "id": str(identifier), "keep_film": True}
    response = learner.post("/v1/attempts", params=query, content=signed, headers=WAIT)
    assert response.status_code == 201, response.text
    assert response.json()["id"] == str(identifier)
    (kept,) = (api.folder / "kept").glob(f"*/{identifier}/*")
    assert (kept.name, kept.read_bytes(), kept.stat().st_mode & 0o777) == ("film.mp4", signed, 0o600)
    # Sent again with its id it is kept once.
    again = learner.post("/v1/attempts", params=query, content=signed, headers=WAIT)
    assert again.status_code == 201
    assert again.json() == response.json()
    assert len(learner.get("/v1/history").json()["sessions"]) == 1


def test_a_form_brings_a_film(learner: httpx.Client, signed: bytes) -> None:
    parts = {"file": ("clip.mp4", signed, "video/mp4")}
    response = learner.post("/v1/attempts", data={"ref": "HELLO"}, files=parts, headers={"Prefer": "wait=60"})
    assert response.status_code == 201, response.text


def test_a_deferred_film_waits_for_a_worker(learner: httpx.Client, signed: bytes) -> None:
    response = learner.post("/v1/attempts", params={"defer": True}, content=signed, headers=WAIT)
    assert (response.status_code, response.json()["status"]) == (202, "waiting"), response.text


def refused(response: httpx.Response, status: int, code: str) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["code"] == code
    detail: str = response.json()["detail"]
    return detail


def test_refusals_have_their_status_and_line(api: Cinema, learner: httpx.Client, nobody: bytes, tmp_path: Path) -> None:
    before = api.rows()
    post = learner.post
    assert "no person was seen" in refused(post("/v1/attempts", content=nobody, headers=WAIT), 422, "bad_input")
    assert "no film that can be" in refused(post("/v1/attempts", content=b"hi" * 99, headers=WAIT), 415, "unsupported")
    assert "is empty" in refused(post("/v1/attempts", content=b"", headers=WAIT), 422, "bad_input")
    slow = film(tmp_path / "a.mkv", 60, (16, 16), rate=1).read_bytes()
    assert "are the limit" in refused(post("/v1/attempts", content=slow, headers=WAIT), 413, "too_large")
    assert "exceeds 1000000 bytes" in refused(
        post("/v1/attempts", content=bytes(1_000_001), headers=WAIT), 413, "too_large"
    )
    packed = {**WAIT, "Content-Encoding": "gzip"}
    assert "packed" in refused(post("/v1/attempts", content=nobody, headers=packed), 415, "unsupported")
    wrong = post("/v1/attempts", params={"defer": True, "ref": "HELLO"}, content=nobody, headers=WAIT)
    assert "leave out ref" in refused(wrong, 400, "wrong_use")
    with_keep = post("/v1/attempts", params={"keep_film": True}, content=b"{}")
    assert "keep_film is of films" in refused(with_keep, 400, "wrong_use")
    assert api.rows() == before
    assert api.left() == []
    assert not list((api.folder / "kept").glob("**/.film"))


def test_the_reason_can_be_asked_for_later(learner: httpx.Client, nobody: bytes) -> None:
    place = learner.post("/v1/attempts", content=nobody, headers=VIDEO).headers["location"]
    result = learner.get(place, headers={"Prefer": "wait=60"}).json()
    assert (result["status"], result["feedback"]["error"]["code"]) == ("given_up", "bad_input")
    assert result["feedback"]["summary"].startswith("film: no person was seen")


def test_a_refused_film_may_be_sent_again_with_its_id(
    api: Cinema, learner: httpx.Client, nobody: bytes, signed: bytes
) -> None:
    query = {"ref": "HELLO", "id": str(uuid4())}
    assert learner.post("/v1/attempts", params=query, content=nobody, headers=WAIT).status_code == 422
    assert learner.post("/v1/attempts", params=query, content=signed, headers=WAIT).status_code == 201
    with api.client(api.ben) as ben:
        other = ben.post("/v1/attempts", params=query, content=signed, headers=WAIT)
        assert refused(other, 409, "taken") == "this id is in use; send the upload with a new one"


def test_the_queue_and_each_learners_part_of_it_are_bounded(tmp_path: Path, long: bytes) -> None:
    with cinema(tmp_path, waiting=2, waiting_each=1) as api, api.client(api.ada) as ada, api.client(api.ben) as ben:
        query = {"id": str(uuid4())}
        first = ada.post("/v1/attempts", params=query, content=long, headers=VIDEO)
        assert first.status_code == 202
        # The same again is no second film.
        again = ada.post("/v1/attempts", params=query, content=long, headers=VIDEO)
        assert (again.status_code, again.json()["id"]) == (202, first.json()["id"])
        mine = ada.post("/v1/attempts", content=long, headers=VIDEO)
        assert "you have 1 films under way" in refused(mine, 429, "busy")
        assert mine.headers["retry-after"] == "5"
        assert ben.post("/v1/attempts", content=long, headers=VIDEO).status_code == 202
        with api.client(api.store.add_learner("Cleo")) as cleo:
            full = cleo.post("/v1/attempts", content=long, headers=VIDEO)
            assert "too many films" in refused(full, 503, "busy")
        assert api.left() == []
        begun = time.monotonic()
    # The server ends at once: the films under way are given up.
    assert time.monotonic() - begun < 10


SERVER = """
import sys, uvicorn
from pathlib import Path
from fastapi import FastAPI
from signify_engine import Store
from signify_engine.fastapi import Films, bearer_user, router
folder = Path(sys.argv[1])
app = FastAPI()
films = Films(folder=folder / "films", processes=1)
store = Store.open(folder / "practice.sqlite")
app.include_router(router(store, current_user=bearer_user(secret=sys.argv[2]), films=films), prefix="/v1")
uvicorn.run(app, port=int(sys.argv[3]), log_level="error")
"""


def test_nothing_stays_of_a_server_that_is_killed(tmp_path: Path, long: bytes) -> None:
    """Another process on the same folder tells that its film is lost; no film and no reader stays."""
    with cinema(tmp_path) as other, other.client(other.ada) as client:
        port = free_port()
        process = subprocess.Popen([sys.executable, "-c", SERVER, str(tmp_path), SECRET, str(port)])
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=dict(client.headers), timeout=60) as killed:
            until_alive(killed, process)
            place = killed.post("/v1/attempts", content=long, headers=VIDEO).headers["location"]
        # While its owner lives, every process of the service has the state.
        assert client.get(place).json()["status"] == "reading"
        readers = children(process.pid)
        assert readers
        process.send_signal(signal.SIGKILL)
        process.wait()
        result = client.get(place, headers={"Prefer": "wait=10"}).json()
        assert (result["status"], result["feedback"]["error"]["code"]) == ("given_up", "unavailable")
        assert "send it again" in result["feedback"]["summary"]
        assert other.left() == []
        until = time.monotonic() + 10
        while any(Path(f"/proc/{reader}").exists() for reader in readers) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(Path(f"/proc/{reader}").exists() for reader in readers)


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def until_alive(client: httpx.Client, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None
        with contextlib.suppress(httpx.TransportError):
            if client.get("/v1/alive").status_code == 200:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start")


def children(process: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if int((path / "stat").read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(path.name))
    return found


def test_without_films_there_is_no_door(tmp_path: Path, nobody: bytes) -> None:
    with service("sqlite", tmp_path) as api, api.client(api.ada) as client:
        response = client.post("/v1/attempts", content=nobody, headers=VIDEO)
        assert "reads no films" in refused(response, 415, "unsupported")
        schema = client.get("/openapi.json").json()
        assert "video/*" not in schema["paths"]["/v1/attempts"]["post"]["requestBody"]["content"]


def test_a_folder_of_others_is_refused(tmp_path: Path, store: signify_engine.Store) -> None:
    (tmp_path / "films").symlink_to("/tmp")
    with pytest.raises(signify_engine.CannotWrite, match="not a folder of this user"):
        router(store, current_user=lambda: UUID(int=0), films=Films(folder=tmp_path / "films"))
    assert os.path.islink(tmp_path / "films")
