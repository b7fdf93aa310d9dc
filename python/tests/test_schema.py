"""Schemas, their example documents and the generated models agree."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from signify_engine.models import Attempt, Feedback

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schema"
MODELS: dict[str, TypeAdapter[Any]] = {"attempt": TypeAdapter(Attempt), "feedback": TypeAdapter(Feedback)}


def examples(*verdicts: str) -> list[Any]:
    files = [file for verdict in verdicts for file in sorted(SCHEMAS.glob(f"examples/*/{verdict}/*.json"))]
    return [pytest.param(file, id="/".join(file.parts[-3:])) for file in files]


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{kind}.schema.json").read_text()))


def kind_of(file: Path) -> str:
    return file.parts[-3]


@pytest.mark.parametrize("kind", MODELS)
def test_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads((SCHEMAS / f"{kind}.schema.json").read_text()))


@pytest.mark.parametrize(
    ("kind", "verdict", "least"),
    [(k, v, n) for k in MODELS for v, n in [("valid", 11), ("invalid", 35), ("contradictory", 2)]],
)
def test_corpus_is_there(kind: str, verdict: str, least: int) -> None:
    assert len(list(SCHEMAS.glob(f"examples/{kind}/{verdict}/*.json"))) >= least


# Contradictory documents break rules that JSON Schema cannot express; the engine and the database check them.
@pytest.mark.parametrize("file", examples("valid", "contradictory"))
def test_taken(file: Path) -> None:
    document = json.loads(file.read_text())
    assert [error.message for error in validator(kind_of(file)).iter_errors(document)] == []
    models = MODELS[kind_of(file)]
    for model in (models.validate_json(file.read_bytes()), models.validate_python(document)):
        again = json.loads(models.dump_json(model, exclude_unset=True))
        assert again == document


@pytest.mark.parametrize("file", examples("invalid"))
def test_refused(file: Path) -> None:
    assert not validator(kind_of(file)).is_valid(json.loads(file.read_text()))
    with pytest.raises(ValidationError):
        MODELS[kind_of(file)].validate_json(file.read_bytes())


@pytest.mark.parametrize("file", examples("valid"))
def test_every_schema_part_is_needed(file: Path) -> None:
    """A document of one kind is invalid as the other."""
    other = {"attempt": "feedback", "feedback": "attempt"}[kind_of(file)]
    assert not validator(other).is_valid(json.loads(file.read_text()))


def test_feedback_leaves_out_what_is_not_known() -> None:
    file = SCHEMAS / "examples" / "feedback" / "valid" / "sentence-swapped-and-added.json"
    model = MODELS["feedback"].validate_json(file.read_bytes())
    assert model.model_dump() == json.loads(file.read_text())
    assert json.loads(model.model_dump_json()) == json.loads(file.read_text())


def test_feedback_of_before_says_nothing_of_unseen_hands_and_codes() -> None:
    document = json.loads((SCHEMAS / "examples" / "feedback" / "valid" / "word-hand-unseen.json").read_text())
    assert MODELS["feedback"].validate_python(document).quality.unseen_hands == ["left"]
    del document["quality"]["unseen_hands"]
    del document["quality"]["warning_codes"]
    assert validator("feedback").is_valid(document)
    model = MODELS["feedback"].validate_python(document)
    assert model.quality.unseen_hands is None
    assert model.quality.warning_codes is None
    assert model.model_dump() == document


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_models", ROOT / "python" / "generate_models.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.checks
def test_models_are_those_of_the_schemas(tmp_path: Path) -> None:
    generator().generate(tmp_path)
    for name in MODELS:
        committed = ROOT / "python" / "src" / "signify_engine" / "models" / f"{name}.py"
        assert (tmp_path / f"{name}.py").read_text() == committed.read_text(), "run make models"
