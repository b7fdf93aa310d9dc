"""Quotas of learners, over all processes of a service."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from service import ENGINES, Service, service, token
from test_fastapi_waiting import limited
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import signify_engine
from signify_engine.fastapi import Limits


@pytest.fixture(scope="module", params=ENGINES)
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service(request.param, tmp_path_factory.mktemp("store")) as running:
        yield running


def test_a_quota_is_told_and_kept(api: Service, hello: bytes) -> None:
    learner = api.store.add_learner("Learner")
    with limited(api, requests=3, requests_window=3600, attempts=1, attempts_window=600) as address:
        with api.client(learner) as client:
            client.base_url = f"http://{address}"
            answers = [client.get(path) for path in ("/v1/history", "/v1/signs", "/v1/attempts/x", "/v1/history")]
            assert [answer.status_code for answer in answers] == [200, 200, 400, 429]
            for left, answer in zip((2, 1, 0, 0), answers, strict=True):
                assert answer.headers["ratelimit-policy"] == '"requests";q=3;w=3600'
                name, remaining, wait = answer.headers["ratelimit"].split(";")
                assert (name, remaining) == ('"requests"', f"r={left}")
                assert 0 < int(wait.removeprefix("t=")) <= 1200
            refused = answers[3]
            assert refused.headers["content-type"] == "application/problem+json"
            assert refused.json()["code"] == "quota"
            assert refused.headers["retry-after"] == refused.headers["ratelimit"].rpartition("=")[2]
            assert refused.headers["retry-after"] in refused.json()["detail"]
            # Uploads have a quota of their own, and a refused one is not read.
            first, second = (client.post("/v1/attempts", params={"ref": "HELLO"}, content=hello) for _ in range(2))
            assert (first.status_code, second.status_code) == (201, 429)
            assert first.headers["ratelimit-policy"] == '"attempts";q=1;w=600'
        # Nobody else's, and without a token none.
        with api.client(api.ben) as ben, api.client() as anybody:
            assert ben.get(f"http://{address}/v1/history").status_code == 200
            for path in ("alive", "health"):
                assert "ratelimit" not in anybody.get(f"http://{address}/v1/{path}").headers
            assert "ratelimit" not in anybody.get(f"http://{address}/v1/history").headers
        headers = {"Authorization": f"Bearer {token(learner)}"}
        with pytest.raises(InvalidStatus):
            connect(f"ws://{address}/v1/live", additional_headers=headers)


@pytest.mark.parametrize("api", ["postgresql"], indirect=True)
def test_processes_share_a_quota(api: Service) -> None:
    """Each with a store of its own."""
    learner = api.store.add_learner("Learner")
    count, granted = 20, []
    stores = [signify_engine.Store.open(api.location) for _ in range(4)]

    def spend(store: signify_engine.Store) -> None:
        granted.extend(store.spend("requests", count, 86_400, user=learner).granted for _ in range(count // 2))

    threads = [threading.Thread(target=spend, args=[store]) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert (granted.count(True), granted.count(False)) == (count, count)


def test_no_quota_counts_nothing(api: Service) -> None:
    with limited(api, requests=None) as address, api.client(api.ada) as ada:
        assert "ratelimit" not in ada.get(f"http://{address}/v1/history").headers


def test_a_store_that_cannot_count_refuses_nobody(
    api: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise signify_engine.Unavailable("the store takes no changes")

    with limited(api) as address, api.client(api.ada) as ada:
        monkeypatch.setattr(signify_engine.Store, "spend", away)
        for _ in range(2):
            assert ada.get(f"http://{address}/v1/history").status_code == 200
    assert [record.levelname for record in caplog.records if "not counted" in record.getMessage()] == ["ERROR"]


@pytest.mark.parametrize(
    ("policy", "quota", "window"),
    [("", 1, 1), ("Requests", 1, 1), ("requests", 0, 1), ("requests", 1_000_001, 1), ("requests", 1, 86_401)],
)
def test_a_quota_out_of_bounds_is_refused(policy: str, quota: int, window: int, api: Service) -> None:
    with pytest.raises(signify_engine.BadInput):
        api.store.spend(policy, quota, window)


def test_limits_of_quotas_are_whole() -> None:
    for wrong in ({"attempts": 0}, {"requests_window": 0}):
        with pytest.raises(ValueError, match="a limit is above 0"):
            Limits(**wrong)
