"""Text as a QR code: rows of 0 and 1 without the quiet zone, which the template leaves around it."""

import segno


def modules(text: str) -> tuple[str, ...]:
    """The smallest QR code of a text that still reads when a quarter of it is dirty or torn (level Q)."""
    code = segno.make(text, error="q", micro=False, boost_error=False)
    return tuple("".join("1" if bit else "0" for bit in row) for row in code.matrix)
