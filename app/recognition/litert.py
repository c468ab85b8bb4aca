"""The classifier of the window: LiteRT on one CPU thread, in process, without TensorFlow."""

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter

from app.core.bundle import Bundle, Card
from app.core.errors import BundleError, KerasNeeded, said
from app.core.job import checkpoint
from app.core.prediction import Prediction
from app.core.raster import SIDE, Raster
from app.core.verdict import Logits, predictions_of
from app.recognition.classifier import checked_rasters
from app.recognition.quiet import without_lines

_BATCH = 64
_DELEGATE_NOTE = b"INFO: Created TensorFlow Lite XNNPACK delegate"
"""Written once a process; LiteRT's Python API cannot lower its log level."""


class LiteRTClassifier:
    """Run a bundle's ``model.tflite``. Not thread-safe: each thread makes its own."""

    device = "CPU (LiteRT)"

    def __init__(self, bundle: Bundle, *, content: bytes | None = None) -> None:
        """Load and warm up the model, from ``content`` instead of the bundle's file where that is given.

        Raises:
            BundleError: LiteRT cannot run the file, or it does not map (n, 28, 28) to one logit per class.
        """
        self.card: Card = bundle.card
        if content is None and not bundle.has_litert and not bundle.litert_path.exists():
            raise KerasNeeded(bundle.card.name)
        self._bundle, self._content = bundle, content
        model = {"model_path": str(bundle.litert_path)} if content is None else {"model_content": content}
        try:
            self._interpreter = Interpreter(**model, num_threads=1)
            self._input = self._interpreter.get_input_details()[0]
            self._output = self._interpreter.get_output_details()[0]["index"]
            self._batch = 0
            with without_lines(_DELEGATE_NOTE):
                answer = self.logits(np.zeros((1, SIDE, SIDE), dtype=np.uint8))
        except (ValueError, RuntimeError, IndexError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise BundleError(
                said("The model “{name}” cannot run here: {reason}.", name=bundle.card.name, reason=reason),
                "Choose another one.",
            ) from error
        if answer.shape != (1, len(self.card.class_names)) or not np.isfinite(answer).all():
            raise BundleError(
                said("The model “{name}” does not answer as its card says.", name=bundle.card.name),
                "Choose another one.",
            )

    def twin(self) -> "LiteRTClassifier":
        """Return another classifier of the same model, for another thread."""
        return LiteRTClassifier(self._bundle, content=self._content)

    def logits(self, rasters: npt.NDArray[np.uint8]) -> Logits:
        """Return float32 (n, classes) for uint8 (n, 28, 28), 0-255, ink bright on black."""
        images = checked_rasters(rasters)
        batches = []
        for start in range(0, len(images), _BATCH):
            checkpoint()
            batches.append(self._run(images[start : start + _BATCH]))
        return np.concatenate(batches) if batches else np.zeros((0, len(self.card.class_names)), dtype=np.float32)

    def classify(self, raster: Raster) -> Prediction:
        """Return the prediction for one raster, uint8 (28, 28)."""
        rasters = checked_rasters(np.asarray(raster)[None])
        return predictions_of(rasters, self._run(rasters), self.card)[0]

    def _run(self, rasters: npt.NDArray[np.uint8]) -> Logits:
        if len(rasters) != self._batch:
            self._interpreter.resize_tensor_input(self._input["index"], (len(rasters), SIDE, SIDE), strict=True)
            self._interpreter.allocate_tensors()
            self._batch = len(rasters)
        self._interpreter.set_tensor(self._input["index"], rasters.astype(self._input["dtype"]))
        self._interpreter.invoke()
        logits: Logits = self._interpreter.get_tensor(self._output)
        return logits
