"""The encrypted waiting room before the secret door (decision 19): every upload gets a key of its own, kept outside
`$VAR`; wiping is destroying the key. Nothing here knows what is inside."""

import secrets
from datetime import datetime
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Quarantine:
    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder, self.keys = folder, keys
        for place in (folder, keys):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)

    def put(self, content: bytes) -> str:
        """Encrypt and keep; returns the ticket to take it out with. Where there is no room, nothing stays.

        The cipher text comes before its key: whatever is killed here, `sweep` finds the key by the file.
        """
        ticket, key = secrets.token_hex(16), Fernet.generate_key()
        part, key_file = self.folder / f"{ticket}.part", self.keys / ticket
        try:
            part.write_bytes(Fernet(key).encrypt(content))
            key_file.touch(mode=0o600)
            key_file.write_bytes(key)
            part.rename(self.folder / ticket)
        except BaseException:
            self.wipe(ticket)
            raise
        return ticket

    def read(self, ticket: str) -> bytes:
        """The bytes of a ticket. Raises LookupError when they were wiped or never came."""
        if not ticket.isalnum():
            raise LookupError(ticket)
        try:
            return Fernet((self.keys / ticket).read_bytes()).decrypt((self.folder / ticket).read_bytes())
        except (FileNotFoundError, InvalidToken) as error:
            raise LookupError(ticket) from error

    def wipe(self, ticket: str) -> None:
        """Destroy the key, then the cipher text; a second time changes nothing."""
        if ticket.isalnum():
            (self.keys / ticket).unlink(missing_ok=True)
            (self.folder / ticket).unlink(missing_ok=True)
            (self.folder / f"{ticket}.part").unlink(missing_ok=True)

    def sweep(self, waiting: set[str], before: datetime) -> int:
        """Wipe what a kill left here: every file of before a moment that nobody waits for; says how many.

        Keys without a file are left alone: the folder of keys may serve several installations.
        """
        swept = 0
        for path in self.folder.iterdir():
            ticket = path.name.removesuffix(".part")
            if path.name not in waiting and path.stat().st_mtime < before.timestamp():
                self.wipe(ticket)
                swept += 1
        return swept


def here() -> Quarantine:
    """The waiting room of this installation; its keys live apart from its files."""
    return Quarantine(Path(settings.VAR) / "quarantine", Path(settings.QUARANTINE_KEYS))


def held() -> Quarantine | None:
    """Where a file stopped at the secret door waits some minutes for a second person: its key is only in memory, so
    that a restart, a copy of the disk or a backup holds nothing. None where this installation wipes at once."""
    keys = Path(settings.SECRET_HOLD_KEYS)
    if settings.SECRET_HOLD_MINUTES <= 0 or not keys.parent.is_dir():
        return None
    return Quarantine(Path(settings.VAR) / "held", keys)
