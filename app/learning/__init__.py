"""Data sets, networks, training, evaluation: the only home of Keras and TensorFlow."""
