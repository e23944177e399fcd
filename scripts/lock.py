"""Makes the lock files again: requirements/*.txt and package-lock.json, without registry addresses."""

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv/bin/python"
# run first: test is constrained by it
NAMES = ["run", "test", "bootstrap", "node", "lock"]
OPTIONS = [
    *("--generate-hashes", "--strip-extras", "--allow-unsafe", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-header"),
]


def lock_python() -> None:
    install = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "-r",
        ROOT / "requirements/lock.txt",
    ]
    subprocess.run(install, check=True)
    for name in NAMES:
        compile_one = [PYTHON, "-m", "piptools", "compile", *OPTIONS, "-o", f"{name}.txt", f"{name}.in"]
        subprocess.run(compile_one, check=True, cwd=ROOT / "requirements")


def lock_npm() -> None:
    subprocess.run(["npm", "install", "--package-lock-only", "--ignore-scripts"], check=True, cwd=ROOT)
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)  # addresses of donation pages
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n")


if __name__ == "__main__":
    lock_python()
    lock_npm()
