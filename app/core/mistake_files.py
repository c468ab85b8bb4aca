"""The wrongly answered pictures of an evaluation as files."""

import csv
import io
import re
from pathlib import Path

from PIL import Image

from app.core.confusion import as_cell
from app.core.evaluation import Report
from app.core.files import check_free, replaced_folder

TABLE_NAME = "mistakes.csv"
_NOT_A_NAME = re.compile(r"[^\w-]+")


def write_mistakes(report: Report, folder: Path) -> int:
    """Write each kept mistake as a PNG and ``mistakes.csv`` with what it is and was taken for; return their number.

    Raises:
        InkdigitError: the folder holds something already.
        OSError: it cannot be written.
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


def _as_file_name(name: str) -> str:
    return _NOT_A_NAME.sub("-", name)[:40].strip("-") or "class"
