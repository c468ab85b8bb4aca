"""Networks that name a thing of a thousand kinds in any photo: what there is, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SIDE = 224
CLASSES = 1000


@dataclass(frozen=True, slots=True)
class ImageNetModel:
    """One network of ``keras.applications``: its class there, and its file of weights, whose MD5 Keras publishes."""

    title: str
    builder: str
    url: str
    file_name: str
    size: int
    md5: str


_BASE = "https://storage.googleapis.com/tensorflow/keras-applications/"


def _model(title: str, builder: str, folder: str, size: int, md5: str) -> ImageNetModel:
    name = f"{builder.lower()}_weights_tf_dim_ordering_tf_kernels.h5"
    return ImageNetModel(title, builder, f"{_BASE}{folder}/", name, size, md5)


IMAGENET: Mapping[str, ImageNetModel] = MappingProxyType(
    {
        "resnet50": _model("ResNet50", "ResNet50", "resnet", 102_967_424, "2cb95161c43110f7111970584f804107"),
        "vgg16": _model("VGG16", "VGG16", "vgg16", 553_467_096, "64373286793e3c8b2b4e3219cbf3544b"),
        "vgg19": _model("VGG19", "VGG19", "vgg19", 574_710_816, "cbe5617147190e668d6c5d5026f83318"),
    }
)
"""The networks by the names that the command line takes, the smallest first."""


@dataclass(frozen=True, slots=True)
class Named:
    """One answer: WordNet's id, the name for people, and how probable it is."""

    id: str
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class ImageNetAnswer:
    """What a network says of one picture, most probable first, and how long loading and answering took."""

    path: str
    model: str
    top: tuple[Named, ...]
    loading_s: float
    classifying_s: float


@dataclass(frozen=True, slots=True)
class ImageNetFailure:
    """A picture that could not be read, and why: a sentence and a hint."""

    path: str
    message: str
    hint: str
