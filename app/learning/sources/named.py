"""MNIST and Fashion-MNIST by name: on this computer, or fetched once and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.paths import data_dirs
from app.learning.dataset import DIGIT_NAMES, FASHION_NAMES, DataSet, check_labels
from app.learning.sources.download import RemoteFile, fetch
from app.learning.sources.kinds import read_folder
from app.learning.sources.places import cache_dir, not_here
from app.learning.sources.watch import Watch


@dataclass(frozen=True, slots=True)
class NamedSet:
    """A data set that everybody knows: its classes, its four files, and where to fetch them."""

    class_names: tuple[str, ...]
    files: tuple[RemoteFile, ...]
    mirrors: tuple[str, ...]
    counts: tuple[int, int] = (60_000, 10_000)

    @property
    def download_bytes(self) -> int:
        """Return the size of all the files."""
        return sum(file.size for file in self.files)


def _four(*facts: tuple[int, str]) -> tuple[RemoteFile, ...]:
    names = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")
    return tuple(RemoteFile(f"{name}-ubyte.gz", *fact) for name, fact in zip(names, facts, strict=True))


# Sizes and hashes as https://github.com/tensorflow/datasets records them (url_checksums).
NAMED_SETS: Mapping[str, NamedSet] = MappingProxyType(
    {
        "mnist": NamedSet(
            DIGIT_NAMES,
            _four(
                (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            ),
            (
                "https://storage.googleapis.com/cvdf-datasets/mnist/",
                "https://ossci-datasets.s3.amazonaws.com/mnist/",
            ),
        ),
        "fashion-mnist": NamedSet(
            FASHION_NAMES,
            _four(
                (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
            ),
            (
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
                "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
                # Has no https; the hash decides what is kept.
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            ),
        ),
    }
)


def local_folder(name: str) -> Path | None:
    """Return the folder of a named set where it is on this computer, whole; what was fetched counts only whole."""
    for root in data_dirs():
        folder = root / name
        if root != cache_dir() and folder.is_dir():
            return folder
        if root == cache_dir() and all((folder / file.name).is_file() for file in NAMED_SETS[name].files):
            return folder
    return None


def load_named(name: str, watch: Watch, *, may_download: bool) -> DataSet:
    """Load a named set, after fetching it where it is missing and ``may_download``.

    Raises:
        DataSetError: it is not here and cannot be fetched, or damaged; says what to do.
    """
    known = NAMED_SETS[name]
    folder = local_folder(name)
    if folder is None:
        if not may_download:
            raise not_here(name)
        folder = _download(name, known, watch)
    content = read_folder(folder, watch)
    for part in (content.train, content.test):
        check_labels(part, known.class_names, where=shown(folder))
    if not len(content.test):
        raise DataSetError(
            said("The test part of “{name}” is missing in “{folder}”.", name=name, folder=shown(folder)),
            "Put its four files there.",
        )
    return DataSet(name, known.class_names, content.train, content.test, content.sha256, str(folder))


def _download(name: str, known: NamedSet, watch: Watch) -> Path:
    folder = cache_dir() / name
    done = 0
    for file in known.files:
        if not (folder / file.name).is_file():
            try:
                fetch(file, known.mirrors, folder, watch, done=done, total=known.download_bytes)
            except DataSetError as error:
                raise not_here(name, error.message) from None
        done += file.size
    return folder
