"""Copies libsignify.so, signify-score and the report's player into the wheel; pyproject.toml has the rest."""

import os
import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py
from setuptools.dist import Distribution

ROOT = Path(__file__).resolve().parent.parent


def engine() -> Path:
    """The library that SIGNIFY_LIBRARY names, or a build of the surrounding repository."""
    if named := os.environ.get("SIGNIFY_LIBRARY"):
        library = Path(named)
        if not library.is_file():
            raise SystemExit(f"signify-engine: SIGNIFY_LIBRARY names {library}, which does not exist")
        return library
    if not (ROOT / "Package.swift").is_file():
        raise SystemExit("signify-engine: set SIGNIFY_LIBRARY to a built libsignify.so, or install from the repository")
    subprocess.run(["make", "--no-print-directory", "library"], cwd=ROOT, check=True)
    return ROOT / ".build" / "library" / "libsignify.so"


def command() -> Path | None:
    """The program that SIGNIFY_SCORE names, or a build of the surrounding repository; `None` where there is none."""
    if named := os.environ.get("SIGNIFY_SCORE"):
        program = Path(named)
        if not program.is_file():
            raise SystemExit(f"signify-engine: SIGNIFY_SCORE names {program}, which does not exist")
        return program
    if not (ROOT / "Package.swift").is_file():
        return None
    program = ROOT / ".build" / "command" / "signify-score"
    if not program.is_file():
        subprocess.run(["scripts/build", "score"], cwd=ROOT, check=True)
    return program


def player() -> list[Path]:
    """The player of reports, which the pages of signify_engine.web import: the report's folder but for its own page."""
    files = sorted((ROOT / "Sources" / "CReportPage" / "page").iterdir())
    return [file for file in files if file.suffix in (".js", ".css", ".json")]


class BuildWithLibrary(build_py):
    def run(self) -> None:
        super().run()
        # An editable install loads the library that SIGNIFY_LIBRARY names.
        if not self.editable_mode:
            folder = Path(self.build_lib) / "signify_engine" / "lib"
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(engine(), folder / "libsignify.so")
            if program := command():
                folder = folder.with_name("bin")
                folder.mkdir(exist_ok=True)
                shutil.copy(program, folder / "signify-score")
            for file in player():
                shutil.copy(file, Path(self.build_lib) / "signify_engine" / "web" / "static" / file.name)


class AnyPython(bdist_wheel):
    """A wheel for one platform and any Python."""

    def get_tag(self) -> tuple[str, str, str]:
        return ("py3", "none", super().get_tag()[2])


class WithLibrary(Distribution):
    def has_ext_modules(self) -> bool:
        return True


setup(distclass=WithLibrary, cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": AnyPython})
