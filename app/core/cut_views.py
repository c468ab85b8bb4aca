"""What is shown to the judge of cuts: a part of connected ink, and the rest of that ink round it."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.inkfinder import Mask, Plane

VIEW_SIDE = 24
_MARGIN = 0.2
"""Round a part so much of its longer side is seen."""


def view_of(ink: Plane, part: Mask) -> npt.NDArray[np.uint8]:
    """Return the view of a part of ``ink`` (height, width), 0-1: uint8 (24, 24, 2), the part and the rest, 0-255."""
    rows, columns = np.flatnonzero((part & (ink > 0.2)).any(axis=1)), np.flatnonzero((part & (ink > 0.2)).any(axis=0))
    if not len(rows):
        return np.zeros((VIEW_SIDE, VIEW_SIDE, 2), dtype=np.uint8)
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    side = max(bottom - top, right - left) * (1 + 2 * _MARGIN)
    reach = int(side) + 1
    corner = (left + right - side) / 2 + reach, (top + bottom - side) / 2 + reach
    box = (*corner, corner[0] + side, corner[1] + side)
    planes = (np.where(part, ink, 0), np.where(part, 0, ink))
    images = (Image.fromarray(np.pad((plane * 255).astype(np.uint8), reach)) for plane in planes)
    shown = [image.resize((VIEW_SIDE, VIEW_SIDE), Image.Resampling.BILINEAR, box=box) for image in images]
    return np.stack([np.asarray(image) for image in shown], axis=-1)
