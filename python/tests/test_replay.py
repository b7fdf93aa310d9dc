"""The replay of an attempt and the demonstration of a sign, in Python and over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from jsonschema import Draft202012Validator
from service import Service, service

import signify_engine

from recordings import ATTEMPTS, ROOT

SCHEMA = ROOT / "docs" / "schema" / "replay.schema.json"
LOW = ATTEMPTS / "hello-too-low.json"


@pytest.fixture(scope="module")
def valid() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()))


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service("sqlite", tmp_path_factory.mktemp("store")) as running:
        yield running


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMA.read_text()))


def test_a_replay_holds_the_score(valid: Draft202012Validator) -> None:
    library = signify_engine.embedded()
    replay = library.replay(LOW, "HELLO")
    assert [error.message for error in valid.iter_errors(replay)] == []
    assert replay["feedback"] == json.loads(library.score_json(LOW, "HELLO"))
    arrow = replay["signs"][0]["moments"][0]["marks"][0]["arrows"][0]
    assert arrow["to"][1] < arrow["from"][1], "a low hand is pointed up"


def test_broken_documents_are_refused(valid: Draft202012Validator) -> None:
    replay = signify_engine.embedded().replay(LOW, "HELLO")
    sign = replay["signs"][0]
    for broken in (
        {**replay, "version": 2},
        {**replay, "colour": "red"},
        {name: value for name, value in replay.items() if name != "feedback"},
        {**replay, "signs": [{**sign, "path": []}]},
        {**replay, "signs": [{**sign, "path": [[0]]}]},
        {**replay, "signs": [{**sign, "deviation": {"tempo": []}}]},
        {**replay, "signs": [{**sign, "deviation": {"location": [-1]}}]},
        {**replay, "signs": [{**sign, "attempt": {**sign["attempt"], "dominant": [[0.5] * 63]}}]},
        {**replay, "signs": [{**sign, "attempt": {**sign["attempt"], "dominant": [[1] * 62]}}]},
    ):
        assert not valid.is_valid(broken)


def test_a_demonstration_is_of_one_take(valid: Draft202012Validator) -> None:
    shown = signify_engine.embedded().demonstration("HELP")
    assert valid.is_valid(shown)
    assert [sign["gloss"] for sign in shown["signs"]] == ["HELP"]
    with pytest.raises(signify_engine.NotFound, match="HELO"):
        signify_engine.embedded().demonstration("HELO")


def test_a_stream_has_no_replay() -> None:
    with pytest.raises(signify_engine.BadInput, match="freestyle"):
        signify_engine.embedded().replay(LOW, None)  # type: ignore[arg-type]


def hand_in(client: httpx.Client, file: Path = LOW, **query: str) -> Any:
    response = client.post("/v1/attempts", params=query, content=file.read_bytes())
    assert response.status_code in (201, 202), response.text
    return response.json()


def test_a_learner_sees_the_replay_of_their_own_attempt(api: Service, valid: Draft202012Validator) -> None:
    with api.client(api.ada) as ada, api.client(api.ben) as ben:
        kept = hand_in(ada, ref="HELLO")
        path = f"/v1/attempts/{kept['id']}/replay"
        replay = ada.get(path)
        assert (replay.status_code, replay.headers["content-type"]) == (200, "application/json")
        assert valid.is_valid(replay.json())
        assert replay.json()["feedback"] == kept["feedback"]
        assert (ben.get(path).status_code, ben.get(path).json()["code"]) == (404, "not_found")
        assert ada.get(f"/v1/attempts/{uuid4()}/replay").status_code == 404
    with api.client() as nobody:
        assert nobody.get(path).status_code == 401


def test_what_has_no_score_or_no_sign_has_no_replay(api: Service) -> None:
    with api.client(api.ada) as ada:
        for query, code in (({"defer": "true"}, "not_scored"), ({}, "no_replay")):
            refused = ada.get(f"/v1/attempts/{hand_in(ada, **query)['id']}/replay")
            assert (refused.status_code, refused.json()["code"]) == (409, code)


def test_the_signs_are_listed_and_shown(api: Service, valid: Draft202012Validator) -> None:
    with api.client(api.ada) as ada:
        signs = ada.get("/v1/signs").json()["signs"]
        assert signs == sorted(signs)
        assert "HELLO" in signs
        assert valid.is_valid(ada.get("/v1/signs/HELLO/replay").json())
        unknown = ada.get("/v1/signs/HELO/replay")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    with api.client() as nobody:
        assert nobody.get("/v1/signs").status_code == 401
