"""The command `tinhgon`: gives a management command its database and hands over.

Knows which commands need no database and which take care of it themselves. Without DATABASE_URL
the embedded server of `$VAR` is started for the length of the command; refuses nothing else.
"""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tinhgon.core.storage import rules as storage
from tinhgon.operations.gateways.postgres import OWNER, WEB, EmbeddedPostgres, PostgresError

PROJECT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "demo": "database, demonstration organisation, web and worker: all in one (--papers N, --port P)",
    "run": "the same without demonstration data: database, migrations, web and worker",
    "found": "the first agency and its first administrator, in an empty installation",
    "serve": "the web server alone; the database is named by DATABASE_URL",
    "worker": "the worker for background jobs alone",
    "doctor": "what is missing, what does not work without it, the line that brings it (--json)",
    "backup": "FILE: database and files into one archive",
    "restore": "FILE: an archive into an empty installation",
    "smoke": "drives the main job over HTTP against a running installation (--url U --file F --json)",
    "guides": "the manuals of the roles as PDF files to print (--out FOLDER); needs no database",
    "inspect": "FILE...: the fields read from a paper, as JSON lines; needs no database",
    "database": "start | stop | url: the embedded PostgreSQL of $VAR",
    "migrate": "the database schema of this version (any other Django command works too)",
}
NO_ROOM = (
    "tinhgon: the disk is full ({var} or the database's): make room and run the same command again; nothing is left "
    "half done\nỔ đĩa đã đầy: giải phóng chỗ rồi chạy lại đúng lệnh này; không có gì bị ghi dở."
)
# demo and run watch the server and stop it themselves; serve and worker share it and leave it running
STAYING = {"demo", "run", "serve", "worker"}
WITHOUT_DATABASE = {"smoke", "openapi", "guides", "help", "--version", "version", "collectstatic", "makemessages"}


def _usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {text}" for name, text in COMMANDS.items()]
    return "\n".join(["tinhgon COMMAND; `tinhgon COMMAND --help` says more", "", *lines])


def installation() -> EmbeddedPostgres:
    return EmbeddedPostgres(Path(os.environ["VAR"]))


def _database(arguments: list[str]) -> int:
    server = installation()
    match arguments:
        case ["start"]:
            server.start()
            print(server.url())
        case ["stop"]:
            server.stop()
        case ["url"]:
            print(server.url())
        case ["url", "web"]:
            print(server.url(WEB))
        case _:
            print("tinhgon database start | stop | url [web]", file=sys.stderr)
            return 2
    return 0


@contextlib.contextmanager
def _database_for(command: str) -> Iterator[None]:
    if os.environ.get("DATABASE_URL"):
        yield
        return
    server = installation()
    os.environ["DATABASE_URL"] = server.url(OWNER)
    if command in WITHOUT_DATABASE:
        yield
        return
    if command in STAYING:
        os.environ["TINHGON_EMBEDDED"] = "1"
        started_here = server.start()
        try:
            yield
        except BaseException:
            if started_here:  # it did not get as far as taking care itself
                server.stop()
            raise
        return
    try:
        started_here = server.start()
    except PostgresError:
        if command != "doctor":  # says it in its own words
            raise
        started_here = False
    try:
        yield
    finally:
        if started_here:
            server.stop()


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(_usage())
        return 0 if arguments else 2
    command, *rest = arguments
    os.environ["VAR"] = str(Path(os.environ.get("VAR") or PROJECT / "var").resolve())
    try:
        if command == "inspect":
            convert = importlib.import_module("tinhgon.documents.gateways.libreoffice").convert
            return int(importlib.import_module("officekit.docformat.inspect").main(rest, convert) or 0)
        if command == "database":
            return _database(rest)
        # a real office gives its key; without one it is an installation of one machine, HTTP on loopback
        is_office = bool(os.environ.get("SECRET_KEY")) and command != "demo"
        settings = f"tinhgon.config.settings.{'production' if is_office else 'demo'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
        with _database_for(command):
            management = importlib.import_module("django.core.management")
            management.execute_from_command_line(["tinhgon", *arguments])
    except PostgresError as error:
        print(f"tinhgon: {error}", file=sys.stderr)
        return 1
    except Exception as error:
        if not storage.is_no_room(error):
            raise
        print(NO_ROOM.format(var=os.environ["VAR"]), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
