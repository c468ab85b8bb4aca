"""The wrongly answered pictures of an evaluation as files."""

import csv
import io
import re
from pathlib import Path

from PIL import Image

from app.core.confusion import as_cell
from app.core.errors import InkdigitError, said
from app.core.evaluation import Report
from app.core.files import replaced_folder, shown

TABLE_NAME = "mistakes.csv"
_NOT_A_NAME = re.compile(r"[^\w-]+")


def write_mistakes(report: Report, folder: Path) -> int:
    """Write each kept mistake as a PNG and ``mistakes.csv`` with what it is and was taken for; return their number.

    Raises:
        InkdigitError: the folder holds something already, or cannot be written.
    """
    check_free(folder)
    with replaced_folder(folder) as part:
        table = io.StringIO(newline="")
        writer = csv.writer(table)
        writer.writerow(["file", "index", "label", "answer", "confidence"])
        names, mistakes = report.class_names, report.mistakes
        columns = (mistakes.images, mistakes.indices, mistakes.labels, mistakes.answers, mistakes.confidences)
        for image, index, label, answer, confidence in zip(*columns, strict=True):
            is_, said = names[label], names[answer]
            name = f"{index:06d}-{_as_file_name(is_)}-as-{_as_file_name(said)}.png"
            Image.fromarray(image).save(part / name)
            writer.writerow([name, index, as_cell(is_), as_cell(said), f"{confidence:.6f}"])
        text = table.getvalue().encode("utf-8", "backslashreplace")
        (part / TABLE_NAME).write_bytes(text)
    return len(report.mistakes)


def check_free(folder: Path) -> None:
    """Raise an ``InkdigitError`` unless the folder is new or empty: nothing of the user's is ever replaced."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InkdigitError(
            said("“{folder}” exists already.", folder=shown(folder)), "Name a new or an empty folder for the mistakes."
        )


def _as_file_name(name: str) -> str:
    return _NOT_A_NAME.sub("-", name)[:40].strip("-") or "class"
