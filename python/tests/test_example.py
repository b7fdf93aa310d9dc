"""The example app, and the example of docs/backend.md."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from service import SECRET, postgresql, serving, token

from signify_engine import Store

from recordings import ROOT

APP = str(ROOT / "python" / "examples" / "app.py")


def test_it_serves_the_local_learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hello: bytes) -> None:
    monkeypatch.setenv("SIGNIFY_DB", str(tmp_path / "practice.sqlite"))
    with serving(runpy.run_path(APP)["create_app"]()) as address, httpx.Client(base_url=f"http://{address}") as client:
        assert client.post("/v1/attempts", params={"ref": "HELLO"}, content=hello).status_code == 201
        assert len(client.get("/v1/history").json()["sessions"]) == 1
        assert client.get("/docs").status_code == 200


def test_it_asks_for_tokens_where_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNIFY_DB", str(tmp_path / "practice.sqlite"))
    monkeypatch.setenv("SIGNIFY_JWT_SECRET", SECRET)
    with serving(runpy.run_path(APP)["create_app"]()) as address:
        assert httpx.get(f"http://{address}/v1/history").status_code == 401
        bearer = {"Authorization": f"Bearer {token('6b1f5c3e-0d53-4f0e-9a44-0f6f6a0c7d11')}"}
        assert httpx.get(f"http://{address}/v1/history", headers=bearer).status_code == 200


def serve_example(location: str) -> subprocess.CompletedProcess[str]:
    program = f"import runpy\nrunpy.run_path({APP!r})['create_app']()\nprint('served')"
    environment = {**os.environ, "SIGNIFY_DB": location}
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_a_server_without_signs_gets_them_or_a_line() -> None:
    url = postgresql()
    with Store.open(url) as store:
        for sign in store.signs():
            store.remove_sign(sign.gloss)
    role = "create role example_reader login password 'example' in role signify_worker"
    subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", role, url], check=True)
    try:
        reader = re.sub(r"//[^@/]*@", "//example_reader:example@", url)
        assert "example_reader" in reader
        refused = serve_example(reader)
        assert refused.returncode == 1
        (line,) = refused.stderr.splitlines()
        assert "signify-score refs ship --db URL" in line
        assert serve_example(url).stdout == "served\n"
        # With signs the role is enough.
        assert serve_example(reader).stdout == "served\n"
    finally:
        subprocess.run(["psql", "-XqAt", "-c", "drop role example_reader", url], check=True)


def test_what_cannot_be_served_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database at all, and longer than a header would be" * 40)
    run = serve_example(str(tmp_path / "text.sqlite"))
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("signify: ")


def test_without_a_store_it_makes_the_commands_own(tmp_path: Path) -> None:
    program = f"""
import os, runpy
os.environ.pop("SIGNIFY_DB", None)
os.environ["XDG_DATA_HOME"] = {str(tmp_path)!r}
runpy.run_path({APP!r})["create_app"]()
"""
    subprocess.run([sys.executable, "-c", program], check=True)
    assert (tmp_path / "signify" / "signify.sqlite").is_file()


def test_the_documents_own_app(tmp_path: Path) -> None:
    """The example of docs/backend.md, with a SQLite store for its URL."""
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "backend.md").read_text(), flags=re.DOTALL)
    place = str(tmp_path / "practice.sqlite")
    Store.open(place, create=True, fill=True).close()
    at_home = block.replace("postgresql://backend@db.example/postgres", place)
    assert place in at_home
    program = f"{at_home}\nassert '/v1/attempts' in app.openapi()['paths']"
    subprocess.run([sys.executable, "-c", program], check=True)
