"""LiteRT copies of a run's kept epochs, made once and found again by their hashes. A job."""

from pathlib import Path
from typing import Any

import numpy as np

from app.core.bundle import LITERT_NAME
from app.core.epochs import EpochReady, KeptEpoch, copy_folder, forget_old_copies, has_copy
from app.core.errors import InkdigitError, said
from app.core.files import replaced_folder
from app.core.imported import ImportWish
from app.core.job import Report, Token
from app.learning.foreign.reading import read_foreign

_CHECKED_ON = 64


def copy_epochs(kept: tuple[KeptEpoch, ...], *, report: Report, token: Token) -> None:
    """Make the copies that are missing, in the order of ``kept``; report ``EpochReady`` after each.

    A checkpoint that cannot be copied says why in its event, and the others go on.

    Raises:
        Cancelled: ``token`` was cancelled; what was made stays.
    """
    for each in kept:
        token.raise_if_cancelled()
        try:
            report(EpochReady(each.epoch, str(copied(each.path))))
        except InkdigitError as error:
            report(EpochReady(each.epoch, "", error.message))
        except OSError as error:
            report(
                EpochReady(
                    each.epoch, "", said("The checkpoint cannot be read or copied ({reason}).", reason=error.strerror)
                )
            )
    forget_old_copies()


def copied(path: Path) -> Path:
    """Return the folder of a Keras file's LiteRT copy, made now where there is none.

    Raises:
        InkdigitError: the file is damaged, or its copy does not answer as it does.
        OSError: it cannot be read, or the copy cannot be written.
    """
    folder = copy_folder(path)
    if has_copy(folder):
        return folder
    foreign = read_foreign(path, ImportWish())
    from app.learning.export import MAX_DIFFERENCE, export_litert, litert_difference
    from app.learning.foreign.build import build

    network: Any = build(foreign.network, foreign.weights)
    with replaced_folder(folder) as part:
        export_litert(network, part / LITERT_NAME)
        rasters = np.random.default_rng(7).integers(0, 256, (_CHECKED_ON, 28, 28)).astype(np.uint8)
        if litert_difference(network, part / LITERT_NAME, rasters) > MAX_DIFFERENCE:
            raise InkdigitError("The LiteRT copy of this checkpoint does not answer as it does.", "Choose another one.")
    return folder
