"""The icon of the program in the forms that Windows and macOS ask for, drawn from its SVG.

    python packaging/icons.py OUT_FOLDER

Writes OUT/boundary.ico and OUT/boundary.icns. Both formats hold PNG pictures as they are.
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "boundary.svg"

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_TYPES = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
"""The types of an ICNS file that hold a PNG, with their side in pixels."""


def png(side: int, source: Path = SOURCE) -> bytes:
    """Return *source* drawn as a square PNG of *side* pixels."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(sizes: tuple[int, ...] = ICO_SIZES) -> bytes:
    """Return an ICO file: a header, an entry of 16 bytes for each picture, the pictures."""
    pictures = [png(side) for side in sizes]
    head = struct.pack("<HHH", 0, 1, len(sizes))
    at = len(head) + 16 * len(sizes)
    entries = b""
    for side, data in zip(sizes, pictures, strict=True):
        written = side % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", written, written, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return head + entries + b"".join(pictures)


def icns() -> bytes:
    """Return an ICNS file: each picture under its type, lengths counting their own heads."""
    parts = b""
    for kind, side in ICNS_TYPES.items():
        data = png(side)
        parts += kind + struct.pack(">I", len(data) + 8) + data
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def main(out: Path) -> None:
    """Write both files into *out*."""
    application = QGuiApplication.instance() or QGuiApplication(["icons", "-platform", "offscreen"])
    out.mkdir(parents=True, exist_ok=True)
    (out / "boundary.ico").write_bytes(ico())
    (out / "boundary.icns").write_bytes(icns())
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
