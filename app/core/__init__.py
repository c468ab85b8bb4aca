"""Ink, rasters, predictions, bundles and files: plain Python, NumPy and Pillow, no Qt and no TensorFlow."""
