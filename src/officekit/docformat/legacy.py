"""Text in the encodings that came before Unicode, TCVN3 (`.VnTime`) and VNI (`VNI-Times`), to Unicode.

Decided by the letters, not by the font alone: many files carry an old font's name over Unicode text. It refuses to
touch text that shows a letter only Unicode has."""

import re

from officekit import vntext

_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_FROM_TCVN3 = str.maketrans(_TCVN3, _LETTERS)
# PDFium and Word keep the code of ư as a (soft) hyphen or a control character.
_HIDDEN_U = re.compile(r"(?<=\w)[\u00ad\x02\ufffe]|[\u00ad\x02\ufffe](?=\w)")
_OLD = re.compile(r"[µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòôõøö÷ùúýûüþ¡¢§£¤¥¦]")
_NEW = re.compile(r"[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0309\u0323]")
_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HATS = {"â": "\u0302", "ê": "\u0306"}
_HATS_TONED = {
    **{mark: "\u0302" + tone for mark, tone in zip("àáåãä", "\u0300\u0301\u0309\u0303\u0323", strict=True)},
    **{mark: "\u0306" + tone for mark, tone in zip("èéúüë", "\u0300\u0301\u0309\u0303\u0323", strict=True)},
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(r"([aeoyuôöAEOYUÔÖ])([øùûõïâêàáåãäèéúüëØÙÛÕÏÂÊÀÁÅÃÄÈÉÚÜË])|([ñôöæóòîÑÔÖÆÓÒÎ])")


def is_tcvn3(text: str) -> bool:
    """Whether running text is TCVN3: old letters throughout, and none that only Unicode has."""
    old = len(_OLD.findall(text))
    return old > 12 and old > 0.03 * len(text) and not _NEW.search(text)


def from_tcvn3(text: str) -> str:
    """TCVN3 to Unicode, letter for letter (the length is kept)."""
    return _HIDDEN_U.sub("ư", text).translate(_FROM_TCVN3)


def draws_capitals(font: str) -> bool:
    """`.VnTimeH` and its like draw small letters as capitals."""
    name = font.rsplit("+", 1)[-1]
    return name.startswith(".Vn") and bool(re.search(r"H(?:,|-|$|\s)", name))


def from_vni(text: str) -> str:
    """VNI (a letter and a mark after it) to Unicode."""
    return vntext.nfc(_VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    letter, mark, alone = found.groups()
    if alone:
        plain = _VNI_ALONE[alone.lower()]
        return plain.upper() if alone.isupper() else plain
    base = _VNI_ALONE.get(letter.lower(), letter.lower())
    marks = _TONES.get(mark.lower()) or _HATS.get(mark.lower()) or _HATS_TONED.get(mark.lower(), "")
    whole = base + marks
    return whole.upper() if letter.isupper() else whole


def to_unicode(text: str, font: str) -> str:
    """A piece of a Word file, by its font and its letters."""
    if not font.startswith((".Vn", "VNI", ".VN")) or _NEW.search(text):
        return text
    if font.upper().startswith("VNI"):
        return from_vni(text)
    text = from_tcvn3(text)
    return text.upper() if draws_capitals(font) else text
