"""Letters drawn over links, by which a link is chosen without moving to it."""

from __future__ import annotations

from itertools import product

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

LETTERS = "asdfjklghweruivnm"
"""What labels are made of, the easiest to reach first; ``o`` is left for the original."""


def labels(count: int) -> list[str]:
    """So many labels, none of them the beginning of another one, as short as can be.

    Args:
        count: How many are wanted.
    """
    size = 1
    while len(LETTERS) ** size < count:
        size += 1
    return ["".join(letters) for letters, _ in zip(product(LETTERS, repeat=size), range(count), strict=False)]


def over(strip: Strip, column: int, label: str, style: Style) -> Strip:
    """Draw a label over a strip, which keeps its length.

    Args:
        strip: One row of the pane.
        column: The cell at which the label begins.
        label: Letters of one cell each.
        style: How it is drawn.
    """
    label = label[: max(0, strip.cell_length - column)]
    end = column + len(label)
    return Strip.join([strip.crop(0, column), Strip([Segment(label, style)]), strip.crop(end, strip.cell_length)])
