"""The table that ``classify --csv`` writes."""

import csv
import io
from collections.abc import Iterable, Mapping

COLUMNS = ("path", "text", "row", "label", "verdict", "confidence", "x", "y", "width", "height", "error")


def csv_text(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as CSV text (RFC 4180) with ``COLUMNS``; what a row lacks stays empty.

    A relative path that a spreadsheet would take for a formula is written with "./" before it. Bytes of a name that
    are not UTF-8 are written as a backslash and their code.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for row in rows:
        path = str(row["path"])
        writer.writerow({**row, "path": f"./{path}" if path.startswith(("=", "+", "-", "@", "\t", "\r")) else path})
    return out.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")
