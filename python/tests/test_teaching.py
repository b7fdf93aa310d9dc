"""Enrolling takes of reference signs over HTTP: for editors, with the engine's verdict first."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from service import EDITOR, SECRET, Service, service, serving

import signify_engine
from signify_engine.fastapi import bearer_user, router

from recordings import ATTEMPTS, REFERENCES

TAKES = [REFERENCES / signer / "HELLO.pose" for signer in ("ada", "bruno", "chiara")]


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Service]:
    with service("sqlite", tmp_path) as running:
        yield running


@pytest.fixture
def editor(api: Service) -> Iterator[httpx.Client]:
    with api.client(api.ben, role=EDITOR) as client:
        yield client


def bodiless() -> bytes:
    """A take without a body, which would mislead every learner."""
    recording = json.loads((ATTEMPTS / "hello.json").read_bytes())
    for frame in recording["frames"]:
        frame.pop("poseLandmarks", None)
    return json.dumps(recording).encode()


def test_a_take_is_judged_kept_and_scored_against_at_once(api: Service, editor: httpx.Client) -> None:
    assert "TEA" not in editor.get("/v1/signs").json()["signs"]
    for take in TAKES[:2]:
        checked = editor.post("/v1/signs/tea/takes/check", content=take.read_bytes())
        assert checked.status_code == 200, checked.text
        assert (checked.json()["accepted"], checked.json()["kept"]) == (True, False)
    assert "TEA" not in {sign.gloss for sign in api.store.signs()}
    query = {"signer": "anna", "sign_language": "ase"}
    for take in TAKES[:2]:
        kept = editor.post("/v1/signs/tea/takes", params=query, content=take.read_bytes())
        assert (kept.status_code, kept.json()["kept"]) == (200, True), kept.text
    signs = {sign.gloss: sign for sign in api.store.signs()}
    assert (signs["TEA"].takes, signs["TEA"].language) == (2, "ase")
    # By this process at once, without a restart.
    assert "TEA" in editor.get("/v1/signs").json()["signs"]
    with api.client(api.ada) as ada:
        scored = ada.post("/v1/attempts", params={"ref": "TEA"}, content=TAKES[2].read_bytes())
        assert (scored.status_code, scored.json()["feedback"]["passed"]) == (201, True)
    again = editor.post("/v1/signs/tea/takes", params=query, content=TAKES[0].read_bytes())
    assert (again.status_code, again.json()["code"]) == (422, "bad_input")


def test_a_take_that_would_mislead_is_not_kept_unless_forced(api: Service, editor: httpx.Client) -> None:
    take = bodiless()
    spanish = {"language": "es"}
    for path in ("/v1/signs/tea/takes/check", "/v1/signs/tea/takes"):
        told = editor.post(path, params=spanish, content=take).json()
        assert (told["accepted"], told["kept"]) == (False, False)
        assert [fault["code"] for fault in told["faults"]] == ["body_unseen"]
        assert "hombros" in told["faults"][0]["message"]
    assert "TEA" not in {sign.gloss for sign in api.store.signs()}
    forced = editor.post("/v1/signs/tea/takes", params={"force": "true"}, content=take).json()
    assert (forced["accepted"], forced["kept"]) == (False, True)


@pytest.mark.parametrize("path", ["/v1/signs/tea/takes/check", "/v1/signs/tea/takes"])
def test_only_editors_enrol(api: Service, path: str) -> None:
    take = TAKES[0].read_bytes()
    with api.client(api.ada) as learner, api.client() as nobody:
        refused = learner.post(path, content=take)
        assert (refused.status_code, refused.json()["code"]) == (403, "denied")
        assert nobody.post(path, content=take).status_code == 401
    assert "TEA" not in {sign.gloss for sign in api.store.signs()}


@pytest.mark.parametrize(
    ("gloss", "body", "status", "code"),
    [
        ("tea", b"{oops", 422, "bad_input"),
        ("tea", b"", 422, "bad_input"),
        ("t" * 300, None, 422, "bad_input"),
    ],
)
def test_what_is_no_take_of_a_sign(
    editor: httpx.Client, gloss: str, body: bytes | None, status: int, code: str
) -> None:
    content = TAKES[0].read_bytes() if body is None else body
    for path in (f"/v1/signs/{gloss}/takes/check", f"/v1/signs/{gloss}/takes"):
        response = editor.post(path, content=content)
        assert (response.status_code, response.json()["code"]) == (status, code), response.text


def test_without_editors_there_is_no_door(tmp_path: Path) -> None:
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        from fastapi import FastAPI

        app: Any = FastAPI()
        app.include_router(router(store, current_user=bearer_user(secret=SECRET)))
        with serving(app) as address:
            assert httpx.post(f"http://{address}/signs/tea/takes", content=b"[]").status_code == 404
