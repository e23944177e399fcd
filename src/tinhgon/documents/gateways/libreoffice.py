"""LibreOffice as a converter of Word files, one process a file, inside limits.

Knows how to find it, to keep it off the network and inside time and memory, and to work in memory only: a file that
has not passed the secret door may not touch a disk (decision 19). Refuses to say what a file means."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SECONDS = 40
# LibreOffice reserves far more addresses than it fills (about 220 MB).
MEMORY = 4 * 1024**3
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 (a folder of the memory, not of a disk)
_FILTERS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97"}


class ConversionError(Exception):
    """No converter here, or the file took too long, too much, or broke it."""


def program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def is_present() -> bool:
    return program() is not None and os.access(_IN_MEMORY, os.W_OK)


@cache
def _off_the_network() -> tuple[str, ...]:
    """The words before a command that leave it without a network, where the system allows that."""
    words = ("unshare", "--net", *(() if os.geteuid() == 0 else ("--user", "--map-root-user")))
    tried = subprocess.run([*words, "true"], check=False, capture_output=True) if shutil.which("unshare") else None
    return words if tried is not None and tried.returncode == 0 else ()


def convert(content: bytes, kind: str, to: str, *, seconds: int = SECONDS) -> bytes:
    """The file as `to` (pdf, docx). Raises ConversionError; leaves nothing behind either way."""
    office = program()
    if office is None or not is_present():
        raise ConversionError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="tinhgon-", dir=_IN_MEMORY) as folder:
        source = Path(folder) / f"paper.{kind}"
        source.touch(mode=0o600)
        source.write_bytes(content)
        command = [
            *_off_the_network(), office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--nolockcheck", "--nodefault", "--convert-to", _FILTERS[to], "--outdir", f"{folder}/out", str(source),
        ]  # fmt: skip
        _run(command, Path(folder), seconds)
        made = Path(folder) / "out" / f"paper.{to}"
        if not made.is_file():
            raise ConversionError("no result")
        return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: int) -> None:
    settings = {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command, env=settings, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        # Set from outside: a function run between fork and exec may hang a program with threads.
        resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
        process.wait(timeout=3 * seconds)  # for what hangs; on a busy machine others have the processor meanwhile
    except (subprocess.TimeoutExpired, ProcessLookupError) as error:
        raise ConversionError(str(error)) from error
    finally:
        # Its helpers live in the same session.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode not in (0, None):
        raise ConversionError(f"exit {process.returncode}")
