"""The FastAPI router under a real HTTP client."""

import asyncio
import gzip
import io
import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import pytest
from jsonschema import Draft202012Validator
from service import ENGINES, LIMIT, Service, service, token

import signify_engine
from signify_engine.fastapi import Problem

from recordings import ATTEMPTS, ROOT

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "schema" / "feedback.schema.json").read_text()))


@pytest.fixture(scope="module", params=ENGINES)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(request.param, tmp_path_factory.mktemp("store")) as running:
        yield running


@pytest.fixture
def learner(api: Service) -> Iterator[httpx.Client]:
    """The client of a learner without attempts."""
    with api.client(api.store.add_learner("Learner")) as client:
        yield client


def problem(response: httpx.Response, status: int, code: str) -> str:
    """Checks a problem document; returns its detail."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document = Problem.model_validate_json(response.content)
    assert (document.status, document.code) == (status, code), response.text
    assert "\n" not in document.detail
    return document.detail


def test_an_attempt_is_scored_and_kept(api: Service, learner: httpx.Client, hello: bytes) -> None:
    before = api.rows()
    response = learner.post("/v1/attempts", params={"ref": "HELLO"}, content=hello)
    assert response.status_code == 201, response.text
    result = response.json()
    assert result["status"] == "scored"
    assert list(SCHEMA.iter_errors(result["feedback"])) == []
    assert result["feedback"] == json.loads(signify_engine.embedded().score_json(hello, "HELLO"))
    assert result["score"] == result["feedback"]["score"]
    assert learner.get(response.headers["location"]).json() == result
    assert api.rows() == {table: count + 1 for table, count in before.items()}
    history = learner.get("/v1/history").json()
    assert [entry["id"] for entry in history["sessions"]] == [result["id"]]
    assert history["next"] is None
    assert learner.get("/v1/progress").json()["scored_sessions"] == 1


def test_a_form_says_the_same(learner: httpx.Client, hello: bytes) -> None:
    frames = json.dumps(json.loads(hello)["frames"]).encode()
    fields = {"ref": "HELLO", "fps": "24", "width": "640", "height": "480", "mirrored": "false", "hand": "right"}
    response = learner.post("/v1/attempts", data=fields, files={"file": ("hello.json", frames)})
    assert response.status_code == 201, response.text
    whole = learner.post("/v1/attempts", params={"ref": "HELLO"}, content=hello)
    assert response.json()["feedback"] == whole.json()["feedback"]


def recording_as(form: str, hello: bytes) -> bytes:
    match form:
        case "pose":
            return signify_engine.Attempt.of(hello).to_pose()
        case "npy":
            array = signify_engine.Attempt.of(hello).landmarks
            flat = np.concatenate([array[:, :33].reshape(52, -1), array[:, 33:, :3].reshape(52, -1)], axis=1)
            file = io.BytesIO()
            np.save(file, flat)
            return file.getvalue()
        case _:
            return b"\n".join(json.dumps(frame).encode() for frame in json.loads(hello)["frames"])


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "image/png"])
def test_the_bytes_tell_what_they_are(kind: str, learner: httpx.Client, hello: bytes) -> None:
    """Content types are ignored: `curl --data-binary` labels every body a form."""
    response = learner.post("/v1/attempts", params={"ref": "HELLO"}, content=hello, headers={"Content-Type": kind})
    assert response.status_code == 201, response.text


@pytest.mark.parametrize("form", ["pose", "npy", "ndjson"])
def test_every_format_is_taken(form: str, learner: httpx.Client, hello: bytes) -> None:
    response = learner.post("/v1/attempts", params={"ref": "HELLO", "fps": 24}, content=recording_as(form, hello))
    assert response.status_code == 201, response.text
    assert response.json()["feedback"]["passed"]


def test_sentences_and_streams(learner: httpx.Client, hello: bytes) -> None:
    sentence = learner.post("/v1/attempts", params={"ref": "HELLO,NAME"}, content=hello).json()
    assert (sentence["mode"], sentence["feedback"]["passed"]) == ("sentence", False)
    assert list(SCHEMA.iter_errors(sentence["feedback"])) == []
    stream = learner.post("/v1/attempts", content=hello).json()
    assert stream["mode"] == "freestyle"
    assert [sign["gloss"] for sign in stream["feedback"]["signs"]] == ["HELLO"]


def test_history_goes_by_pages(learner: httpx.Client, hello: bytes) -> None:
    attempt = signify_engine.Attempt.of(hello).to_pose()
    kept = [learner.post("/v1/attempts", params={"ref": "HELLO"}, content=attempt).json()["id"] for _ in range(5)]
    seen: list[str] = []
    parameters: dict[str, Any] = {"limit": 2}
    for _ in range(3):
        page = learner.get("/v1/history", params=parameters).json()
        seen += [entry["id"] for entry in page["sessions"]]
        parameters["cursor"] = page["next"]
    assert page["next"] is None
    assert sorted(seen) == sorted(kept)


def test_a_deferred_attempt_waits_for_a_worker(api: Service, hello: bytes) -> None:
    with api.client(api.ada) as ada:
        response = ada.post("/v1/attempts", params={"defer": "true"}, content=hello)
        assert response.status_code == 202, response.text
        result = response.json()
        assert (result["status"], result["score"], result["feedback"]) == ("waiting", None, None)
        assert ada.get(response.headers["location"]).json() == result
        assert result["id"] not in ada.get("/v1/history").text
        # The worker's calls.
        attempt = api.store.attempt(result["id"])
        api.store.complete(result["id"], signify_engine.embedded().freestyle(attempt))
        done = ada.get(response.headers["location"]).json()
        assert done["status"] == "scored"
        assert result["id"] in ada.get("/v1/history").text
        line = problem(
            ada.post("/v1/attempts", params={"defer": "true", "ref": "HELLO"}, content=hello), 400, "wrong_use"
        )
        assert "leave out ref" in line


@pytest.mark.parametrize("api", ["postgresql"], indirect=True)
def test_an_attempt_that_was_given_up_says_why(api: Service, learner: httpx.Client, hello: bytes) -> None:
    """With feedback as the worker writes it."""
    result = learner.post("/v1/attempts", params={"defer": "true"}, content=hello).json()
    example = json.loads((ROOT / "docs" / "schema" / "examples" / "feedback" / "valid" / "unscored.json").read_text())
    feedback = {**example, "mode": "freestyle"}
    update = "update practice_sessions set feedback = :'feedback' where id = :'id';"
    settings = ("-v", f"feedback={json.dumps(feedback)}", "-v", f"id={result['id']}", "-v", "ON_ERROR_STOP=1")
    subprocess.run(["psql", "-Xq", *settings, api.location], input=update, text=True, check=True)
    given_up = learner.get(f"/v1/attempts/{result['id']}").json()
    assert (given_up["status"], given_up["score"], given_up["completed_at"]) == ("given_up", None, None)
    assert given_up["feedback"] == feedback


def test_a_lesson(api: Service, learner: httpx.Client, hello: bytes) -> None:
    lesson = api.store.save_lesson("word-hello-api", "Hello", "word")
    kept = learner.post("/v1/attempts", params={"ref": "HELLO", "lesson": "word-hello-api"}, content=hello)
    assert kept.json()["lesson_id"] == str(lesson)
    deferred = learner.post("/v1/attempts", params={"lesson": "word-hello-api", "defer": "true"}, content=hello)
    assert (deferred.status_code, deferred.json()["mode"]) == (202, "word")
    wrong = learner.post("/v1/attempts", params={"ref": "HELLO,NAME", "lesson": "word-hello-api"}, content=hello)
    assert "lesson" in problem(wrong, 422, "bad_input")


def bad_uploads(hello: bytes) -> list[tuple[str, dict[str, Any], int, str, str]]:
    """Name, request, status, code, and a part of the detail."""
    no_hands = (ATTEMPTS / "hello-no-hands.pose").read_bytes()
    form = {"file": ("a.json", hello)}
    formless = {"Content-Type": "multipart/form-data"}
    pieces = (b" " * 10_000 for _ in range(LIMIT // 10_000 + 1))
    return [
        ("empty", {"content": b""}, 422, "bad_input", ""),
        ("no-json", {"content": b"{oops"}, 422, "bad_input", "byte"),
        ("cut-json", {"content": hello[: len(hello) // 2]}, 422, "bad_input", "cut off"),
        ("cut-pose", {"content": signify_engine.Attempt.of(hello).to_pose()[:-7]}, 422, "bad_input", ""),
        ("noise", {"content": bytes(range(256)) * 40}, 422, "bad_input", ""),
        ("no-hands", {"content": no_hands}, 422, "bad_input", "no hand was seen in any of the 52 frames"),
        ("unknown-sign", {"content": hello, "params": {"ref": "HELO"}}, 422, "not_found", "HELLO"),
        ("unknown-lesson", {"content": hello, "params": {"ref": "HELLO", "lesson": "none"}}, 422, "not_found", "none"),
        ("bad-fps", {"content": hello, "params": {"ref": "HELLO", "fps": "-1"}}, 400, "wrong_use", "fps"),
        ("bad-hand", {"content": hello, "params": {"ref": "HELLO", "hand": "both"}}, 400, "wrong_use", "hand"),
        ("half-a-size", {"content": hello, "params": {"ref": "HELLO", "width": "640"}}, 400, "wrong_use", "height"),
        ("no-zone", {"content": hello, "params": {"started_at": "2026-01-01T00:00:00"}}, 400, "wrong_use", "time zone"),
        ("a-score", {"content": hello, "params": {"ref": "HELLO", "score": "100"}}, 400, "wrong_use", "score"),
        ("a-passing-score", {"content": hello, "params": {"passing_score": "0"}}, 400, "wrong_use", "passing_score"),
        ("a-user", {"content": hello, "params": {"user_id": str(uuid4())}}, 400, "wrong_use", "user_id"),
        ("urlencoded", {"data": {"ref": "HELLO"}}, 422, "bad_input", "no known format"),
        ("mixed", {"content": hello, "headers": {"Content-Type": "multipart/mixed"}}, 415, "unsupported", "form-data"),
        ("no-file", {"data": {"ref": "HELLO"}, "files": {"other": ("a.json", hello)}}, 400, "bad_form", "field file"),
        ("form-score", {"data": {"score": "100"}, "files": form}, 400, "wrong_use", "score"),
        (
            "twice",
            {"params": {"ref": "A"}, "data": {"ref": "B"}, "files": {"file": ("a.json", hello)}},
            400,
            "wrong_use",
            "twice",
        ),
        ("form-bad", {"data": {"ref": "HELLO"}, "files": {"file": ("a.json", b"{oops")}}, 422, "bad_input", "a.json: "),
        ("long-field", {"data": {"ref": "A" * 5000}, "files": form}, 400, "bad_form", "4096"),
        (
            "no-boundary",
            {"content": hello, "headers": formless},
            400,
            "bad_form",
            "oundary",
        ),
        ("too-large", {"content": b" " * (LIMIT + 1)}, 413, "too_large", str(LIMIT)),
        (
            "too-large-chunked",
            {"content": pieces},
            413,
            "too_large",
            str(LIMIT),
        ),
        ("too-large-form", {"files": {"file": ("a.json", b" " * LIMIT)}}, 413, "too_large", str(LIMIT)),
    ]


@pytest.mark.parametrize("name", [case[0] for case in bad_uploads((ATTEMPTS / "hello.json").read_bytes())])
def test_a_bad_upload_is_refused_and_nothing_is_kept(
    name: str, api: Service, learner: httpx.Client, hello: bytes
) -> None:
    before = api.rows()
    _, request, status, code, part = next(case for case in bad_uploads(hello) if case[0] == name)
    response = learner.post("/v1/attempts", **request)
    assert part in problem(response, status, code)
    assert api.rows() == before
    assert learner.get("/v1/history").json()["sessions"] == []


def test_a_refusal_is_the_commands_line(learner: httpx.Client) -> None:
    file = ATTEMPTS / "hello-no-hands.pose"
    response = learner.post("/v1/attempts", data={"ref": "HELLO"}, files={"file": (file.name, file.read_bytes())})
    with pytest.raises(signify_engine.BadInput) as caught:
        signify_engine.score(file, "HELLO")
    assert problem(response, 422, "bad_input") == caught.value.line


@pytest.mark.parametrize("framing", ["Content-Length: 500000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=b"])
def test_a_body_that_is_cut_off_is_not_kept(framing: str, kind: str, api: Service, hello: bytes) -> None:
    before = api.rows()
    host, port = api.address.split(":")
    body = hello[:2000]
    if kind.startswith("multipart"):
        body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n' + hello + b"\r\n--b\r\n"
    if framing.startswith("Transfer"):
        body = f"{len(body):x}\r\n".encode() + body + b"\r\n"
    head = (
        f"POST /v1/attempts?ref=HELLO HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token(api.ada)}\r\n"
        f"Content-Type: {kind}\r\n{framing}\r\n\r\n"
    )
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(head.encode() + body)
    with api.client(api.ada) as ada:
        # This answer comes after the cut-off request was handled.
        assert ada.get("/v1/health").json()["status"] == "ok"
    assert api.rows() == before


def test_a_form_without_its_end_is_not_taken_for_whole(api: Service, learner: httpx.Client, hello: bytes) -> None:
    """The file is whole, but the facts after it are cut off."""
    before = api.rows()
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n' + hello
    body += b'\r\n--b\r\nContent-Disposition: form-data; name="mirrored"\r\n\r\ntru'
    response = learner.post("/v1/attempts", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert "ends early" in problem(response, 400, "cut_off")
    assert api.rows() == before


def test_learners_see_their_own(api: Service, hello: bytes) -> None:
    with api.client(api.ada) as ada, api.client(api.ben) as ben:
        mine = ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello).json()["id"]
        nobodys = str(uuid4())
        assert ada.get(f"/v1/attempts/{mine}").status_code == 200
        # The answer is the same for an attempt that does not exist.
        lines = {problem(ben.get(f"/v1/attempts/{one}"), 404, "not_found").replace(one, "") for one in (mine, nobodys)}
        assert len(lines) == 1
        assert ben.get("/v1/history").json()["sessions"] == []
        problem(ben.get("/v1/attempts/not-a-uuid"), 400, "wrong_use")
        problem(ben.get("/v1/history", params={"cursor": "somewhere"}), 400, "bad_input")
        problem(ben.get("/v1/history", params={"limit": 1000}), 400, "wrong_use")


def test_an_upload_that_is_repeated_is_kept_once(api: Service, hello: bytes) -> None:
    mine = str(uuid4())
    with api.client(api.ada) as ada, api.client(api.ben) as ben:
        first = ada.post("/v1/attempts", params={"ref": "HELLO", "id": mine}, content=hello)
        before = api.rows()
        again = ada.post("/v1/attempts", params={"ref": "HELLO", "id": mine}, content=hello)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json() == again.json()
        assert first.json()["id"] == mine
        # Another learner can neither read nor overwrite it.
        problem(ben.post("/v1/attempts", params={"ref": "HELLO", "id": mine}, content=hello), 409, "taken")
        assert api.rows() == before
        assert ada.get(f"/v1/attempts/{mine}").json() == first.json()


def test_no_path_takes_a_score(learner: httpx.Client, hello: bytes) -> None:
    """The only writes in the OpenAPI schema are an upload, and editors' takes of signs."""
    writing = {
        (path, method)
        for path, operations in learner.get("/openapi.json").json()["paths"].items()
        for method in operations
        if method != "get"
    }
    takes = {("/v1/signs/{gloss}/takes", "post"), ("/v1/signs/{gloss}/takes/check", "post")}
    assert writing == {("/v1/attempts", "post"), *takes}
    result = learner.post("/v1/attempts", params={"defer": "true"}, content=hello).json()
    place = f"/v1/attempts/{result['id']}"
    for method in ("PUT", "PATCH", "POST", "DELETE"):
        assert learner.request(method, place, json={"score": 100, "feedback": result}).status_code == 405
    # A score in the recording is ignored.
    claims = {**json.loads(hello), "score": 100, "passed": True, "feedback": {"score": 100}}
    low = json.loads((ATTEMPTS / "hello-wrong-handshape.json").read_bytes())
    honest = learner.post("/v1/attempts", params={"ref": "MOTHER"}, json=low).json()["score"]
    claimed = learner.post("/v1/attempts", params={"ref": "MOTHER"}, json={**claims, "frames": low["frames"]}).json()
    assert claimed["score"] == honest < 100
    assert learner.get(place).json()["score"] is None


@pytest.mark.parametrize("count", [24])
def test_uploads_at_once(count: int, api: Service, hello: bytes) -> None:
    before = api.rows()
    learners = [api.store.add_learner(f"Learner {number}") for number in range(3)]
    recordings = [hello, (ATTEMPTS / "hello-too-low.json").read_bytes(), b"{oops"]
    expected = [json.loads(signify_engine.embedded().score_json(data, "HELLO")) for data in recordings[:2]]

    async def upload(client: httpx.AsyncClient, number: int) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token(learners[number % 3])}"}
        return await client.post("/v1/attempts?ref=HELLO", content=recordings[number // 3 % 3], headers=headers)

    async def everybody() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=f"http://{api.address}", timeout=120) as client:
            return await asyncio.gather(*(upload(client, number) for number in range(count)))

    answers = asyncio.run(everybody())
    good = 0
    for number, answer in enumerate(answers):
        kind = number // 3 % 3
        if kind == 2:
            problem(answer, 422, "bad_input")
            continue
        good += 1
        assert answer.json()["feedback"] == expected[kind]
    assert good == 18
    assert api.rows() == {table: rows + good for table, rows in before.items()}
    for number, learner in enumerate(learners):
        with api.client(learner) as client:
            entries = client.get("/v1/history", params={"limit": 100}).json()["sessions"]
            mine = {answer.json()["id"] for answer in answers[number::3] if answer.status_code == 201}
            assert {entry["id"] for entry in entries} == mine


def test_health_needs_no_token(api: Service) -> None:
    with api.client() as anybody:
        health = anybody.get("/v1/health").json()
    assert health == {
        "status": "ok",
        "signature": signify_engine.signature(),
        "signs": len(signify_engine.embedded().glosses),
    }


def test_openapi_documents_every_answer(api: Service) -> None:
    with api.client() as anybody:
        schema = anybody.get("/openapi.json").json()
    assert set(schema["paths"]) == {
        "/v1/attempts",
        "/v1/attempts/events",
        "/v1/attempts/{attempt_id}",
        "/v1/attempts/{attempt_id}/replay",
        "/v1/signs",
        "/v1/signs/{gloss}/replay",
        "/v1/signs/{gloss}/takes",
        "/v1/signs/{gloss}/takes/check",
        "/v1/settings",
        "/v1/history",
        "/v1/progress",
        "/v1/health",
        "/v1/alive",
    }
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            refusals = {status for status in operation["responses"] if status >= "400"}  # "default" among them
            assert ("503" in refusals) == (path != "/v1/alive")
            assert ("401" in refusals) == (path not in ("/v1/health", "/v1/alive"))
            takes_a_body = path == "/v1/attempts" or "/takes" in path
            assert "422" not in refusals or takes_a_body, "FastAPI's own refusal is answered otherwise"
            for status in refusals:
                assert set(operation["responses"][status]["content"]) == {"application/problem+json"}, (path, status)
    upload = schema["paths"]["/v1/attempts"]["post"]
    assert set(upload["requestBody"]["content"]) == {
        "application/json",
        "application/octet-stream",
        "multipart/form-data",
    }
    assert {"200", "201", "202", "408", "409", "413", "429"} <= set(upload["responses"])


@pytest.mark.checks
@pytest.mark.parametrize("api", ["sqlite"], indirect=True)
def test_requests_that_the_schema_suggests(api: Service, tmp_path: Path) -> None:
    """Hundreds of valid and invalid requests, all with documented answers and none with a server error."""
    words = ["run", f"http://{api.address}/openapi.json", "--header", f"Authorization: Bearer {token(api.ada)}"]
    # The schema cannot express which texts are cursors and which bodies are recordings.
    words += ["--exclude-checks", "positive_data_acceptance", "--phases", "coverage,fuzzing"]
    words += ["--max-examples", "20", "--seed", "1", "--generation-database", ":memory:"]
    run = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert int(re.search(r"(\d+) generated", run.stdout)[1]) > 100  # type: ignore[index]


def test_the_event_loop_is_free_while_the_engine_scores(
    tmp_path: Path, hello: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upload waits inside the engine call until another request is answered."""
    answered, inside = threading.Event(), threading.Event()
    scored = signify_engine.Store.practice

    def practice(*arguments: Any, **options: Any) -> Any:
        inside.set()
        assert answered.wait(30), "nobody else was answered meanwhile"
        return scored(*arguments, **options)

    monkeypatch.setattr(signify_engine.Store, "practice", practice)
    with service("sqlite", tmp_path, calls=2) as api, api.client(api.ada) as ada, api.client(api.ben) as ben:
        answers: list[httpx.Response] = []
        upload = threading.Thread(
            target=lambda: answers.append(ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello))
        )
        upload.start()
        assert inside.wait(30)
        assert ben.get("/v1/history").status_code == 200
        answered.set()
        upload.join()
        assert answers[0].status_code == 201


def test_a_store_that_is_gone_is_not_available(tmp_path: Path, hello: bytes) -> None:
    with service("sqlite", tmp_path) as api, api.client(api.ada) as ada:
        (tmp_path / "practice.sqlite").write_bytes(b"no database any more" * 400)
        response = ada.post("/v1/attempts", params={"ref": "HELLO"}, content=hello)
        assert response.status_code in (500, 503)
        assert str(tmp_path) not in response.text
        assert response.headers["content-type"] == "application/problem+json"


def test_gzip_is_an_encoding(learner: httpx.Client, hello: bytes) -> None:
    packed = gzip.compress(hello)
    form = {"file": ("hello.json", hello)}
    request = httpx.Request("POST", "http://x", files=form)
    kind = request.headers["content-type"]
    for content, headers in (
        (packed, {"Content-Encoding": "gzip"}),
        (gzip.compress(hello[:1000]) + gzip.compress(hello[1000:]), {"Content-Encoding": "x-gzip"}),
        (packed, {}),
        (gzip.compress(request.read()), {"Content-Encoding": "gzip", "Content-Type": kind}),
    ):
        response = learner.post("/v1/attempts", params={"ref": "HELLO"}, content=content, headers=headers)
        assert response.status_code == 201, response.text
        assert response.json()["feedback"]["passed"]


@pytest.mark.parametrize(
    ("content", "encoding", "status", "code"),
    [
        (gzip.compress(bytes(1 << 26)), "gzip", 413, "too_large"),
        (gzip.compress(b"[]")[:-4], "gzip", 400, "cut_off"),
        (b"[]", "gzip", 400, "bad_form"),
        (b"[]", "br", 415, "unsupported"),
    ],
)
def test_a_wrong_encoding_is_refused(
    content: bytes, encoding: str, status: int, code: str, learner: httpx.Client
) -> None:
    response = learner.post(
        "/v1/attempts", params={"ref": "HELLO"}, content=content, headers={"Content-Encoding": encoding}
    )
    assert (response.status_code, response.json()["code"]) == (status, code)
