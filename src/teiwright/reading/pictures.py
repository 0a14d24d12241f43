"""Which of the pictures on a document's pages are figures of its text: no ornaments, no scans, no publisher's mark."""

from collections import Counter
from collections.abc import Sequence

from teiwright.reading.sheet import Picture

LEAST = 0.05
"""So much of the page's width and height a figure takes at least."""
MOST = 0.75
"""What takes so much of a page's width and of its height is the page itself, scanned."""
NEAR = 3.0
"""Pictures that are no further apart are the strips of one."""
REPEATED = 3
"""What stands on so many pages at one place is theirs, not the text's."""

Printed = tuple[float, float, Sequence[Sequence[float]]]
"""A page's width and height, and the boxes of its pictures: left, top, right, bottom."""


def pictures_of(pages: Sequence[Printed]) -> list[tuple[Picture, ...]]:
    """Return the figures of each page, from top to bottom."""
    whole = [_joined([Picture(*box) for box in boxes]) for _, _, boxes in pages]
    times = Counter(_place(picture) for page in whole for picture in page)
    return [
        tuple(picture for picture in page if _is_figure(picture, width, height) and times[_place(picture)] < REPEATED)
        for page, (width, height, _) in zip(whole, pages, strict=True)
    ]


def _place(picture: Picture) -> tuple[int, ...]:
    return tuple(round(edge / 4) for edge in (picture.left, picture.top, picture.right, picture.bottom))


def _is_figure(picture: Picture, width: float, height: float) -> bool:
    across, down = (picture.right - picture.left) / width, (picture.bottom - picture.top) / height
    is_page = across > MOST and down > MOST
    return across > LEAST and down > LEAST and not is_page


def _joined(pictures: Sequence[Picture]) -> list[Picture]:
    """Return the pictures with those that touch each other as one: a program may cut one in strips or tiles."""
    whole: list[Picture] = []
    for picture in sorted(pictures, key=lambda each: (each.top, each.left)):
        touched = [each for each in whole if _touches(each, picture)]
        rest = [each for each in whole if each not in touched]
        whole = [*rest, _around([*touched, picture])]
    return sorted(whole, key=lambda each: (each.top, each.left))


def _touches(one: Picture, other: Picture) -> bool:
    return (
        one.left - NEAR < other.right
        and other.left - NEAR < one.right
        and one.top - NEAR < other.bottom
        and other.top - NEAR < one.bottom
    )


def _around(pictures: Sequence[Picture]) -> Picture:
    return Picture(
        min(each.left for each in pictures),
        min(each.top for each in pictures),
        max(each.right for each in pictures),
        max(each.bottom for each in pictures),
    )
