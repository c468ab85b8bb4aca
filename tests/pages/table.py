"""Measure the reading of made-up pages: ``python -m tests.pages.table [PAGES A CONDITION]`` prints a table."""

import sys

from app.core.bundle import read_bundle
from app.core.images import Picture
from app.recognition.litert import LiteRTClassifier
from app.recognition.pages import read
from tests.pages.pages import LOOKS, blank_page, make_page
from tests.pages.scores import Score, score_of

FIRST_SEED = 90_000
"""Pages from here on have chosen nothing in the reader."""
TOUCHING = "touching"
_APART = 1_000
"""So far apart begin the seeds of two conditions: no hand is read twice."""
_TOUCHING_PAGES = 12
"""Of pages with touching digits so many times more are read: they hold few."""


def measured(name: str, pages: int, classifier: LiteRTClassifier, *, first: int = FIRST_SEED) -> Score:
    """Return the score over pages of a condition."""
    score = Score()
    for seed in range(first, first + pages):
        page = make_page(LOOKS[name], seed)
        score += score_of(page.text, read(Picture(page.pixels), classifier).text)
    return score


def invented_on_blank(name: str, pages: int, classifier: LiteRTClassifier, *, first: int = FIRST_SEED) -> int:
    """Return how many digits were read on pages that nobody wrote on."""
    texts = (
        read(Picture(blank_page(LOOKS[name], seed).pixels), classifier).text for seed in range(first, first + pages)
    )
    return sum(len(text.replace("\n", "")) for text in texts)


def main(pages: int) -> None:
    """Print a line a condition."""
    classifier = LiteRTClassifier(read_bundle("digits"))
    print("condition       digits   right  exact pages  invented a page  on blank pages")
    apart = Score()
    for place, name in enumerate(LOOKS):
        first = FIRST_SEED + _APART * place
        score = measured(name, pages * (_TOUCHING_PAGES if name == TOUCHING else 1), classifier, first=first)
        blank = invented_on_blank(name, max(pages // 4, 1), classifier, first=first)
        apart = apart if name == TOUCHING else apart + score
        exact = f"{score.exact}/{score.pages}"
        print(
            f"{name:15} {score.digits:6} {score.share:7.2%} {exact:>12} {score.invented / score.pages:16.2f} {blank:15}"
        )
        if name == TOUCHING and score.pairs:
            print(f"touching pairs  {score.pairs:6} {score.right_pairs / score.pairs:7.2%}")
    total = apart
    print(f"{'all but touching':15} {total.digits:5} {total.share:7.2%} {total.exact:>8}/{total.pages}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12)
