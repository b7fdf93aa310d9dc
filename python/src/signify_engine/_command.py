"""The program `signify-score` that the wheel brings."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from .errors import NotFound, SignifyError


def command() -> Path:
    """The program that SIGNIFY_SCORE names, or this package's own."""
    path = Path(os.environ.get("SIGNIFY_SCORE") or Path(__file__).with_name("bin") / "signify-score")
    if not path.is_file():
        raise NotFound(f"there is no program {path}; install a wheel, or set SIGNIFY_SCORE to a signify-score")
    return path


def main() -> NoReturn:
    """Becomes `signify-score`."""
    try:
        path = command()
    except SignifyError as error:
        print(f"signify-score: {error.line}", file=sys.stderr)
        raise SystemExit(error.status) from None
    os.execv(path, ["signify-score", *sys.argv[1:]])
