"""The installed wheel, its types, its style and its documents."""

import os
import platform
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

import signify_engine
from signify_engine import _native
from signify_engine.errors import error_of

from recordings import ROOT

PYTHON = ROOT / "python"


def run(*words: str, cwd: Path = PYTHON) -> None:
    done = subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.checks
def test_types() -> None:
    run("-m", "mypy")


@pytest.mark.checks
def test_style() -> None:
    # Outside of python/, ruff does not find the configuration by itself.
    places = ("--config", "pyproject.toml", ".", str(ROOT / "Sources" / "Laboratory" / "Learning"))
    run("-m", "ruff", "check", *places)
    run("-m", "ruff", "format", "--check", *places)


def test_versions_agree() -> None:
    assert signify_engine.engine_version() == signify_engine.__version__ == distribution("signify-engine").version
    assert signify_engine.signature().startswith(f"signify {signify_engine.__version__} ")


def test_every_function_of_the_header_is_bound() -> None:
    header = (ROOT / "Sources" / "CInterfaceHeader" / "include" / "signify.h").read_text()
    code = re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL)
    declared = set(re.findall(r"\bsignify_(\w+)\s*\(", code))
    bound = {*_native._SIGNATURES, *_native._CLOSERS, "abi_version", "version", "signature", "free"}
    assert declared == bound
    assert re.search(r"#define SIGNIFY_ABI_VERSION (\d+)", header)[1] == str(_native.ABI_VERSION)  # type: ignore[index]


def test_the_arguments_of_every_function_are_the_headers() -> None:
    header = (ROOT / "Sources" / "CInterfaceHeader" / "include" / "signify.h").read_text()
    code = re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL)
    for name, arguments in _native._SIGNATURES.items():
        declared = re.search(rf"\bsignify_{name}\s*\(([^)]*)\)", code)
        assert declared is not None, name
        # Without the last, the error.
        assert len(declared[1].split(",")) - 1 == len(arguments), name


def test_every_status_of_the_header_has_its_error() -> None:
    header = (ROOT / "Sources" / "CInterfaceHeader" / "include" / "signify.h").read_text()
    statuses = re.findall(r"#define SIGNIFY_([A-Z_]+) (6\d|7\d) +/\*", header)
    assert len(statuses) >= 7
    for name, status in statuses:
        error = error_of(int(status), "a line")
        assert (error.status, error.code) == (int(status), name.lower())


@pytest.mark.skipif("SIGNIFY_LIBRARY" in os.environ, reason="the library is not the wheel's")
def test_the_wheel_brings_its_libraries() -> None:
    """The engine's libraries come from the wheel, not from the system."""
    program = """
import signify_engine
signify_engine.engine_version()
print(open("/proc/self/maps").read())
"""
    maps = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    mapped = {line.rpartition(" ")[2] for line in maps.splitlines() if "/" in line}
    place = Path(signify_engine.__file__).parent.parent
    for name in ("libsignify", "libsimdjson", "libpq"):
        found = {path for path in mapped if Path(path).name.startswith(name) and "numpy" not in path}
        assert found, name
        assert all(Path(path).is_relative_to(place) for path in found), found


def test_another_processors_library_is_refused_in_one_line(tmp_path: Path) -> None:
    """The loader says of it only that there is no such file."""
    library = tmp_path / "libsignify.so"
    header = bytearray(Path(sys.executable).read_bytes()[:4096])
    header[18:20] = b"\x15\x00"  # e_machine: 64-bit PowerPC
    library.write_bytes(header)
    done = subprocess.run(
        [sys.executable, "-c", "import signify_engine; signify_engine.engine_version()"],
        env={**os.environ, "SIGNIFY_LIBRARY": str(library)},
        capture_output=True,
        text=True,
        check=False,
    )
    line = done.stderr.splitlines()[-1]
    assert line.startswith(f"ImportError: signify_engine: {library}: ")
    assert line.endswith(
        f"; install a wheel for this machine ({platform.machine()} {' '.join(platform.libc_ver())}),"
        " or set SIGNIFY_LIBRARY to a library"
    )


@pytest.mark.skipif("SIGNIFY_LIBRARY" in os.environ, reason="the library is not the wheel's")
@pytest.mark.skipif(
    platform.machine() != "x86_64" or int(platform.libc_ver()[1].split(".")[1]) > 36,
    reason="the wheel's libraries are this system's, which needs its own glibc",
)
def test_the_wheel_runs_on_glibc_2_34() -> None:
    """A newer version of one function would raise it; Sources/CPlatform/SymbolVersions.c names older ones."""
    wheel = distribution("signify-engine").read_text("WHEEL")
    assert wheel is not None
    assert re.findall(r"^Tag: (.*)$", wheel, flags=re.MULTILINE) == ["py3-none-manylinux_2_34_x86_64"]


def examples(file: Path) -> list[tuple[str, str]]:
    """The Python blocks of a document, each with the output below it."""
    return re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", file.read_text(), flags=re.DOTALL)


def test_the_readmes_examples_print_their_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Fixtures").symlink_to(ROOT / "Fixtures")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = examples(PYTHON / "README.md")
    assert len(blocks) == 6
    for code, output in blocks:
        exec(code, names)
        assert capsys.readouterr().out == output, code
    assert "/v1/attempts" in names["app"].openapi()["paths"]


def test_documents_name_only_what_there_is() -> None:
    for file in (PYTHON / "README.md", ROOT / "docs" / "backend.md", ROOT / "docs" / "deployment.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text()):
            assert (file.parent / target).exists(), (file.name, target)
