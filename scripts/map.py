"""Prints the house as it stands: floors from the import contracts, their apps, rooms and lines of code."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
NOT_ROOMS = {"tests", "migrations", "templates", "static", "__pycache__", "apps", "__init__"}


def floors() -> list[list[str]]:
    """The widest layers contract of pyproject.toml, top first; apps of one floor are separated by `|`."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layered = [contract for contract in contracts if contract["type"] == "layers"]
    house = next(contract for contract in layered if any("documents" in layer for layer in contract["layers"]))
    container = (house.get("containers") or [""])[0]
    rows = []
    for layer in house["layers"]:
        names = [name.strip(" ()") for name in layer.replace(":", "|").split("|")]
        rows.append([f"{container}.{name}".strip(".") for name in names])
    return [*rows, ["officekit"]]


def lines_of(path: Path) -> int:
    files = [path] if path.is_file() else list(path.rglob("*.py"))
    return sum(len(file.read_text().splitlines()) for file in files)


def rooms(app: Path) -> str:
    found = {}
    for path in sorted(app.iterdir()):
        is_room = path.suffix == ".py" or (path.is_dir() and any(path.glob("**/*.py")))
        if is_room and path.stem not in NOT_ROOMS:
            found[path.stem] = lines_of(path)
    return " ".join(f"{name}:{count}" for name, count in found.items())


def main() -> None:
    for row in floors():
        apps = [(name, SOURCE / name.replace(".", "/")) for name in row]
        print("─" * 78)
        for name, folder in apps:
            if folder.is_dir():
                print(f"{name.removeprefix('tinhgon.'):16} {lines_of(folder):6} lines  {rooms(folder)}")
    print("─" * 78)


if __name__ == "__main__":
    main()
