"""What it was measured on, and with."""

from __future__ import annotations

import datetime
import importlib.metadata
import platform
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import threadpoolctl


def lines(simdjson: str) -> Iterator[str]:
    """The processor, the kernels that both sides' OpenBLAS runs, and the versions."""
    facts = dict(
        line.split(":", 1)
        for line in subprocess.run(["lscpu"], capture_output=True, text=True, check=True).stdout.splitlines()
    )
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    caches = ", ".join(f"{name} {facts[name + ' cache']}" for name in ("L1d", "L2", "L3") if name + " cache" in facts)
    model = f"family {facts.get('CPU family')} model {facts.get('Model')}"
    yield f"- {facts.get('Model name', platform.machine())}, {model}; {caches}."
    pools = [pool for pool in threadpoolctl.threadpool_info() if pool["internal_api"] == "openblas"]
    numpy_blas = next(pool for pool in pools if "numpy" in pool["filepath"])
    yield (
        f"- OpenBLAS: the engine's {engine_blas()}; numpy's {numpy_blas['version']}, "
        f"{numpy_blas['architecture']} kernels, {numpy_blas['num_threads']} thread."
    )
    names = [
        line.split("==")[0]
        for line in (Path(__file__).parent.parent / "requirements.txt").read_text().splitlines()
        if "==" in line
    ]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    yield f"- Python {platform.python_version()}, {versions}; {simdjson} kernels, compiled with -O3 -march=native."
    yield f"- {datetime.datetime.now(tz=datetime.UTC).date().isoformat()}."


def engine_blas() -> str:
    """Debian's OpenBLAS, asked by a program of its own: this one has numpy's."""
    code = (
        "import ctypes; blas = ctypes.CDLL('libopenblas.so.0'); name = blas.openblas_get_corename;"
        "config = blas.openblas_get_config; name.restype = config.restype = ctypes.c_char_p;"
        "print(config().decode(), '|', name().decode())"
    )
    answer = subprocess.run(["python3", "-c", code], capture_output=True, text=True, check=True).stdout
    config, core = answer.split("|")
    version = re.search(r"\d+\.\d+\.\d+", config)
    return f"{version[0] if version else 'of the system'}, {core.strip()} kernels"
