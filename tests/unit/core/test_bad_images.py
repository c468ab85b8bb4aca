"""Files that are damaged, hostile or no pictures: each gets a sentence, and none of them much time or memory."""

import os
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.core import images
from app.core.errors import ImageError
from app.core.images import Picture, decode_picture, read_picture
from tests.tries import least
from tests.unit.core.pictures import drawn, encoded

FIVE = drawn()
KINDS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")


def refusal(content: bytes) -> ImageError:
    with pytest.raises(ImageError) as caught:
        decode_picture(content, name="five.png")
    error = caught.value
    assert error.message.startswith("“five.png” ")
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    return error


def read_refusal(path: Path) -> str:
    with pytest.raises(ImageError) as caught:
        read_picture(path)
    assert caught.value.hint
    return caught.value.message


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG whose header claims a size, with chunks of (kind, data) behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def bmp(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_a_file_is_refused_as_cut_off(kind: str, share: float) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    content = encoded(noise, kind)
    assert "cut off" in refusal(content[: int(len(content) * share)]).message


OTHER_FILES = {
    "text": b"hello, I am a text",
    "one byte": b"\x89",
    "only a signature": b"\x89PNG\r\n\x1a\n",
    "a program": b"\x7fELF" + bytes(200),
    "zeros": bytes(5000),
    "a PostScript program": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 50 50\n/x (touch /tmp/x) def\n",
}


@pytest.mark.parametrize("content", OTHER_FILES.values(), ids=OTHER_FILES.keys())
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert "not a picture" in refusal(content).message


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"%PDF-1.7\n...", "PDF"), (b"<svg xmlns='x'></svg>", "SVG"), (b"\0\0\0\x18ftypheic" + bytes(30), "HEIC")],
)
def test_the_hint_knows_common_files_that_are_no_pictures_here(content: bytes, word: str) -> None:
    assert word in refusal(content).hint


def test_a_program_without_a_decoder_does_not_claim_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.features.check", lambda _name: False)
    content = b"\0\0\0\x1cftypavif" + bytes(20)
    assert refusal(content + b"\0\0\0\x08free").hint == (
        "It is an AVIF picture: save it as a PNG or a JPEG first. Inkdigit reads PNG, JPEG, BMP, GIF, TIFF and WebP."
    )


def test_an_empty_file_is_called_empty() -> None:
    assert "empty" in refusal(b"").message


@pytest.mark.parametrize("make", [png, bmp])
@pytest.mark.parametrize("size", [(60_000, 60_000), (20_001, 1), (10_000, 9_000), (2**31 - 1, 2**31 - 1)])
def test_a_header_that_claims_too_much_is_refused_before_decoding(
    make: Callable[[int, int], bytes], size: tuple[int, int]
) -> None:
    tracemalloc.start()
    try:
        message = refusal(make(*size)).message
        assert "pixels" in message or "not a picture" in message
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [(0, 0), (0, 10), (10, 0)])
def test_a_picture_without_pixels_is_refused(size: tuple[int, int]) -> None:
    assert refusal(png(*size)).message


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    with path.open("wb") as file:
        file.truncate(images.MAX_FILE_BYTES + 1)
    assert "larger than 64 MB" in read_refusal(path)
    assert "larger than 64 MB" in refusal(bytes(images.MAX_FILE_BYTES + 1)).message


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
@pytest.mark.alone
def test_a_bomb_in_a_text_or_a_profile_costs_little(kind: bytes) -> None:
    bomb = zlib.compress(bytes(100_000_000))
    data = b"k\0\0\0\0" + bomb if kind == b"iTXt" else b"k\0\0" + bomb
    if kind == b"iTXt":
        data = b"k\0\x01\0\0\0" + bomb
    picture = png(10, 10, (kind, data), (b"IDAT", zlib.compress(bytes(11 * 10))))

    def seconds() -> float:
        started = time.perf_counter()
        tracemalloc.start()
        try:
            outcome_of(picture)
            assert tracemalloc.get_traced_memory()[1] < 20_000_000
        finally:
            tracemalloc.stop()
        return time.perf_counter() - started

    assert least(seconds, limit=2) < 2


def test_a_decoder_that_goes_on_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_SECONDS", -1.0)
    assert "too long" in refusal(encoded(Image.effect_noise((200, 200), 90))).message


def test_missing_and_folder_and_permission(tmp_path: Path) -> None:
    assert "no file" in read_refusal(tmp_path / "nothing.png")
    assert "no file" in read_refusal(tmp_path / "no" / "such" / "folder.png")
    assert "is a folder" in read_refusal(tmp_path)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert "circle" in read_refusal(tmp_path / "circle")
    assert "file name" in read_refusal(Path("nul\0byte.png"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(encoded(FIVE))
    path.chmod(0)
    assert "may not read" in read_refusal(path)


def test_a_permission_error_becomes_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(encoded(FIVE))

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert "may not read" in read_refusal(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_or_a_device_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "device or a pipe" in read_refusal(tmp_path / "pipe.png")
    assert "device or a pipe" in read_refusal(Path("/dev/zero"))


@pytest.mark.skipif(os.name != "posix", reason="such names exist on POSIX only")
def test_a_name_that_is_not_text_can_be_read_and_refused(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"f\xfcnf.png")
    path.write_bytes(encoded(FIVE))
    assert read_picture(path).size == (200, 200)
    path.write_bytes(b"garbage")
    read_refusal(path).encode("utf-8")


@pytest.mark.alone
def test_thousands_of_tiny_tiles_or_frames_end_soon() -> None:
    frames = [Image.new("P", (4, 4), number % 200) for number in range(2000)]

    def seconds() -> float:
        started = time.perf_counter()
        outcome_of(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
        return time.perf_counter() - started

    assert least(seconds, limit=5) < 5


def outcome_of(content: bytes) -> Picture | ImageError:
    try:
        return decode_picture(content, name="fuzz")
    except ImageError as error:
        return error


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_give_a_picture_or_a_sentence(kind: str) -> None:
    rng = np.random.default_rng(sum(kind.encode()))
    whole = encoded(drawn(canvas=(60, 50), height=40, brush=5), kind)
    refused = 0
    started = time.process_time()
    for _ in range(60):
        content = bytearray(whole)
        for at in rng.integers(0, len(content), rng.integers(1, 12)):
            content[at] = rng.integers(0, 256)
        if rng.random() < 0.3:
            start = int(rng.integers(0, len(content)))
            del content[start : start + int(rng.integers(1, 40))]
        outcome = outcome_of(bytes(content))
        refused += isinstance(outcome, ImageError)
        if isinstance(outcome, Picture):
            assert outcome.pixels.dtype == np.uint8
            assert outcome.pixels.shape[2] == 3
    assert refused > 5
    assert time.process_time() - started < 20
