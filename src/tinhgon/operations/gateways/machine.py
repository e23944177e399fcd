"""What the machine has: programs, fonts, page files, room on the disk. Looks only; installs nothing."""

import os
import shutil
from pathlib import Path

SERIF = ("LiberationSerif-Regular.ttf", "Tinos-Regular.ttf")  # metric twins of Times New Roman
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
# LiberationSerif 1.07 (package fonts-liberation) lacks half of the Vietnamese letters
OUTDATED_FONT_FOLDERS = ("/usr/share/fonts/truetype/liberation/",)


def serif_font(var: Path) -> Path | None:
    for folder in (var / "fonts", *FONT_FOLDERS):
        for name in SERIF:
            for path in sorted(folder.rglob(name)):
                if not str(path).startswith(OUTDATED_FONT_FOLDERS):
                    return path
    return None


def program(*names: str) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


def free_bytes(*folders: Path) -> int:
    """Room left where there is least."""
    return min(shutil.disk_usage(_existing(folder)).free for folder in folders)


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)


def is_writable(folder: Path) -> bool:
    probe = folder / ".doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_text("")
        probe.unlink()
    except OSError:
        return False
    return True


def shared_memory(name: str, otherwise: Path) -> Path:
    """A folder in memory, for files that processes map: mapped on a disk that fills up they would kill the process
    (SIGBUS), where an ordinary write only fails."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own in it, closed to others
    return memory / name if os.access(memory, os.W_OK) else otherwise
