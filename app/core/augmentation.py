"""How pictures are varied while a network learns from them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Augmentation:
    """How far pictures are varied. Angles in degrees, ``shift`` and ``elastic`` in pixels, the rest as shares.

    ``flip`` mirrors half of the pictures left to right: right for garments, wrong for digits. ``erasing`` is the share
    of pictures of which a rectangle is covered with noise (Zhong et al., "Random Erasing Data Augmentation", 2017).
    ``plain`` is the share of pictures that are left as they are.
    """

    rotation: float = 15.0
    scale: float = 0.12
    shear: float = 0.2
    shift: float = 1.5
    elastic: float = 0.9
    thickness: float = 0.5
    flip: bool = False
    erasing: float = 0.0
    plain: float = 0.0

    @property
    def bends(self) -> bool:
        """Whether pixels land between pixels for more reasons than a shift."""
        return any((self.rotation, self.scale, self.shear, self.elastic))


GARMENTS = Augmentation(rotation=0, scale=0, shear=0, shift=2, elastic=0, thickness=0, flip=True, erasing=0.3)
"""For pictures that fill their frame and stand upright."""


def augmentation_for(data: str) -> Augmentation:
    """Return how the pictures of a data set may be varied: garments are mirrored and moved, never turned."""
    return GARMENTS if data == "fashion-mnist" else Augmentation()
