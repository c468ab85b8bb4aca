"""What reading a folder takes, for ``inkdigit bench batch``: ``python -m app.recognition.batch_bench FOLDER TABLE``.

Reads as ``classify FOLDER --csv TABLE`` does and prints one JSON line: ``pictures``, ``seconds`` and ``cpu_s`` from
the first look at the folder to the last row, and ``rss_mb``, the most memory that this process ever had.
"""

import json
import sys
import time
from pathlib import Path

from app.core.bundle import read_bundle
from app.core.found import found_pictures
from app.core.peak import peak_rss_mb
from app.recognition.batch import read_all
from app.recognition.litert import LiteRTClassifier
from app.recognition.results import picture_fields
from app.recognition.table_file import TableFile


def main(folder: str, table: str) -> None:
    """Read, measure, print."""
    classifier = LiteRTClassifier(read_bundle("digits"))
    began, cpu = time.perf_counter(), time.process_time()
    file = TableFile(Path(table), {})
    pictures = 0
    for outcome in read_all(found_pictures([folder]), classifier):
        file.append(picture_fields(outcome, None))
        pictures += 1
    file.finish()
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - cpu
    print(json.dumps({"pictures": pictures, "seconds": seconds, "cpu_s": cpu_s, "rss_mb": peak_rss_mb()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
