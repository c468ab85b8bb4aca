"""Measuring a model for its report card: test sets, changes of place, size, pen and angle, and what is no digit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from app.core.bundle import Card
from app.core.errors import DataSetError, said
from app.core.evaluation import Material, Report, Samples, measure
from app.core.events import Progress
from app.core.inkfinder import find_ink
from app.core.job import Report as ReportTo
from app.core.job import Token
from app.core.prediction import Verdict
from app.core.preprocessing import FASHION_NAMES
from app.core.raster import Raster, raster_of_drawing, raster_of_ink, raster_of_lines
from app.core.report import MAX_WORST, Figure, Group, ReportCard, counted
from app.core.stages import painted
from app.core.trained_again import figures_of, group_of, trained_again
from app.core.verdict import Logits, predictions_of
from app.learning import outsiders
from app.learning.dataset import DIGIT_NAMES, DataSet
from app.learning.datasets import Images, Part, load_dataset
from app.learning.garments import DrawnGarments
from app.learning.placement import draw_at
from app.learning.strokes import StrokeSample, part_of, pen_strokes_path, read_unipen, split_writers

PLACES = {
    f"{row} {column}".strip(): (x, y)
    for (row, y), (column, x) in product(
        (("upper", 0.0), ("middle", 0.5), ("lower", 1.0)), (("left", 0.0), ("centre", 0.5), ("right", 1.0))
    )
}
SIZES = (0.15, 0.4, 0.65, 0.9)
BRUSHES = (2.0, 8.0, 20.0, 40.0)
ANGLES = (-30, -20, -10, 0, 10, 20, 30)
_DRAWN = len(PLACES) * len(SIZES)
_PAINTED = [(size, brush) for size, brush in product(SIZES, BRUSHES) if brush <= size * 280 / 4]
"""Without brushes that would flood the digit."""
_KINDS = 6
"""How many kinds of what is no digit there are at most."""
SEED = 20_000
"""Far from any training's, so that nothing made from it was learned from."""
_WRITER_SAMPLES, _PAINTED_SAMPLES, _OUTSIDERS = 300, 400, 1000
_DIGITS_DATA, _GARMENTS_DATA = "mnist", "fashion-mnist"
LogitsOf = Callable[[Images], Logits]


def report_card(card: Card, logits_of: LogitsOf, *, share: float = 1.0, report: ReportTo, token: Token) -> ReportCard:
    """Measure the model of ``card``; of every count of pictures only ``share`` (0-1] is taken.

    What data is missing on this computer is left out and named.

    Raises:
        DataSetError: the model has classes that nothing here can measure.
        Cancelled: ``token`` was cancelled.
    """
    measuring = _Measuring(card, logits_of, share, report, token)
    if card.class_names == DIGIT_NAMES:
        return measuring.digits()
    return measuring.others()


class _Measuring:
    def __init__(self, card: Card, logits_of: LogitsOf, share: float, report: ReportTo, token: Token) -> None:
        self._card, self._logits_of, self._share = card, logits_of, share
        self._report, self._token = report, token
        self._missing: list[str] = []
        self._step = self._steps = 0

    def digits(self) -> ReportCard:
        """Measure all that is known of digits."""
        mnist, people = self._data(_DIGITS_DATA), self._people()
        self._steps = _KINDS + (_DRAWN + len(_PAINTED) + len(ANGLES) + 2 if people else 0)
        evaluations, groups = [], []
        headline: list[Figure] = []
        if mnist is not None:
            evaluations.append(self._evaluated("MNIST test", mnist.test.images, mnist.test.labels))
            headline += _figures_of(evaluations[-1], at_least=0.997)
        if people:
            part = part_of(people)
            evaluations.append(self._evaluated("Unseen writers", part.images, part.labels))
            headline += _figures_of(evaluations[-1], at_least=0.995)
            groups = [*self._by_placement(people), self._by_angle(people), self._by_polarity(people)]
            headline += [_spread(groups[0]), _spread(groups[1])]
        refused = sum(each.verdicts.get(str(Verdict.NOT_A_DIGIT), 0) for each in evaluations)
        if total := sum(each.n for each in evaluations):
            headline.append(counted("Real digits refused", refused, total, at_most=0.005))
        no_digits = self._no_digits(people, None if mnist is None else mnist.test.images)
        return self._card_of(headline, evaluations, [*groups, no_digits])

    def others(self) -> ReportCard:
        """Measure a model of other classes on the one data set that shows them."""
        name = str(next((source.get("name") for source in self._card.fields.get("data", [])), _GARMENTS_DATA))
        data = self._data(name)
        if data is None:
            raise DataSetError(
                said("There is nothing on this computer to measure “{name}” with.", name=self._card.name),
                said("Put the data set “{name}” in the data folder.", name=name),
            )
        part = data.measured
        evaluation = self._evaluated(name, part.images, part.labels)
        if self._card.class_names != FASHION_NAMES:
            return self._card_of(_figures_of(evaluation, at_least=None), [evaluation], [])
        self._steps = _KINDS
        groups = [self._drawn_garments(part), self._no_garments(self._data(_DIGITS_DATA))]
        return self._card_of(_figures_of(evaluation, at_least=0.945), [evaluation], groups)

    def _card_of(self, headline: list[Figure], evaluations: list[Report], groups: list[Group]) -> ReportCard:
        card = self._card
        if again := trained_again(card.fields):
            headline = [*headline, *figures_of(again)]
            groups = [*groups, group_of(again)]
        note = "Shares with their 95 % interval (Wilson), and what is aimed at."
        return ReportCard(
            card.name, card.version, card.class_names, SEED, Group("headline", "At a glance", note, tuple(headline)),
            tuple(evaluations), tuple(groups), _worst(evaluations), tuple(self._missing),
        )  # fmt: skip

    def _data(self, name: str) -> DataSet | None:
        try:
            return load_dataset(name, may_download=False, token=self._token)
        except DataSetError as error:
            self._missing.append(f"{name}: {error}")
            return None

    def _people(self) -> list[StrokeSample]:
        """Return the digits of writers that no training here learns from."""
        try:
            people = split_writers(read_unipen(pen_strokes_path())).test
        except DataSetError as error:
            self._missing.append(f"pen-strokes: {error}")
            return []
        return people

    def _count(self, count: int) -> int:
        return max(1, round(count * self._share))

    def _tell(self) -> None:
        self._token.raise_if_cancelled()
        self._report(Progress("measuring", self._step, self._steps))
        self._step += 1

    def _evaluated(self, name: str, images: Images, labels: npt.NDArray[np.uint8]) -> Report:
        n = self._count(len(labels))
        material = Material(name, self._card.class_names, images[:n], labels[:n])
        return measure(self._card, material, self._logits_of, report=self._report, token=self._token)

    def _right(self, name: str, rasters: list[Raster], samples: Sequence[StrokeSample], *, column: str = "") -> Figure:
        labels = np.array([sample.label for sample in samples])
        answers = self._logits_of(np.stack(rasters)).argmax(axis=1)
        return counted(name, int((answers == labels).sum()), len(labels), column=column)

    def _by_placement(self, people: list[StrokeSample]) -> Iterator[Group]:
        """Yield the accuracy by place, size and brush, as strokes and as painted pictures."""
        few = _spread_over(people, self._count(_WRITER_SAMPLES))
        fewer = _spread_over(people, self._count(_PAINTED_SAMPLES))
        note = f"{len(few)} digits of unseen writers, drawn on the canvas anew and read as the window does."
        yield Group("strokes", "Drawn elsewhere, larger, smaller", note, tuple(self._drawn(few)))
        note = f"{len(fewer)} digits of unseen writers, painted with that brush and read as pixels."
        yield Group("pictures", "Painted with other brushes", note, tuple(self._painted(fewer)))

    def _drawn(self, samples: Sequence[StrokeSample]) -> Iterator[Figure]:
        for (place, corner), size in product(PLACES.items(), SIZES):
            self._tell()
            rasters = [raster_of_drawing(draw_at(each, corner=corner, size=size, brush=20)) for each in samples]
            yield self._right(place, rasters, samples, column=f"{size:.0%}")

    def _painted(self, samples: Sequence[StrokeSample]) -> Iterator[Figure]:
        for size, brush in _PAINTED:
            self._tell()
            drawings = [draw_at(each, corner=(0.5, 0.5), size=size, brush=brush) for each in samples]
            rasters = [raster_of_ink(painted(drawing)) for drawing in drawings]
            yield self._right(f"{size:.0%} of the canvas", rasters, samples, column=f"brush {brush:g}")

    def _by_angle(self, people: list[StrokeSample]) -> Group:
        figures = []
        samples = _spread_over(people, self._count(len(people)))
        for angle in ANGLES:
            self._tell()
            turn = _turn(angle)
            rasters = [raster_of_lines([line @ turn for line in sample.lines]) for sample in samples]
            figures.append(self._right(f"{angle}°", rasters, samples))
        return Group("rotation", "Turned", f"{len(samples)} digits of unseen writers, clockwise.", tuple(figures))

    def _by_polarity(self, people: list[StrokeSample]) -> Group:
        samples = _spread_over(people, self._count(_PAINTED_SAMPLES))
        pictures = [painted(draw_at(each, corner=(0.5, 0.5), size=0.6, brush=12)) for each in samples]
        figures = []
        for name, paper, ink in (("dark ink on white", 250, 30), ("light ink on a dark board", 25, 230)):
            self._tell()
            shades = [np.round(paper + (ink - paper) * (each / 255.0)).astype(np.uint8) for each in pictures]
            rasters = [raster_of_ink(find_ink(np.repeat(each[:, :, None], 3, axis=2))) for each in shades]
            figures.append(self._right(name, rasters, samples))
        return Group("polarity", "Dark on light, light on dark", "As pictures; found by itself.", tuple(figures))

    def _no_digits(self, people: list[StrokeSample], digits: Images | None) -> Group:
        n = self._count(_OUTSIDERS)
        kinds = {
            "Scribbles": (outsiders.scribbles(n, SEED), 0.02),
            "Printed letters": (outsiders.letters(n, SEED), 0.10),
            "Blank, dots, level lines": (outsiders.blanks_and_dots(self._count(200), SEED), 0.0),
        }
        if people:
            kinds["Two digits at once, strokes"] = (outsiders.pairs_of_strokes(people, n, SEED), 0.10)
        if digits is not None:
            kinds["Two digits at once, pictures"] = (outsiders.pairs_of_pictures(digits, n, SEED), 0.10)
        garments = self._data(_GARMENTS_DATA)
        if garments is not None:
            kinds["Garments of Fashion-MNIST"] = (outsiders.framed(garments.test.images[:n]), 0.01)
        note = "The share of them that is called a digit for sure."
        return Group("no-digits", "What is no digit", note, tuple(self._accepted(kinds)))

    def _drawn_garments(self, garments: Part) -> Group:
        self._tell()
        rng = np.random.default_rng([SEED, 6])
        pictures, labels = DrawnGarments(garments).examples(self._count(_OUTSIDERS), rng)
        right = int((self._logits_of(pictures).argmax(axis=1) == labels).sum())
        note = "Silhouettes of the test garments with a line around them, which is what a drawn outline becomes."
        return Group("drawn", "Drawn as outlines", note, (counted("outlines", right, len(labels)),))

    def _no_garments(self, mnist: DataSet | None) -> Group:
        n = self._count(_OUTSIDERS)
        kinds = {
            "Scribbles, drawn": (outsiders.drawn_scribbles(n, SEED), 0.02),
            "Digits, drawn": (outsiders.drawn_digits(n, SEED), 0.02),
            "Printed letters": (outsiders.letters(n, SEED), 0.10),
        }
        if mnist is not None:
            kinds["Digits of MNIST"] = (mnist.test.images[:n], 0.01)
        note = "The share of them that is called a garment for sure."
        return Group("no-garments", "What is no garment", note, tuple(self._accepted(kinds)))

    def _accepted(self, kinds: Mapping[str, tuple[Images, float]]) -> Iterator[Figure]:
        for name, (pictures, at_most) in kinds.items():
            self._tell()
            if not len(pictures):
                self._missing.append(f"{name}: no font for them is installed here.")
                continue
            verdicts = [each.verdict for each in predictions_of(pictures, self._logits_of(pictures), self._card)]
            yield counted(name, verdicts.count(Verdict.DIGIT), len(pictures), at_most=at_most)


def _figures_of(report: Report, *, at_least: float | None) -> list[Figure]:
    """Return the figures of one evaluation to read first."""
    right = report.n - report.wrong
    figures = [
        counted(f"{report.data}: right", right, report.n, at_least=at_least),
        Figure(f"{report.data}: calibration error", report.ece, report.n, at_most=0.005),
    ]
    if report.wrong:
        doubted = round(report.wrong_flagged * report.wrong)
        figures.append(counted(f"{report.data}: wrong answers doubted", doubted, report.wrong, at_least=0.6))
    if right:
        doubted = round(report.right_flagged * right)
        figures.append(counted(f"{report.data}: right answers doubted", doubted, right, at_most=0.01))
    return figures


def _spread(group: Group) -> Figure:
    return Figure(f"{group.title}: best less worst", group.spread, group.figures[0].n, at_most=0.003)


def _worst(reports: list[Report]) -> Samples | None:
    """Return the surest mistakes of all evaluations."""
    mistakes = [report.mistakes for report in reports if len(report.mistakes)]
    if not mistakes:
        return None
    names = ("images", "indices", "labels", "answers", "confidences")
    joined = Samples(*(np.concatenate([getattr(each, name) for each in mistakes]) for name in names))
    return joined.take(np.argsort(-joined.confidences, kind="stable")[:MAX_WORST])


def _spread_over(samples: list[StrokeSample], count: int) -> list[StrokeSample]:
    """Return ``count`` samples taken evenly, so that every writer is among them."""
    return [samples[int(at)] for at in np.linspace(0, len(samples) - 1, min(count, len(samples)))]


def _turn(degrees: float) -> npt.NDArray[np.float32]:
    """Return what turns points (x, y), y downward, clockwise: ``points @ turn``."""
    angle = np.radians(degrees)
    return np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], dtype=np.float32)
