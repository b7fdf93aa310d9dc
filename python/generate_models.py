"""Writes `src/signify_engine/models`, or the given folder, from `docs/schema`; `make models` runs it."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent / "docs" / "schema"
BASES = {"attempt": "Document", "feedback": "FeedbackDocument"}


def generate(folder: Path) -> None:
    """Writes a module per schema into `folder`, with the tools that pyproject.toml pins."""
    for name, base in BASES.items():
        output = folder / f"{name}.py"
        subprocess.run(
            [
                *(sys.executable, "-m", "datamodel_code_generator"),
                *("--input", str(SCHEMAS / f"{name}.schema.json"), "--input-file-type", "jsonschema"),
                *("--output", str(output), "--output-model-type", "pydantic_v2.BaseModel"),
                *("--target-python-version", "3.11", "--base-class", f"signify_engine.models._document.{base}"),
                *("--use-annotated", "--use-type-alias", "--enum-field-as-literal", "all"),
                *("--use-standard-collections", "--use-union-operator"),
                *("--strict-types", "str", "int", "float", "bool"),
                *("--use-schema-description", "--use-field-description", "--use-single-line-docstring"),
                *("--disable-timestamp", "--no-formatters"),
                *("--custom-file-header", f'"""Generated from docs/schema/{name}.schema.json by `make models`."""'),
            ],
            check=True,
        )
        # With this project's settings for any folder.
        for command in (("check", "--fix", "--quiet"), ("format", "--quiet")):
            subprocess.run(
                [sys.executable, "-m", "ruff", *command, "--config", str(HERE / "pyproject.toml"), str(output)],
                check=True,
            )


if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "src" / "signify_engine" / "models")
