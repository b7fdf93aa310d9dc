"""Paths of the fixtures."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ATTEMPTS = ROOT / "Fixtures" / "attempts"
REFERENCES = ROOT / "Fixtures" / "references"
