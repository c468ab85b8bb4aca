"""``models info --layers``: what a model has learned, layer by layer; ``--filters`` draws its first filters."""

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.output import print_json, say
from app.core.errors import InkdigitError
from app.core.files import shown


def add_layer_options(parser: argparse.ArgumentParser) -> None:
    """Register the arguments."""
    parser.add_argument("--layers", action="store_true", help="describe each layer: shape, weights, statistics")
    parser.add_argument("--filters", type=Path, metavar="PNG", help="draw the filters of the first layer")


def show_layers(args: argparse.Namespace) -> int:
    """Print a line a layer, or one JSON object a layer; write the picture of filters."""
    from app.learning.inspection import layer_facts, read_layers, write_filters

    foreign = read_layers(args.model)
    if args.filters is not None:
        try:
            write_filters(foreign, args.filters)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InkdigitError(f"“{shown(args.filters)}” cannot be written ({reason}).", "Choose another.") from None
        say(f"Written: {shown(args.filters)}")
    for layer in layer_facts(foreign) if args.layers else []:
        if args.json:
            print_json(asdict(layer))
            continue
        print(f"{layer.kind:<22} {'×'.join(map(str, layer.shape)):<12} {layer.parameters:>10,}  {shown(layer.name)}")
        for weight in layer.weights:
            shape = "×".join(map(str, weight.shape))
            print(
                f"    {weight.name:<18} {shape:<16} mean {weight.mean:+.3g}, deviation {weight.std:.3g}, "
                f"{weight.low:+.3g} to {weight.high:+.3g}"
            )
    return 0
