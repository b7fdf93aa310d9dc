"""Authentication by tokens, public keys and an app's own dependency."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import FastAPI, HTTPException
from service import PATIENCE, SECRET, Service, service, serving, token
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import signify_engine
from signify_engine.fastapi import bearer_user, local_learner, router


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service("sqlite", tmp_path_factory.mktemp("store")) as running:
        yield running


PAST = datetime.now(UTC) - timedelta(minutes=5)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Basic YWRhOmFkYQ=="},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": f"Bearer {token(uuid4(), exp=PAST)}"},
        {"Authorization": f"Bearer {token(uuid4(), exp=None)}"},
        {"Authorization": f"Bearer {token(uuid4(), aud='somebody else')}"},
        {"Authorization": f"Bearer {token(uuid4(), aud=None)}"},
        {"Authorization": f"Bearer {token(uuid4(), sub=None)}"},
        {"Authorization": f"Bearer {token('ada')}"},
        {"Authorization": f"Bearer {token(uuid4(), secret='another secret, of more than thirty-two bytes')}"},
        {"Authorization": f"Bearer {token(uuid4(), secret='', algorithm='none')}"},
        {"Authorization": f"Bearer {token(uuid4(), secret=SECRET + SECRET, algorithm='HS512')}"},
    ],
)
def test_no_good_token_no_answer(headers: dict[str, str], api: Service, hello: bytes) -> None:
    before = api.rows()
    with api.client(headers=headers) as client:
        for response in (
            client.get("/v1/history"),
            client.get("/v1/progress"),
            client.get(f"/v1/attempts/{uuid4()}"),
            client.post("/v1/attempts", params={"ref": "HELLO"}, content=hello),
        ):
            assert response.status_code == 401, response.text
            assert response.headers["www-authenticate"].startswith('Bearer realm="signify"')
            assert response.json()["code"] == "not_signed_in"
    assert api.rows() == before


@pytest.fixture(scope="module")
def keys() -> Iterator[tuple[str, ec.EllipticCurvePrivateKey]]:
    """The URL of a server of one public key, as Supabase has, and the private key."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(private.public_key()))
    document = json.dumps({"keys": [{**public, "kid": "one", "use": "sig", "alg": "ES256"}]}).encode()

    class Keys(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(document)

        def log_message(self, *_: Any) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Keys) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/jwks.json", private
        server.shutdown()


def test_public_keys(keys: tuple[str, ec.EllipticCurvePrivateKey], tmp_path: Path) -> None:
    url, private = keys
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        ada = store.add_learner("Ada")
        app = FastAPI()
        user = bearer_user(jwks_url=url, issuer="https://auth.example", key_patience=PATIENCE)
        app.include_router(router(store, current_user=user))
        claims = {"sub": str(ada), "aud": "authenticated", "exp": datetime.now(UTC) + timedelta(minutes=5)}
        claims["iss"] = "https://auth.example"
        public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        good = jwt.encode(claims, private, "ES256", {"kid": "one"})
        # Algorithm confusion: the public key as an HS256 secret.
        head = jwt.utils.base64url_encode(b'{"alg":"HS256","typ":"JWT","kid":"one"}')
        body = good.split(".")[1].encode()
        mac = jwt.utils.base64url_encode(hmac.new(public, head + b"." + body, hashlib.sha256).digest())
        confused = (head + b"." + body + b"." + mac).decode()
        tokens = {
            good: 200,
            confused: 401,
            jwt.encode(claims, private, "ES256", {"kid": "two"}): 401,
            jwt.encode({**claims, "iss": "https://else.example"}, private, "ES256", {"kid": "one"}): 401,
            jwt.encode(claims, ec.generate_private_key(ec.SECP256R1()), "ES256", {"kid": "one"}): 401,
            token(ada): 401,
        }
        with serving(app) as address:
            for bearer, status in tokens.items():
                response = httpx.get(f"http://{address}/history", headers={"Authorization": f"Bearer {bearer}"})
                assert response.status_code == status, response.text


def test_keys_that_cannot_be_fetched(tmp_path: Path, keys: tuple[str, ec.EllipticCurvePrivateKey]) -> None:
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        app = FastAPI()
        app.include_router(router(store, current_user=bearer_user(jwks_url="http://127.0.0.1:9/jwks.json")))
        claims = {"sub": str(uuid4()), "aud": "authenticated", "exp": datetime.now(UTC) + timedelta(minutes=5)}
        bearer = jwt.encode(claims, keys[1], "ES256", {"kid": "one"})
        with serving(app) as address:
            response = httpx.get(f"http://{address}/history", headers={"Authorization": f"Bearer {bearer}"})
        assert (response.status_code, response.json()["code"]) == (503, "unavailable")


def test_the_local_learner(tmp_path: Path, hello: bytes) -> None:
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        app = FastAPI()
        app.include_router(router(store, current_user=local_learner))
        with serving(app) as address, httpx.Client(base_url=f"http://{address}") as client:
            kept = client.post("/attempts", params={"ref": "HELLO"}, content=hello)
            assert kept.status_code == 201, kept.text
            assert client.get("/history").json()["sessions"][0]["id"] == kept.json()["id"]
            assert client.get(kept.headers["location"]).json() == kept.json()
            assert store.session(kept.json()["id"]).user_id == signify_engine.LOCAL_LEARNER
        assert [str(entry.id) for entry in store.history().sessions] == [kept.json()["id"]]


def test_an_apps_own_dependency(tmp_path: Path) -> None:
    """Its HTTPException becomes a problem document."""

    def closed() -> None:
        raise HTTPException(403, "the practice room is closed", {"X-Opens": "Monday"})

    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        app = FastAPI()
        app.include_router(router(store, current_user=closed))
        with serving(app) as address:
            response = httpx.get(f"http://{address}/history")
            with pytest.raises(InvalidStatus) as caught, connect(f"ws://{address}/live"):
                pytest.fail("anybody was let in")
    assert (response.status_code, response.json()["detail"]) == (403, "the practice room is closed")
    assert response.headers["x-opens"] == "Monday"
    assert response.headers["content-type"] == "application/problem+json"
    assert caught.value.response.status_code >= 400


def test_nobody_is_not_anybody(tmp_path: Path, hello: bytes) -> None:
    """A dependency that returns `None` exposes no learner's attempts."""
    with signify_engine.Store.open(tmp_path / "practice.sqlite", create=True, fill=True) as store:
        kept, _ = store.practice(hello, "HELLO", library=signify_engine.embedded(), user=store.add_learner("Ada"))
        app = FastAPI()
        app.include_router(router(store, current_user=lambda: None))  # type: ignore[arg-type,return-value]
        app.include_router(router(store, current_user=local_learner), prefix="/local")
        with serving(app) as address:
            assert httpx.get(f"http://{address}/attempts/{kept}").status_code == 500
            assert httpx.get(f"http://{address}/local/attempts/{kept}").status_code == 404


def test_settings_that_would_take_anybody() -> None:
    for wrong in ({}, {"secret": "short"}, {"secret": SECRET, "jwks_url": "https://auth.example"}):
        with pytest.raises(ValueError, match=r"secret|jwks_url"):
            bearer_user(**wrong)
