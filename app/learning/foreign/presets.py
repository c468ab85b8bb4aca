"""The networks of the presets as configurations, for files that hold weights alone."""

from app.learning import networks


def config_of_preset(preset: str, classes: int) -> bytes:
    """Return the configuration of a preset's network with ``classes`` answers, as Keras writes it."""
    config: str = networks.build(preset, classes, {}).to_json()
    return config.encode()
