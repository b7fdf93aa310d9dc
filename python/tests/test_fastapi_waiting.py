"""Results that come by themselves: `Prefer: wait`, and events."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from service import ENGINES, PATIENCE, SECRET, Service, service, serving

import signify_engine
from signify_engine.fastapi import Limits, bearer_user, router


@pytest.fixture(scope="module", params=ENGINES)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(request.param, tmp_path_factory.mktemp("store")) as running:
        yield running


sqlite = pytest.mark.parametrize("api", ["sqlite"], indirect=True)


@pytest.fixture
def learner(api: Service) -> Iterator[httpx.Client]:
    """A learner of their own: places are counted for each."""
    with api.client(api.store.add_learner("Learner")) as client:
        yield client


def deferred(client: httpx.Client, hello: bytes, **parameters: str) -> str:
    response = client.post("/v1/attempts", params={"defer": "true", **parameters}, content=hello)
    assert response.status_code == 202, response.text
    identifier: str = response.json()["id"]
    return identifier


def score(api: Service, attempt: str) -> None:
    """What a worker does."""
    api.store.complete(attempt, signify_engine.embedded().freestyle(api.store.attempt(attempt)))


@contextmanager
def beside(work: Any, *arguments: Any) -> Iterator[None]:
    """Runs the work in a thread."""
    thread = threading.Thread(target=work, args=arguments)
    thread.start()
    try:
        yield
    finally:
        thread.join()


# Waiting


def test_a_result_is_waited_for(api: Service, learner: httpx.Client, hello: bytes) -> None:
    attempt = deferred(learner, hello)
    is_asked = threading.Event()

    def work() -> None:
        is_asked.wait()
        score(api, attempt)

    with beside(work):
        is_asked.set()
        response = learner.get(f"/v1/attempts/{attempt}", headers={"Prefer": "respond-async, wait=60"})
    assert response.json()["status"] == "scored"
    assert response.headers["preference-applied"] == "wait=60"
    # At once, and with the same answer as without waiting.
    again = learner.get(f"/v1/attempts/{attempt}", headers={"Prefer": "wait=60"})
    assert again.headers["preference-applied"] == "wait=60"
    plain = learner.get(f"/v1/attempts/{attempt}")
    assert "preference-applied" not in plain.headers
    assert response.json() == again.json() == plain.json()


def test_an_attempt_that_is_given_up_is_an_answer(api: Service, learner: httpx.Client, hello: bytes) -> None:
    if "://" not in api.location:
        pytest.skip("a SQLite store gives none up")
    attempt = deferred(learner, hello)
    feedback = {
        "version": 1,
        "mode": "freestyle",
        "summary": "Record it again.",
        "error": {"code": "no_hands", "message": "no hand was seen"},
    }
    api.query(
        f"begin; update practice_sessions set feedback = '{json.dumps(feedback)}' where id = '{attempt}';"
        f"update practice_scoring_queue set poisoned_at = now() where session_id = '{attempt}'; commit"
    )
    response = learner.get(f"/v1/attempts/{attempt}", headers={"Prefer": "wait=60"})
    assert response.json()["status"] == "given_up"


def test_an_upload_waits_too(api: Service, learner: httpx.Client, hello: bytes) -> None:
    attempt = str(uuid4())

    def work() -> None:
        while not api.store.waiting([attempt]):
            time.sleep(0.01)
        score(api, attempt)

    with beside(work):
        parameters = {"defer": "true", "id": attempt}
        response = learner.post("/v1/attempts", params=parameters, content=hello, headers={"Prefer": "wait=60"})
    assert (response.status_code, response.json()["status"]) == (201, "scored")
    assert response.headers["location"] == f"/v1/attempts/{attempt}"
    assert response.headers["preference-applied"] == "wait=60"


def test_a_wait_has_an_end(learner: httpx.Client, hello: bytes) -> None:
    attempt = deferred(learner, hello)
    response = learner.get(f"/v1/attempts/{attempt}", headers={"Prefer": "wait=1"})
    assert (response.status_code, response.json()["status"]) == (200, "waiting")
    assert response.headers["preference-applied"] == "wait=1"


@pytest.mark.parametrize("preference", ["wait", "wait=", "wait=soon", "wait=-1", "wait=1.5", "wait=0", "waits=9", ""])
def test_another_preference_is_none(preference: str, learner: httpx.Client, hello: bytes) -> None:
    response = learner.get(f"/v1/attempts/{deferred(learner, hello)}", headers={"Prefer": preference})
    assert response.json()["status"] == "waiting"
    assert "preference-applied" not in response.headers


def test_nobody_waits_for_the_attempt_of_another(api: Service, hello: bytes) -> None:
    with api.client(api.ada) as ada, api.client(api.ben) as ben:
        attempt = deferred(ada, hello)
        answers = [ben.get(f"/v1/attempts/{one}", headers={"Prefer": "wait=60"}) for one in (attempt, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        stream = ben.get("/v1/attempts/events", params={"ids": attempt})
    assert [event.kind for event in events(stream.text.splitlines())] == ["problem", "end"]


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[set[UUID]]:
    """The attempts of each look into the store."""
    seen: list[set[UUID]] = []
    waiting = signify_engine.Store.waiting

    def spy(store: signify_engine.Store, sessions: Any) -> dict[UUID, UUID]:
        seen.append(set(sessions))
        return waiting(store, sessions)

    monkeypatch.setattr(signify_engine.Store, "waiting", spy)
    return seen


def test_a_place_is_given_back_by_who_goes(api: Service, hello: bytes, looks: list[set[UUID]]) -> None:
    """With one place for those who wait: whoever finds none is answered at once."""
    with limited(api, waits=1) as address, api.client(api.store.add_learner("Learner")) as learner:
        attempt, other = deferred(learner, hello), deferred(learner, hello)
        waited = {"Prefer": "wait=1"}
        with request(address, learner, f"/v1/attempts/{attempt}", {"Prefer": "wait=60"}):
            while {UUID(attempt)} not in looks:
                time.sleep(0.01)
            answer = learner.get(f"http://{address}/v1/attempts/{other}", headers=waited)
            assert (answer.status_code, answer.json()["status"]) == (200, "waiting")
            assert "preference-applied" not in answer.headers
        # As soon as the server notices.
        while "preference-applied" not in answer.headers:
            answer = learner.get(f"http://{address}/v1/attempts/{other}", headers=waited)


@contextmanager
def request(address: str, client: httpx.Client, path: str, headers: dict[str, str]) -> Iterator[socket.socket]:
    """A request whose client goes without having read the answer."""
    host, port = address.split(":")
    lines = {**headers, "Host": address, "Authorization": client.headers["authorization"]}
    with socket.create_connection((host, int(port))) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        connection.sendall(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        yield connection


@contextmanager
def limited(api: Service, **limits: Any) -> Iterator[str]:
    """Another process of the service, as it were, with other limits."""
    app = FastAPI()
    patient = dict.fromkeys(("silence", "grace", "memory_wait", "call_wait"), PATIENCE)
    paths = router(api.store, current_user=bearer_user(secret=SECRET), limits=Limits(**{**patient, **limits}))
    app.include_router(paths, prefix="/v1")
    with serving(app) as address:
        yield address


def test_one_look_is_for_all(api: Service, hello: bytes, looks: list[set[UUID]]) -> None:
    learners = [api.store.add_learner("Learner") for _ in range(6)]
    with ExitStack() as stack:
        clients = [stack.enter_context(api.client(one)) for one in learners]
        attempts = [deferred(client, hello) for client in clients]
        answers: list[int] = []

        def ask(client: httpx.Client, attempt: str) -> None:
            answers.append(client.get(f"/v1/attempts/{attempt}", headers={"Prefer": "wait=60"}).status_code)

        threads = [threading.Thread(target=ask, args=one) for one in zip(clients, attempts, strict=True)]
        for thread in threads:
            thread.start()
        whole = {UUID(one) for one in attempts}
        while not any(look == whole for look in looks):
            time.sleep(0.01)
        for attempt in attempts:
            score(api, attempt)
        for thread in threads:
            thread.join()
    assert answers == [200] * 6
    count = len(looks)
    # Nobody waits: nobody looks, but for a look that was under way.
    time.sleep(0.5)
    assert len(looks) <= count + 1


# Events


@dataclass
class Event:
    kind: str
    id: str
    data: Any


def events(lines: Any) -> Iterator[Event]:
    """The events of a stream, by the rules of HTML's event streams."""
    fields: dict[str, str] = {}
    for line in lines:
        if line == "":
            if "data" in fields:
                yield Event(fields.get("event", "message"), fields.get("id", ""), json.loads(fields["data"]))
            fields = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")


def test_results_come_as_events(api: Service, learner: httpx.Client, hello: bytes) -> None:
    attempts = [deferred(learner, hello) for _ in range(3)]
    unknown = str(uuid4())
    ids = ",".join([*attempts, unknown])
    score(api, attempts[2])
    with learner.stream("GET", "/v1/attempts/events", params={"ids": ids}) as stream:
        assert stream.status_code == 200
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        come = events(stream.iter_lines())
        first = [next(come), next(come)]
        assert [(one.kind, one.data["id"]) for one in first] == [("result", attempts[2]), ("problem", unknown)]
        assert first[1].data["problem"]["status"] == 404
        for attempt in (attempts[1], attempts[0]):
            score(api, attempt)
            event = next(come)
            assert (event.kind, event.data) == ("result", learner.get(f"/v1/attempts/{attempt}").json())
        assert [one.kind for one in come] == ["end"]


def test_a_stream_is_resumed(api: Service, learner: httpx.Client, hello: bytes) -> None:
    attempts = [deferred(learner, hello) for _ in range(3)]
    for attempt in attempts:
        score(api, attempt)
    parameters = {"ids": ",".join(attempts)}
    whole = list(events(learner.get("/v1/attempts/events", params=parameters).text.splitlines()))
    assert [one.kind for one in whole] == ["result", "result", "result", "end"]
    for have in range(3):
        last = {"Last-Event-ID": whole[have - 1].id if have else ""}
        rest = learner.get("/v1/attempts/events", params=parameters, headers=last).text
        assert list(events(rest.splitlines())) == whole[have:]
    response = learner.get("/v1/attempts/events", params=parameters, headers={"Last-Event-ID": whole[2].id})
    assert (response.status_code, response.content) == (204, b"")


def test_a_stream_ends_and_beats(api: Service, learner: httpx.Client, hello: bytes) -> None:
    attempt = deferred(learner, hello)
    with limited(api, events_last=0.5) as address:
        response = learner.get(f"http://{address}/v1/attempts/events", params={"ids": attempt})
    assert response.status_code == 200
    assert list(events(response.text.splitlines())) == []
    assert ": still waiting" in response.text


@pytest.mark.parametrize(
    ("parameters", "last", "place"),
    [
        ({}, None, "ids: "),
        ({"ids": ""}, None, "ids: "),
        ({"ids": "HELLO"}, None, "ids: "),
        ({"ids": ",".join(str(uuid4()) for _ in range(101))}, None, "ids: "),
        ({"ids": str(UUID(int=1))}, "x", "Last-Event-ID: "),
        ({"ids": str(UUID(int=1))}, "2", "Last-Event-ID: "),
        ({"ids": str(UUID(int=1))}, "1" * 200, "last-event-id: "),
    ],
)
def test_a_wrong_stream_is_refused(
    parameters: dict[str, str], last: str | None, place: str, learner: httpx.Client
) -> None:
    headers = {} if last is None else {"Last-Event-ID": last}
    response = learner.get("/v1/attempts/events", params=parameters, headers=headers)
    assert response.status_code == 400, response.text
    assert response.json()["code"] == "wrong_use"
    assert response.json()["detail"].startswith(place)


def test_the_head_of_a_stream_has_no_events(learner: httpx.Client, hello: bytes) -> None:
    response = learner.head("/v1/attempts/events", params={"ids": deferred(learner, hello)})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"].startswith("text/event-stream")


@sqlite
def test_not_too_many_streams(api: Service, hello: bytes) -> None:
    with limited(api, events=2, events_each=1) as address, ExitStack() as stack:
        for name, status in (("Ada", 429), ("Ben", 503)):
            client = stack.enter_context(api.client(api.store.add_learner(name)))
            path = f"/v1/attempts/events?ids={deferred(client, hello)}"
            connection = stack.enter_context(request(address, client, path, {}))
            assert connection.recv(20).startswith(b"HTTP/1.1 200")
            other = client if status == 429 else stack.enter_context(api.client(api.store.add_learner("Cem")))
            response = other.get(f"http://{address}{path}")
            assert response.status_code == status
            assert response.json()["code"] == "busy"
            assert response.headers["retry-after"] == "5"
        # Who goes leaves a place, as soon as the server notices.
        connection.close()
        scored = f"http://{address}/v1/attempts/events?ids={uuid4()}"
        while (response := client.get(scored)).status_code != 200:
            assert response.status_code in (429, 503)
        assert [one.kind for one in events(response.text.splitlines())] == ["problem", "end"]


def test_a_stream_ends_where_the_store_is_away(
    api: Service, learner: httpx.Client, hello: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an event for what could not be read, which the next stream has."""
    attempts = [deferred(learner, hello) for _ in range(2)]
    for attempt in attempts:
        score(api, attempt)
    session = signify_engine.Store.session

    def away(store: signify_engine.Store, asked: Any, **options: Any) -> Any:
        if str(asked) == attempts[1]:
            raise signify_engine.Unavailable("secret place: unreachable")
        return session(store, asked, **options)

    parameters = {"ids": ",".join(attempts)}
    with monkeypatch.context() as patch:
        patch.setattr(signify_engine.Store, "session", away)
        first = list(events(learner.get("/v1/attempts/events", params=parameters).text.splitlines()))
    assert [one.kind for one in first] == ["result"]
    last = {"Last-Event-ID": first[0].id}
    rest = list(events(learner.get("/v1/attempts/events", params=parameters, headers=last).text.splitlines()))
    assert [(one.kind, one.data.get("id")) for one in rest] == [("result", attempts[1]), ("end", None)]
