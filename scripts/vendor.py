"""Copies the listed files of the npm packages into the static folder; nothing else of them is served.

Knows which files the pages use. Refuses a missing file (a new release moved it: change the list)
and strips references to source maps, which the static files' manifest would look for.
"""

import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/tinhgon/core/web/static/vendor"

# destination below vendor/ -> (package, {file in the package: file below the destination})
FILES = {
    "htmx": ("htmx.org", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"}),
    "bootstrap": (
        "bootstrap",
        {
            "dist/css/bootstrap.min.css": "css/bootstrap.min.css",
            "dist/js/bootstrap.bundle.min.js": "js/bootstrap.bundle.min.js",
            "LICENSE": "LICENSE",
        },
    ),
    "inter": (
        "@fontsource-variable/inter",
        {
            "files/inter-latin-wght-normal.woff2": "files/inter-latin-wght-normal.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    "pdfjs": (
        "pdfjs-dist",
        {
            "build/pdf.min.mjs": "pdf.min.mjs",
            "build/pdf.worker.min.mjs": "pdf.worker.min.mjs",
            "standard_fonts": "standard_fonts",
            "wasm": "wasm",
            "LICENSE": "LICENSE",
        },
    ),
    "jsqr": ("jsqr", {"dist/jsQR.js": "jsQR.js", "LICENSE": "LICENSE"}),
    "tabler-icons": ("@tabler/icons", {"LICENSE": "LICENSE"}),
}
# style sheets that bring along every font file they name
FONTS = {
    "be-vietnam-pro": ("@fontsource/be-vietnam-pro", ["400", "500", "600", "700"]),
    "tinos": ("@fontsource/tinos", ["400", "400-italic", "700", "700-italic"]),
}
SOURCE_MAP = re.compile(r"^\s*(?://|/\*)# sourceMappingURL=.*$", re.MULTILINE)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.suffix in {".css", ".js", ".mjs"}:
        target.write_text(SOURCE_MAP.sub("", source.read_text()))
    else:
        shutil.copyfile(source, target)


def copy_fonts(package: Path, target: Path, weights: list[str]) -> None:
    copy(package / "LICENSE", target / "LICENSE")
    for weight in weights:
        sheet = package / f"{weight}.css"
        copy(sheet, target / sheet.name)
        for name in re.findall(r"url\(\./([^)]+)\)", sheet.read_text()):
            if not (target / name).exists():
                copy(package / name, target / name)


def write_icons(package: Path, target: Path) -> None:
    """All outline icons in one file, name -> inner markup: 5,000 files would slow every collectstatic."""
    icons = {}
    for file in sorted((package / "icons/outline").glob("*.svg")):
        inner = file.read_text().partition(">")[2].rpartition("</svg>")[0]
        parts = [line.strip() for line in inner.splitlines() if line.strip()]
        icons[file.stem] = "".join(part for part in parts if 'd="M0 0h24v24H0z"' not in part)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(icons))


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for folder, (package, files) in FILES.items():
        for source, target in files.items():
            copy(NODE_MODULES / package / source, VENDOR / folder / target)
    for folder, (package, weights) in FONTS.items():
        copy_fonts(NODE_MODULES / package, VENDOR / folder, weights)
    write_icons(NODE_MODULES / "@tabler/icons", VENDOR / "tabler-icons/outline.json")


if __name__ == "__main__":
    main()
