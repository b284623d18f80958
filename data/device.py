"""What a page prints, as pdfminer's interpreter says it: characters are kept as plain tuples.

pdfminer's own device makes an object of every character and pdfplumber a dictionary of every object,
which is most of the time that reading a page takes. The boxes here are computed as theirs are.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect, mult_matrix

from data.glyphs import UNKNOWN


class Character(NamedTuple):
    """A printed character: its text, its box from the page's bottom left in points, its size and turn."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    turn: int


Box: TypeAlias = tuple[float, float, float, float]


def _is_shown(clip: Box, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Whether the middle of a character lies where the page may be painted."""
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3]


class Interpreter(PDFPageInterpreter):
    """Tells the device where the page may be painted: text that a cell cuts off is not printed.

    A clipping path that is no rectangle counts as the box around it.
    """

    device: Any

    def init_state(self, ctm: Any) -> None:  # noqa: ANN401 - pdfminer's matrix
        """Begin a page's or a form's content."""
        super().init_state(ctm)
        self._kept: list[Box | None] = []
        self._clips = False

    def do_q(self) -> None:
        """Keep the state."""
        super().do_q()
        self._kept.append(self.device.clip)

    def do_Q(self) -> None:  # noqa: N802 - PDF's name
        """Go back to the state kept last."""
        super().do_Q()
        if self._kept:
            self.device.clip = self._kept.pop()

    def do_W(self) -> None:  # noqa: N802 - PDF's name
        """The path that ends next clips."""
        self._clips = True

    def do_W_a(self) -> None:  # noqa: N802 - PDF's name
        """The path that ends next clips."""
        self._clips = True

    def do_n(self) -> None:
        """End a path, which may clip."""
        if self._clips:
            self._clips = False
            self._narrow()
        super().do_n()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: ANN401, N802 - pdfminer's
        """Draw a form; what clips within it ends with it."""
        before = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = before

    def _narrow(self) -> None:
        points = [
            apply_matrix_pt(self.ctm, (float(part[at]), float(part[at + 1])))
            for part in self.curpath
            for at in range(1, len(part) - 1, 2)
        ]
        if not points:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = min(xs), min(ys), max(xs), max(ys)
        clip = self.device.clip
        if clip:
            box = (
                max(clip[0], box[0]),
                max(clip[1], box[1]),
                min(clip[2], box[2]),
                min(clip[3], box[3]),
            )
        self.device.clip = box


class Device(PDFPageAggregator):
    """Keeps the characters of a page apart from its drawings, which stay in pdfminer's layout."""

    def __init__(self, manager: Any, number: int) -> None:  # noqa: ANN401 - pdfminer's resource manager
        super().__init__(manager, pageno=number)
        self.characters: list[Character] = []
        self.clip: Box | None = None
        self._known: dict[tuple[Any, int], tuple[str, float]] = {}

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401 - as pdfminer calls it
        """Place a run of text, and move the text state to its end (ISO 32000-1, 9.4.4)."""
        font, size = textstate.font, textstate.fontsize
        if font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        scaling = textstate.scaling * 0.01
        apart = textstate.charspace * scaling
        wide = size * scaling
        blank = 0 if font.is_multibyte() else textstate.wordspace * scaling
        low = font.get_descent() * size + textstate.rise
        matrix = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        late = False
        for piece in seq:
            if isinstance(piece, int | float):
                x -= piece * 0.001 * wide
                late = True
            elif isinstance(piece, bytes):
                for cid in font.decode(piece):
                    x += apart if late else 0
                    late = True
                    text, width = self._known.get((font, cid)) or self._look_up(font, cid)
                    self._place(text, matrix, x, y, (low, width * wide, size))
                    x += width * wide + (blank if cid == 32 else 0)
        textstate.linematrix = (x, y)

    def _look_up(self, font: Any, cid: int) -> tuple[str, float]:  # noqa: ANN401 - pdfminer's fonts
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        found = self._known[font, cid] = text, font.char_width(cid)
        return found

    def _place(
        self, text: str, matrix: tuple[float, ...], x: float, y: float, box: tuple[float, ...]
    ) -> None:
        a, b, c, d, e, f = matrix
        low, advance, size = box
        e, f = x * a + y * c + e, x * b + y * d + f
        if b == 0 == c and a > 0 and d > 0 and advance >= 0 and size >= 0:
            x0, y0, x1, y1 = e, low * d + f, advance * a + e, (low + size) * d + f
        else:
            x0, y0, x1, y1 = apply_matrix_rect((a, b, c, d, e, f), (0, low, advance, low + size))
            x0, y0, x1, y1 = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if self.clip is None or _is_shown(self.clip, x0, y0, x1, y1):
            self.characters.append(Character(text, x0, y0, x1, y1, y1 - y0, _turn(a, b)))

    def render_char(self, matrix: Any, font: Any, *rest: Any) -> float:  # noqa: ANN401 - as pdfminer calls it
        """Place one character of a vertical font, as pdfminer does."""
        size, scaling, rise, cid, space, state = rest
        text, width = self._known.get((font, cid)) or self._look_up(font, cid)
        made = LTChar(
            matrix, font, size, scaling, rise, text, width, font.char_disp(cid), space, state
        )
        if self.clip is None or _is_shown(self.clip, *made.bbox):
            self.characters.append(Character(text, *made.bbox, made.size, _turn(*matrix[:2])))
        return made.adv


def _turn(a: float, b: float) -> int:
    """How far a character is turned: 0, 90, 180 or 270 degrees; -1 where it stands askew."""
    if abs(b) < abs(a) / 20:
        return 0 if a > 0 else 180
    if abs(a) < abs(b) / 20:
        return 90 if b > 0 else 270
    return -1
