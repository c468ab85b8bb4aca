"""Classifiers: from a 28×28 raster to a prediction."""
