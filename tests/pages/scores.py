"""How well pages were read: digits right, missed and invented, by the shortest way from one text to the other."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Score:
    """Counts over pages: ``digits`` written, ``right`` among them, ``invented`` ones, ``exact`` pages of ``pages``.

    ``right_pairs`` of ``pairs``: rows of two digits that are read exactly.
    """

    pages: int = 0
    exact: int = 0
    digits: int = 0
    right: int = 0
    invented: int = 0
    pairs: int = 0
    right_pairs: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.pages + other.pages,
            self.exact + other.exact,
            self.digits + other.digits,
            self.right + other.right,
            self.invented + other.invented,
            self.pairs + other.pairs,
            self.right_pairs + other.right_pairs,
        )

    @property
    def share(self) -> float:
        """Return the share of digits that are right."""
        return self.right / self.digits if self.digits else 1.0


def score_of(written: str, read: str) -> Score:
    """Compare two texts by the alignment with the fewest edits (Levenshtein 1966); line ends count as signs."""
    edits, right, invented = _alignment(written, read)
    digits = len(written.replace("\n", ""))
    rows, found = written.split("\n"), read.split("\n")
    blocks = SequenceMatcher(None, rows, found, autojunk=False).get_matching_blocks()
    matched = [row for block in blocks for row in rows[block.a : block.a + block.size]]
    pairs, right_pairs = (sum(len(row) == 2 for row in some) for some in (rows, matched))
    return Score(1, int(edits == 0), digits, right, invented, pairs, right_pairs)


def _alignment(written: str, read: str) -> tuple[int, int, int]:
    """Return the number of edits, and of digits that are right and invented on the way."""
    row = [(0, 0, 0)]
    for sign in read:
        edits, right, invented = row[-1]
        row.append((edits + 1, right, invented + (sign != "\n")))
    for mark in written:
        above, row = row, [(row[0][0] + 1, row[0][1], row[0][2])]
        for column, sign in enumerate(read):
            edits, right, invented = above[column]
            is_same = mark == sign
            match = (edits + (not is_same), right + (is_same and mark != "\n"), invented)
            edits, right, invented = above[column + 1]
            missed = (edits + 1, right, invented)
            edits, right, invented = row[-1]
            added = (edits + 1, right, invented + (sign != "\n"))
            row.append(min(match, missed, added, key=lambda way: (way[0], -way[1])))
    return row[-1]
