"""Effective formatting of Word paragraphs and runs: what the page shows, not what one element says.

Knows document defaults, style chains, toggles and lists, in the order that reproduced the rendering of real
files, and the name of the font (it tells old encodings); refuses line spacing, which reading fields does not need."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOGGLES = ("b", "i", "caps", "vanish")
# Word measures in twentieths of a point and refuses more than 22 inches.
_LARGEST = 31_680 * 2
_OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks."""

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str = ""


@dataclass(slots=True)
class _Style:
    parent: str | None
    run: etree._Element | None
    paragraph: etree._Element | None


@dataclass(slots=True)
class Styles:
    """The style sheet of one document."""

    styles: dict[str, _Style] = field(default_factory=dict)
    default_run: etree._Element | None = None
    default_paragraph: etree._Element | None = None
    default_style: str | None = None
    bullets: set[tuple[str, str]] = field(default_factory=set)

    def chain(self, style_id: str | None) -> Iterator[_Style]:
        """The style and its ancestors, root first; a cycle ends it."""
        found: list[_Style] = []
        seen: set[str] = set()
        while style_id and style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            found.append(self.styles[style_id])
            style_id = self.styles[style_id].parent
        yield from reversed(found)

    def paragraph_property(self, paragraph: etree._Element, name: str) -> etree._Element | None:
        """The strongest element of that name: direct, then style chain, then defaults."""
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and (direct := properties.find(f"{W}{name}")) is not None:
            return direct
        for style in reversed(list(self.chain(self._style_of(properties, "pStyle") or self.default_style))):
            if style.paragraph is not None and (element := style.paragraph.find(f"{W}{name}")) is not None:
                return element
        return None if self.default_paragraph is None else self.default_paragraph.find(f"{W}{name}")

    def look(self, run: etree._Element, paragraph: etree._Element) -> Look:
        """Defaults, paragraph style, character style (toggles combine by exclusive or), then direct."""
        direct = run.find(f"{W}rPr")
        paragraph_style = self._style_of(paragraph.find(f"{W}pPr"), "pStyle") or self.default_style
        levels = [
            [style.run for style in self.chain(paragraph_style) if style.run is not None],
            [style.run for style in self.chain(self._style_of(direct, "rStyle")) if style.run is not None],
        ]
        states = dict.fromkeys(_TOGGLES, False)
        size: float | None = None
        font = ""
        for name in _TOGGLES:
            for level in levels:
                states[name] ^= next((on for e in reversed(level) if (on := _toggle(e, name)) is not None), False)
            if self.default_run is not None and _toggle(self.default_run, name):
                states[name] = True
            if direct is not None and (absolute := _toggle(direct, name)) is not None:
                states[name] = absolute
        for element in (self.default_run, *levels[0], *levels[1], direct):
            if element is not None and (sized := element.find(f"{W}sz")) is not None:
                size = max(number(sized, "val", 20.0), 2.0) / 2
            if element is not None and (fonts := element.find(f"{W}rFonts")) is not None:
                # Letters beyond ASCII take the second of the two (ECMA-376, 17.3.2.26).
                font = fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or font
        return Look(size or 10.0, states["b"], states["i"], states["caps"], states["vanish"], font)

    def is_bulleted(self, paragraph: etree._Element) -> bool:
        """Whether Word draws a dash or bullet before the paragraph."""
        numbering = self.paragraph_property(paragraph, "numPr")
        if numbering is None:
            return False
        list_id, level = numbering.find(f"{W}numId"), numbering.find(f"{W}ilvl")
        key = (_value(list_id) or "", _value(level) or "0")
        return key in self.bullets

    @staticmethod
    def _style_of(properties: etree._Element | None, name: str) -> str | None:
        return None if properties is None else _value(properties.find(f"{W}{name}"))


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def number(element: etree._Element | None, name: str, default: float) -> float:
    """A measure of an attribute; what is no sensible number counts as not written."""
    text = None if element is None else element.get(f"{W}{name}")
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if abs(value) < _LARGEST else default


def _toggle(properties: etree._Element, name: str) -> bool | None:
    element = properties.find(f"{W}{name}")
    return None if element is None else (_value(element) or "true").lower() not in _OFF


def read_styles(styles: etree._Element | None, numbering: etree._Element | None) -> Styles:
    """The sheet out of styles.xml and numbering.xml, either of which may be missing."""
    sheet = Styles()
    if styles is not None:
        sheet.default_run = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        sheet.default_paragraph = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        for element in styles.iterfind(f"{W}style"):
            style_id = element.get(f"{W}styleId") or ""
            sheet.styles[style_id] = _Style(
                _value(element.find(f"{W}basedOn")), element.find(f"{W}rPr"), element.find(f"{W}pPr")
            )
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true"}:
                sheet.default_style = style_id
    if numbering is not None:
        abstract = {
            element.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl") or "0"
                for level in element.iterfind(f"{W}lvl")
                if _value(level.find(f"{W}numFmt")) == "bullet"
            }
            for element in numbering.iterfind(f"{W}abstractNum")
        }
        for element in numbering.iterfind(f"{W}num"):
            levels = abstract.get(_value(element.find(f"{W}abstractNumId")), set())
            sheet.bullets |= {(element.get(f"{W}numId") or "", level) for level in levels}
    return sheet
