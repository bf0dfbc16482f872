"""Compile the contract in an environment that holds the compiler and nothing else.

`python -m chronology.anchors.evm.contract.compiling` makes the environment under build/ and writes the artefact anew.
"""

from __future__ import annotations

import fcntl
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from chronology.anchors.evm.contract.artefact import ARTEFACT, REQUIREMENTS, SOURCE, Artefact
from chronology.errors import ChronologyError

BUILD = Path(__file__).resolve().parents[4] / "build"
INSTALL_SECONDS = 300
"""Eight small packages; a slow index gets this long."""
COMPILE_SECONDS = 60
"""It takes one second on an idle core."""


class CompilerMissing(ChronologyError):
    """The compiler's packages cannot be installed here; the committed artefact is used as it is."""


def make_compiler(build: Path = BUILD) -> Path:
    """The compiler's program, installed with checked hashes; one environment for each requirements file."""
    home = build / f"vyper-{_digest(REQUIREMENTS)[:16]}"
    build.mkdir(exist_ok=True)
    with home.with_suffix(".lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # two processes may ask for it at once
        if not (home / "installed").exists():
            _install(home)
    return home / "bin" / "vyper"


def compile_contract(compiler: Path, source: Path | None = None) -> Artefact:
    """What this compiler makes of a source, of our contract's where no other is named."""
    source = source or SOURCE
    version = _answer([str(compiler), "--version"])
    made = _answer([str(compiler), "-f", "abi,bytecode,bytecode_runtime", str(source)]).splitlines()
    abi, creation, runtime = made
    return Artefact(
        contract=source.stem,
        compiler=f"vyper {version}",
        source_sha256=_digest(source),
        compiler_requirements_sha256=_digest(REQUIREMENTS),
        abi=tuple(json.loads(abi)),
        creation_code=creation,
        runtime_code=runtime,
    )


def _install(home: Path) -> None:
    _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(home)])
    _run([sys.executable, "-m", "pip", "--python", str(home / "bin" / "python"), *_PIP, "-r", str(REQUIREMENTS)])
    (home / "installed").touch()


_PIP = ("--quiet", "--disable-pip-version-check", "install", "--require-hashes", "--only-binary", ":all:")


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS)  # noqa: S603 - our own words
    except (subprocess.SubprocessError, OSError) as error:
        told = getattr(error, "stderr", None) or str(error)
        raise CompilerMissing(f"The contract's compiler cannot be installed here: {told.strip()[-500:]}") from error


def _answer(command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own words
        command, check=True, capture_output=True, text=True, timeout=COMPILE_SECONDS, cwd=SOURCE.parent
    )
    return done.stdout.strip()


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    ARTEFACT.write_text(compile_contract(make_compiler()).to_json())
