"""Pictures, opened in processes of their own: what a file does to its decoder, it does not do to the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app.core.errors import ImageError, said
from app.core.job import Token
from app.core.page_wish import PageWish

if TYPE_CHECKING:
    from app.compute.service import Service, ServiceDeathError
    from app.core.images import Pixels
    from app.recognition.opening import OpenedPage

SECONDS = 20.0
"""Time for one picture, whatever the decoder does; ``core.images`` asks for less of a decoder that can be asked."""
MEMORY_BYTES = 2_000_000_000
"""50 megapixels take about 600 MB."""
_OPENING = "app.recognition.opening"


class PictureProcesses:
    """Open pictures, each thread in a process of its own; the processes are kept warm until ``close``.

    Decoders are native code and their input is anybody's. One that crashes, hangs or takes all memory ends its
    process, and becomes an ``ImageError``. This guards against mishaps: it is no sandbox against a takeover.
    """

    def __init__(self, service: Service | None = None) -> None:
        self._service = service

    @property
    def service(self) -> Service:
        """Return what runs the processes."""
        if self._service is None:
            from app.compute.service import Service  # the first picture needs it, the window does not

            self._service = Service(_OPENING, memory_bytes=MEMORY_BYTES, seconds=SECONDS)
        return self._service

    def open_page(self, path: Path, *, wish: PageWish, token: Token | None = None) -> OpenedPage:
        """Open a picture file; see ``recognition.opening.OpenPage``."""
        return cast("OpenedPage", self._run("open_page", path.name, token, path=path, wish=wish))

    def open_content(self, content: bytes, name: str, *, wish: PageWish, token: Token | None = None) -> OpenedPage:
        """Open a picture from a file's bytes; see ``recognition.opening.open_content``."""
        answer = self._run("open_content", name, token, content=content, name=name, wish=wish)
        return cast("OpenedPage", answer)

    def open_strips(
        self, strips: Sequence[Pixels], name: str, *, wish: PageWish, token: Token | None = None
    ) -> OpenedPage:
        """Open a picture from its pixels; see ``recognition.opening.open_strips``."""
        return cast("OpenedPage", self._run("open_strips", name, token, strips=strips, wish=wish))

    def open_preview(self, path: Path, longest: int, *, token: Token | None = None) -> tuple[tuple[int, int], Pixels]:
        """Return a picture file's size (width, height) and its pixels, the longer side at most ``longest``."""
        answer = self._run("open_preview", path.name, token, path=path, longest=longest)
        return cast("tuple[tuple[int, int], Pixels]", answer)

    def warm(self) -> None:
        """Start a process now: a picture is about to come."""
        self.service.warm()

    def shrink(self) -> None:
        """End the processes that wait, but for one."""
        if self._service is not None:
            self._service.shrink()

    def close(self) -> None:
        """End the processes. A picture opened later starts another."""
        if self._service is not None:
            self._service.close()

    def _run(self, function: str, name: str, token: Token | None, /, **arguments: Any) -> object:
        from app.compute.service import ServiceDeathError

        try:
            return self.service.run(f"{_OPENING}:{function}", token=token, **arguments)
        except ServiceDeathError as death:
            raise _sentence(death, name) from death


def _sentence(death: ServiceDeathError, name: str) -> Exception:
    """Return what to say of a picture whose process has died."""
    from app.core.files import shown

    if death.is_late:
        return ImageError(
            said("“{name}” takes too long to decode.", name=shown(name)), "Save it again as a PNG or a JPEG."
        )
    if death.was_memory_short:
        return ImageError(
            said("“{name}” does not fit into memory.", name=shown(name)), "Close other programs, or save it smaller."
        )
    if death.has_crashed:
        return ImageError(
            said("“{name}” made its decoder crash: it is damaged, or made to do harm.", name=shown(name)),
            "Open it in another program, and save it from there as a PNG.",
        )
    return ImageError(
        said("“{name}” was not read: {reason}", name=shown(name), reason=death.message.lowered()), "Open it once more."
    )
