"""Draw the program's icon for Windows and macOS from its SVG: ``python resources/packaging/icons.py``."""

import io
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[2]
WINDOWS_SIDES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS_SIDES = (16, 32, 64, 128, 256, 512, 1024)


def drawn(renderer: QSvgRenderer, side: int) -> Image.Image:
    """Return the icon as RGBA, ``side`` pixels square."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def main() -> None:
    """Write both files."""
    app = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    renderer = QSvgRenderer(str(ROOT / "resources" / "icons" / "inkdigit.svg"))
    folder = Path(__file__).with_name("icons")
    for name, sides in (("inkdigit.ico", WINDOWS_SIDES), ("inkdigit.icns", MACOS_SIDES)):
        images = [drawn(renderer, side) for side in sides]
        images[-1].save(folder / name, append_images=images[:-1], sizes=[image.size for image in images])
    del app


if __name__ == "__main__":
    main()
