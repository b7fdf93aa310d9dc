"""Writes `typescript/api.ts`, or the given file, from `docs/openapi.json`; `make openapi` runs it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parent / "docs" / "openapi.json"
CLIENT = HERE.parent / "typescript" / "api.ts"
PREFIX = "/v1"

_PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}


def generated(document: dict[str, Any]) -> str:
    """The types of the schemas, and of each operation: its parameters and its answers."""
    lines = ["// Generated from docs/openapi.json by `make openapi`.", ""]
    for name, schema in document["components"]["schemas"].items():
        lines += [*_comment(schema.get("description"), ""), f"export type {name} = {_type(schema, '')};", ""]
    lines += ["/** Each operation of the router, by its method and its path below the prefix. */"]
    lines += ["export interface Operations {"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            lines += _comment(operation["summary"], "  ")
            lines += [f'  "{method.upper()} {path.removeprefix(PREFIX)}": {{']
            lines += _parameters(operation)
            lines += [f"    answer: {_answer(operation)};"]
            if events := _events(operation):
                lines += [f"    event: {events};"]
            lines += ["  };"]
    return "\n".join([*lines, "}", ""])


def _parameters(operation: dict[str, Any]) -> list[str]:
    lines = []
    for place in ("path", "query"):
        fields = {one["name"]: one for one in operation.get("parameters", []) if one["in"] == place}
        if not fields:
            lines.append(f"    {place}: {{}};")
            continue
        lines.append(f"    {place}: {{")
        for name, field in fields.items():
            description = field.get("description") or field["schema"].get("description")
            lines += _comment(description, "      ")
            lines.append(f"      {name}{'' if field.get('required') else '?'}: {_type(field['schema'], '      ')};")
        lines.append("    };")
    return lines


def _answer(operation: dict[str, Any]) -> str:
    found = {}
    for status, response in operation["responses"].items():
        if status[0] == "2":
            for schema in (content["schema"] for content in response.get("content", {}).values()):
                found[_type(schema, "    ")] = None
    return " | ".join(found) or "null"


def _events(operation: dict[str, Any]) -> str:
    kinds = operation.get("x-events", {})
    return " | ".join(f'{{ kind: "{kind}"; data: {_type(schema, "    ")} }}' for kind, schema in kinds.items())


def _type(schema: dict[str, Any], indent: str) -> str:
    match schema:
        case {"$ref": str(name)}:
            found = name.rpartition("/")[2]
        case {"const": value}:
            found = json.dumps(value)
        case {"enum": values}:
            found = " | ".join(map(json.dumps, values))
        case {"anyOf": parts}:
            found = " | ".join(dict.fromkeys(_type(part, indent) for part in parts))
        case {"type": "array"}:
            found = f"({_type(schema.get('items', {}), indent)})[]"
        case {"type": "object"}:
            found = _object(schema, indent)
        case {"type": str(name)}:
            found = _PLAIN[name]
        case _ if set(schema) <= {"title", "description"}:
            found = "unknown"
        case _:
            raise SystemExit(f"signify: no type for {json.dumps(schema)[:200]}; mend python/generate_client.py")
    return found


def _object(schema: dict[str, Any], indent: str) -> str:
    more = schema.get("additionalProperties", False)
    if "properties" not in schema:
        values = _type(more, indent) if isinstance(more, dict) else "unknown"
        return f"{{ [name: string]: {values} }}"
    lines = ["{"]
    for name, part in schema["properties"].items():
        mark = "" if name in schema.get("required", []) else "?"
        key = name if re.fullmatch(r"[A-Za-z_]\w*", name) else json.dumps(name)
        lines += _comment(part.get("description"), indent + "  ")
        lines.append(f"{indent}  {key}{mark}: {_type(part, indent + '  ')};")
    return "\n".join([*lines, f"{indent}}}"])


def _comment(text: str | None, indent: str) -> list[str]:
    return [] if not text else [f"{indent}/** {' '.join(text.replace('*/', '').split())} */"]


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CLIENT
    target.write_text(generated(json.loads(DOCUMENT.read_text())))
