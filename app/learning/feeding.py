"""Pictures into ``fit``: one uint8 array in memory, gathered by an order that a seed and the epoch's number give."""

import math
from typing import Any

import numpy as np

from app.core.training import TrainingConfig
from app.learning.backend import keras
from app.learning.batches import Batches
from app.learning.datasets import Part
from app.learning.material import Material


class Order:
    """The order of an epoch. ``epoch`` (from 0) is set before each begins; the same seed and epoch, the same order."""

    def __init__(self, count: int, batch_size: int, *, seed: int, epoch: int) -> None:
        self.epoch = epoch
        self.steps = math.ceil(count / batch_size)
        self.batch_size = batch_size
        self._count, self._seed = count, seed

    def __call__(self) -> Any:
        """Return the indices in the order of this epoch, int64 (count,)."""
        return np.random.default_rng([self._seed, self.epoch]).permutation(self._count)


class Pictures(keras.utils.PyDataset):  # type: ignore[misc]
    """Yield (uint8 (n, 28, 28), int32 (n,)) in an order, for backends other than TensorFlow."""

    def __init__(self, part: Part, order: Order) -> None:
        super().__init__(workers=1, use_multiprocessing=False, max_queue_size=16)
        self._part, self._order = part, order
        self._indices = order()

    def __len__(self) -> int:
        return self._order.steps

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        size = self._order.batch_size
        picked = self._indices[index * size : (index + 1) * size]
        return self._part.images[picked], self._part.labels[picked].astype(np.int32)

    def on_epoch_begin(self) -> None:
        """Shuffle."""
        self._indices = self._order()


def steps_of(material: Material, config: TrainingConfig) -> int:
    """Return how many batches an epoch has."""
    if _is_varied(material, config):
        return len(Batches(material, config))
    return math.ceil(len(material.train) / config.batch_size)


def feed(material: Material, config: TrainingConfig, *, epoch: int) -> tuple[Any, Order]:
    """Return what ``fit`` reads from the epoch ``epoch`` (from 0) on, with ``shuffle=False``, and its order.

    The order's ``epoch`` is to be set when an epoch begins; pictures that are varied count their epochs themselves.
    """
    order = Order(len(material.train), config.batch_size, seed=config.seed, epoch=epoch)
    if _is_varied(material, config):
        return Batches(material, config, epoch=epoch), order
    if keras.backend.backend() == "tensorflow":
        return _stream(material.train, order), order
    return Pictures(material.train, order), order


def _is_varied(material: Material, config: TrainingConfig) -> bool:
    return config.augmentation is not None or material.is_mixed or material.negatives is not None


def _stream(part: Part, order: Order) -> Any:
    """Return a tf.data pipeline that touches Python once an epoch; built as Keras builds its own, and as fast."""
    import tensorflow as tf

    data, count, size = tf.data.Dataset, len(part), order.batch_size
    whole = count // size * size

    def cut(indices: Any) -> Any:
        batches = data.from_tensor_slices(tf.reshape(indices[:whole], (whole // size, size)))
        return batches.concatenate(data.from_tensors(indices[whole:])) if whole < count else batches

    def gathered(indices: Any, pictures: Any) -> Any:
        return tf.gather(pictures[0], indices), tf.gather(pictures[1], indices)

    def shuffled(_: Any) -> Any:
        return tf.ensure_shape(tf.numpy_function(order, [], tf.int64), (count,))

    orders = data.range(1).map(shuffled)  # a generator would take twice as long to begin an epoch
    pictures = data.from_tensors((part.images, part.labels.astype(np.int32))).repeat()
    batches = data.zip((orders.prefetch(1).flat_map(cut), pictures)).map(gathered, num_parallel_calls=tf.data.AUTOTUNE)
    options = tf.data.Options()
    options.experimental_optimization.apply_default_optimizations = False
    options.experimental_distribute.auto_shard_policy = tf.data.experimental.AutoShardPolicy.DATA
    ready = batches.with_options(options).prefetch(tf.data.AUTOTUNE)
    return ready.apply(tf.data.experimental.assert_cardinality(order.steps))


def class_weights(material: Material) -> dict[int, float]:
    """Return weights that let every class count alike, however many pictures it has; their mean over pictures is 1.

    "None of these", where it is learned, has the weight 1.
    """
    classes, labels = len(material.class_names), material.train.labels
    counts = np.bincount(labels, minlength=classes)
    present = int((counts > 0).sum())
    weights = {at: len(labels) / (present * int(count)) if count else 1.0 for at, count in enumerate(counts)}
    return {**weights, classes: 1.0}
