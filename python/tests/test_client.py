"""The committed OpenAPI document, and the TypeScript client that is made from it."""

import importlib.util
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from service import Service, service, token

import signify_engine
from signify_engine.fastapi._document import document

from recordings import ROOT

COMMITTED = ROOT / "docs" / "openapi.json"
CLIENT = ROOT / "typescript"


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service("sqlite", tmp_path_factory.mktemp("store")) as running:
        yield running


@pytest.mark.checks
def test_the_committed_document_is_the_routers() -> None:
    assert json.loads(COMMITTED.read_text()) == json.loads(json.dumps(document())), "run make openapi"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_client", ROOT / "python" / "generate_client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_types_are_the_documents() -> None:
    made = generator().generated(json.loads(COMMITTED.read_text()))
    assert (CLIENT / "api.ts").read_text() == made, "run make openapi"


def test_every_operation_says_what_it_is_and_answers() -> None:
    whole = json.loads(COMMITTED.read_text())
    schemas = whole["components"]["schemas"]
    for path, operations in whole["paths"].items():
        for method, operation in operations.items():
            place = f"{method} {path}"
            assert operation["summary"], place
            for status, response in operation["responses"].items():
                for kind, content in response.get("content", {}).items():
                    examples = examples_of(content, schemas)
                    assert examples or status == "default" or path.endswith("/replay"), (place, status)
                    if kind.endswith("json"):
                        for example in examples:
                            schema = {**content["schema"], "components": {"schemas": schemas}}
                            faults = [fault.message for fault in Draft202012Validator(schema).iter_errors(example)]
                            assert faults == [], (place, status)
    problems = [name for name in schemas if "Problem" in name]
    assert problems == ["AttemptProblem", "Problem"]


def examples_of(content: dict[str, Any], schemas: dict[str, Any]) -> list[Any]:
    if "example" in content:
        return [content["example"]]
    name = content["schema"].get("$ref", "").rpartition("/")[2]
    examples: list[Any] = schemas.get(name, {}).get("examples", [])
    return examples


OPTIONS = ["--strict", "--noUnusedLocals", "--noImplicitReturns", "--exactOptionalPropertyTypes"]
OPTIONS += ["--target", "es2021", "--lib", "es2021,dom,dom.iterable", "--moduleResolution", "node"]


@pytest.mark.checks
def test_the_client_compiles_and_takes_what_it_should() -> None:
    files = [str(file) for file in sorted(CLIENT.glob("*.ts"))]
    assert len(files) == 3
    run = subprocess.run(["tsc", *OPTIONS, "--noEmit", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


PROGRAM = """
import { Refused, Signify } from "./client.mjs";
import { readFileSync, writeFileSync } from "node:fs";

const [address, token, stranger, recording] = process.argv.slice(2);
const client = new Signify({ address, token: () => token });
const say = (...words) => console.log(JSON.stringify(words));
const body = readFileSync(recording);
const scored = await client.handIn(body, { ref: "HELLO" });
say("scored", scored.status, (await client.call("GET /history", { query: { limit: 5 } })).sessions.length);
const waiting = [];
for (let count = 0; count < 3; count++) waiting.push((await client.handIn(body, { defer: true })).id);
say("waiting", ...waiting);
const first = await client.attempt(waiting[0], { wait: 60 });
say("first", first.id, first.status);
for await (const event of client.results([...waiting, stranger])) {
  say(event.kind, event.data.id, event.kind === "problem" ? event.data.problem.code : event.data.status);
}
try {
  await client.handIn(body, { ref: "HELO" });
} catch (error) {
  say("refused", error instanceof Refused, error.problem.code, error.retryAfter, error.requestId.length > 0);
}
const end = new AbortController();
const stream = client.results([(await client.handIn(body, { defer: true })).id], end.signal);
const next = stream.next();
end.abort();
say("aborted", await next.then(() => "no", () => "yes"));
"""


@pytest.mark.checks
def test_the_client_runs(api: Service, tmp_path: Path, hello: bytes) -> None:
    """Node runs it against a server: hands in, waits, and has the results of a stream."""
    for name in ("api", "client"):
        (tmp_path / f"{name}.mts").write_text((CLIENT / f"{name}.ts").read_text())
    files = [str(tmp_path / "client.mts")]
    options = [*OPTIONS, "--module", "es2022", "--outDir", str(tmp_path)]
    # The types are next to it: an import of types alone leaves nothing behind.
    (tmp_path / "client.mts").write_text((CLIENT / "client.ts").read_text().replace('"./api"', '"./api.mjs"'))
    run = subprocess.run(["tsc", *options, *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    (tmp_path / "program.mjs").write_text(PROGRAM)
    (tmp_path / "hello.json").write_bytes(hello)
    learner = api.store.add_learner("Learner")
    words = [f"http://{api.address}/v1", token(learner), str(api.ben), str(tmp_path / "hello.json")]
    command = ["node", str(tmp_path / "program.mjs"), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        timer = threading.Timer(120, program.kill)
        timer.start()
        said = []
        assert program.stdout is not None
        for line in program.stdout:
            said.append(json.loads(line))
            if said[-1][0] == "waiting":
                for attempt in said[-1][1:]:
                    recording = api.store.attempt(attempt)
                    api.store.complete(attempt, signify_engine.embedded().freestyle(recording))
        timer.cancel()
    assert program.returncode == 0
    ids = said[1][1:]
    assert said[0] == ["scored", "scored", 1]
    assert said[2] == ["first", ids[0], "scored"]
    # In any order.
    results = sorted([["result", one, "scored"] for one in ids] + [["problem", str(api.ben), "not_found"]])
    assert sorted(said[3:7]) == results
    assert said[7:] == [["refused", True, "not_found", None, True], ["aborted", "yes"]]
