"""Set up a virtual environment and run something in it, with nothing but Python and its venv module.

::

    python3 scripts/run.py demo      the order-to-cash demo against the emulator
    python3 scripts/run.py test      lint-free test run of the whole suite
    python3 scripts/run.py COMMAND   any command of the environment: suiteplug, pytest, ruff, mypy ...
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / ".installed-for"
NAMED = {
    "demo": [str(PYTHON), "-m", "examples.order_to_cash"],
    "test": [str(PYTHON), "-m", "pytest", "-q", "-n", "auto"],
}
OLDEST = (3, 11)


def wanted_stamp() -> str:
    """Changes when the project's dependencies, the interpreter or the folder change."""
    text = (ROOT / "pyproject.toml").read_bytes() + sys.version.encode() + str(ROOT).encode()
    return hashlib.sha256(text).hexdigest()


def set_up() -> None:
    """Make ``.venv`` and install the project into it, unless that is done already."""
    stamp = wanted_stamp()
    if PYTHON.is_file() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == stamp:
        return
    print("Setting up .venv (once) ...", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", f"{ROOT}[dev]"]
    subprocess.run(install, check=True)
    STAMP.write_text(stamp, encoding="utf-8")


def main() -> int:
    """Run the command named on the command line; gives its exit code."""
    if sys.version_info < OLDEST:
        print(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help"}:  # noqa: PLR2004 - the name of the command
        print(__doc__)
        return 0 if len(sys.argv) > 1 else 2
    set_up()
    name, arguments = sys.argv[1], sys.argv[2:]
    command = NAMED.get(name) or [str(BIN / name)]
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}", "VIRTUAL_ENV": str(VENV)}
    try:
        return subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=False).returncode
    except FileNotFoundError:
        print(f"There is no command '{name}'. Known: {', '.join(NAMED)}, and what .venv has.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
