"""Ink in pictures: which pixels of a scan, a screenshot or a photo are pen, whatever the polarity and the light."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.uint8]
Depth = npt.NDArray[np.float32]

MAX_WORK_SIDE = 1200
"""Pictures are reduced by a whole factor to at most this side: a digit needs 20 pixels of it."""
MIN_CONTRAST = 20.0
"""Grey levels of 255 between paper and the darkest ink below which there is no ink."""
_NOISE_REACH = 5.0


def find_ink(pixels: npt.NDArray[np.uint8]) -> Grey:
    """Return the ink of RGB ``pixels`` (h, w, 3), bright on zeros, uint8, reduced as ``reduction_of`` says."""
    grey = _grey(pixels, reduction_of(pixels.shape[1], pixels.shape[0]))
    depth = _depth(grey)
    return _cleaned(depth)


def reduction_of(width: int, height: int) -> int:
    """Return the whole factor by which a picture is reduced before its ink is looked for."""
    return -(-max(width, height) // MAX_WORK_SIDE)


def _grey(pixels: npt.NDArray[np.uint8], factor: int) -> Grey:
    """Reduce RGB pixels to grey, in strips so that a large photo needs no second copy of itself."""
    rows = max(factor, 2_000_000 // pixels.shape[1] // factor * factor)
    strips = []
    for top in range(0, len(pixels), rows):
        strip = Image.fromarray(np.ascontiguousarray(pixels[top : top + rows]))
        strips.append(np.asarray((strip.reduce(factor) if factor > 1 else strip).convert("L")))
    return np.concatenate(strips)


def _depth(grey: Grey) -> Depth:
    """Return how far each pixel stands out of its ground towards the ink, float32, 0 or more."""
    level = _border_ground(grey)
    away = grey.astype(np.float32) - (_smooth_ground(grey) if level is None else np.float32(level))
    lighter: Depth = np.maximum(away, 0)
    darker: Depth = np.maximum(-away, 0)
    is_light_ink = float((lighter**2).sum()) > float((darker**2).sum())
    return lighter if is_light_ink else darker


def _border_ground(grey: Grey) -> float | None:
    """Return the grey level of a picture's edge where that is one level nearly all around, else None."""
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    low, middle, high = np.percentile(edge, (10, 50, 90))
    contrast = float(np.abs(grey.astype(np.float32) - middle).max())
    return float(middle) if high - low <= 0.1 * contrast else None


def _smooth_ground(grey: Grey) -> Depth:
    """Estimate paper under uneven light: the median of a small copy, without its strokes, scaled up again."""
    small = Image.fromarray(grey)
    small.thumbnail((160, 160), Image.Resampling.BOX)
    reach = max(min(small.size) // 4 * 2 + 1, 3)
    ground = small.filter(ImageFilter.MedianFilter(min(reach, 41))).filter(ImageFilter.GaussianBlur(4))
    return np.asarray(ground.resize((grey.shape[1], grey.shape[0]), Image.Resampling.BILINEAR), dtype=np.float32)


def _cleaned(depth: Depth) -> Grey:
    """Cut off the noise of the ground and bring the ink to 255."""
    top = float(depth.max())
    if top < MIN_CONTRAST:
        return np.zeros(depth.shape, dtype=np.uint8)
    split = _otsu(depth, top)
    ground = depth[depth <= split]
    noise = 1.4826 * float(np.median(ground)) if len(ground) else 0.0
    ink_level = float(np.percentile(depth[depth > split], 90))
    floor = _NOISE_REACH * noise
    if ink_level - floor < MIN_CONTRAST:
        return np.zeros(depth.shape, dtype=np.uint8)
    scaled: Depth = (depth - floor) * np.float32(255.0 / (ink_level - floor))
    ink: Grey = np.clip(scaled.round(), 0, 255).astype(np.uint8)
    return ink


def _otsu(depth: Depth, top: float) -> float:
    """Return the level that best splits ``depth`` into two classes (Otsu 1979)."""
    counts, edges = np.histogram(depth, bins=128, range=(0, top))
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)[:-1]
    above = depth.size - below
    mass = np.cumsum(counts * middles)
    mean_below = mass[:-1] / np.maximum(below, 1)
    mean_above = (mass[-1] - mass[:-1]) / np.maximum(above, 1)
    return float(edges[1 + np.argmax(below * above * (mean_above - mean_below) ** 2)])
