"""The building blocks of an official paper after Nghị định 30/2020/NĐ-CP, Phụ lục I and III: letterhead, title, table, signature.

Three kinds of words stand apart on every page: the official wording in quotation marks and letters of its own, our
words plain, and what is to be filled in or taken out in square brackets. Knows no plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.oxml.ns import qn

from ..elements import Element
from .paper import HINT, OFFICIAL, E

Piece = str | Element | Sequence[Element]
"""Part of a line: our words, or letters made here."""
Cell = Sequence[Element]
"""Paragraphs."""
_VAL = qn("w:val")
_SPACE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
DOTS = "……"
EMPTY = f"[{DOTS}]"
"""A blank under a head that says what belongs there."""
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
_COUNTRY, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_LEFT, _RIGHT = 70, 95
"""Millimetres of the two halves of the letterhead."""
_MOTTO_WIDTH = 53
"""Millimetres of the motto in 13 points: its rule is as long."""


# -- letters ---------------------------------------------------------------------------------------------------------


def words(text: str, *, style: str = "", size: float = 0, **letters: bool) -> Element:
    """Letters: `b` bold, `i` italic, either switched on or off."""
    form = E.rPr()
    if style:
        form.append(E.rStyle({_VAL: style}))
    form.extend(E(letter, {_VAL: "1" if on else "0"}) for letter, on in letters.items())
    if size:
        form.extend(E(tag, {_VAL: f"{size * 2:g}"}) for tag in ("sz", "szCs"))
    text_element = E.t(text, _SPACE)
    return E.r(form, text_element) if len(form) else E.r(text_element)


def official(text: str) -> tuple[Element, ...]:
    """The wording as printed, alone in its letters, between quotation marks."""
    return words("“"), words(text, style=OFFICIAL), words("”")


def hint(text: str) -> Element:
    """Our advice to whoever fills the paper in, to be taken out."""
    return words(f"[{text.removesuffix('.')}]", style=HINT)


def blank(what: str, shown: str = "", **letters: bool) -> Element:
    """A place to fill in: it names what belongs there, is chosen as a whole at a click and gives way to what is typed."""
    place = words(shown or f"[{what} {DOTS}]", style=HINT, **letters)
    typed = E.rPr(*(E(letter) for letter, on in letters.items() if on))
    return E.sdt(E.sdtPr(typed, E.alias({_VAL: what}), E.temporary(), E.showingPlcHdr()), E.sdtContent(place))


def stamp(what: str, *, bold: bool = True) -> Element:
    """A blank in capitals, of the head and the foot of a paper."""
    return blank(what, f"[{what.upper()}]", b=bold, i=False)


def line(style: str, *pieces: Piece, keep: bool = False) -> Element:
    """A paragraph; `keep` keeps it on the page of what follows."""
    form = E.pPr(E.pStyle({_VAL: style}))
    if keep:
        form.append(E.keepNext())
    found = E.p(form)
    for piece in pieces:
        if isinstance(piece, str):
            found.append(words(piece))
        elif isinstance(piece, Element):
            found.append(piece)
        else:
            found.extend(piece)
    return found


def _twips(millimetres: float) -> str:
    return str(round(millimetres * 1440 / 25.4))


def heading(level: int, text: str) -> Element:
    return line(f"Heading{level}", text)


def closed(blocks: list[Element]) -> list[Element]:
    """The content ends with `./.`, in its last paragraph, which is ours and which a signature must not be parted from."""
    last = blocks[-1]
    *_, text = last.iter(qn("w:t"))
    text.text = (text.text or "").removesuffix(".")
    last.append(words("./."))
    last[0].insert(1, E.keepNext())
    return blocks


# -- tables ----------------------------------------------------------------------------------------------------------


def table(name: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Cell]]) -> Element:
    """Its head is repeated on every page and told to screen readers; a row is not cut; a row of one cell is a title."""
    widths = [width for _, width in columns]
    titles = [_cell(width, [line("OBangGiua", words(text, b=True))], middle=True) for text, width in columns]
    found = _table(widths, name, grid=True)
    found.append(E.tr(E.trPr(E.cantSplit(), E.tblHeader()), *titles))
    for cells in rows:
        spans = len(cells) == 1
        made = [_cell(sum(widths), cells[0], span=len(widths))] if spans else [*map(_cell, widths, cells)]
        found.append(E.tr(E.trPr(E.cantSplit()), *made))
    return found


def _table(widths: Sequence[float], name: str, *, grid: bool) -> Element:
    look = {qn("w:firstRow"): "1" if grid else "0", qn("w:noVBand"): "1", qn("w:noHBand"): "1"}
    form = E.tblPr()
    if grid:
        form.append(E.tblStyle({_VAL: "TableGrid"}))
    form.extend((E.tblW({qn("w:w"): _twips(sum(widths)), qn("w:type"): "dxa"}), E.tblLayout({qn("w:type"): "fixed"})))
    if not grid:
        form.append(E.tblCellMar(*(E(side, {qn("w:w"): "0", qn("w:type"): "dxa"}) for side in ("left", "right"))))
    form.extend((E.tblLook(look), E.tblCaption({_VAL: name})))
    return E.tbl(form, E.tblGrid(*(E.gridCol({qn("w:w"): _twips(width)}) for width in widths)))


def _cell(width: float, content: Cell, *, span: int = 1, middle: bool = False) -> Element:
    form = E.tcPr(E.tcW({qn("w:w"): _twips(width), qn("w:type"): "dxa"}))
    if span > 1:
        form.append(E.gridSpan({_VAL: str(span)}))
    if middle:
        form.append(E.vAlign({_VAL: "center"}))
    return E.tc(form, *content)


# -- head and foot ---------------------------------------------------------------------------------------------------


def rule(width: float, within: float) -> Element:
    """A line of a length, in the middle of `within`."""
    side = _twips((within - width) / 2)
    border = {_VAL: "single", qn("w:sz"): "6", qn("w:space"): "1", qn("w:color"): "auto"}
    found = line("Ke")
    found[0].extend((E.pBdr(E.bottom(border)), E.ind({qn("w:left"): side, qn("w:right"): side})))
    return found


def foot(text: str) -> Element:
    """Small letters under a line across the page (as Phụ lục I, III.4)."""
    border = {_VAL: "single", qn("w:sz"): "4", qn("w:space"): "4", qn("w:color"): "auto"}
    found = line("GhiChu", text)
    found[0].append(E.pBdr(E.top(border)))
    return found


def letterhead(symbol: str) -> list[Element]:
    """Issuer and number left, country, motto, place and date right; who issues and when is to be filled in."""
    left: Cell = (
        line("DauThu", stamp("Cơ quan chủ quản, nếu có", bold=False)),
        line("DauThu", stamp("Tên cơ quan ban hành")),
        rule(24, _LEFT),
        line("DauThu", words(f"Số: {DOTS}/{symbol}-{DOTS}", size=13)),
    )
    right: Cell = (
        line("DauThu", words(_COUNTRY, b=True)),
        line("DauThu", words(_MOTTO, b=True, size=13)),
        rule(_MOTTO_WIDTH, _RIGHT),
        line("DauThu", words(f"{DOTS}{DOTS}, ngày {DOTS} tháng {DOTS} năm {DOTS}", i=True, size=13)),
    )
    found = _table((_LEFT, _RIGHT), "Phần đầu văn bản", grid=False)
    for part in (slice(0, 3), slice(3, 4)):
        found.append(E.tr(E.trPr(E.cantSplit()), _cell(_LEFT, left[part]), _cell(_RIGHT, right[part])))
    return [found]


def title(kind: str, about: Sequence[str], within: float) -> list[Element]:
    """Type and subject of a paper, the subject broken where it reads well, and the rule below them."""
    lines = [words(about[0]), *(piece for text in about[1:] for piece in (E.r(E.br()), words(text)))]
    return [line("Title", kind), line("Subtitle", lines), rule(50, within)]


def annex_title(about: str, kind: str, symbol: str, within: float) -> list[Element]:
    """`Phụ lục`, its name in capitals, and the paper it is issued with, to be filled in (Phụ lục I, III.1)."""
    number = f"số {DOTS}/{symbol}-{DOTS} ngày {DOTS} tháng {DOTS} năm {DOTS} của {DOTS}{DOTS}"
    return [
        line("Title", "Phụ lục"),
        line("Subtitle", about.upper()),
        line("KemTheo", f"(Kèm theo {kind} {number})"),
        rule(50, within),
    ]


def signature(recipients: Sequence[Sequence[Piece]]) -> list[Element]:
    """Who gets it, left; who signs, right."""
    left = [line("NoiNhan", words("Nơi nhận:", b=True, i=True, size=12)), *(line("NoiNhan", "- ", *r) for r in recipients)]
    right = [line("NguoiKy", stamp("Quyền hạn, chức vụ"))]
    right += [line("NguoiKy") for _ in range(4)]
    right += [line("NguoiKy", blank("Họ và tên", "[Họ và tên]", b=True, i=False))]
    found = _table((75, 90), "Nơi nhận và người ký", grid=False)
    found.append(E.tr(E.trPr(E.cantSplit()), _cell(75, left), _cell(90, right)))
    return [found]
