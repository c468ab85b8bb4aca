"""Fetching a file of known size and hash: from one mirror after the other, resumed, and given up at once on cancel."""

import hashlib
import http.client
import os
import queue
import re
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from app import __version__
from app.core.errors import DataSetError, Sentence, said
from app.core.files import shown
from app.core.locks import locked
from app.learning.sources.watch import Watch

TIMEOUT_S = 15.0
_POLL_S = 0.1
_CHUNK = 1 << 16
_MAX_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file that is what it should be if it has this size and this SHA-256, or where only that is known, this MD5."""

    name: str
    size: int
    sha256: str
    md5: str = ""


class _Unusable(Exception):  # noqa: N818 - a reason to try the next mirror
    """A mirror gave nothing that can be used; ``reason`` says why, as a part of a sentence."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def fetch(
    file: RemoteFile, mirrors: Sequence[str], folder: Path, watch: Watch, *, done: int = 0, total: int | None = None
) -> Path:
    """Fetch a file into ``folder`` from the first of ``mirrors`` (addresses that end in "/") that has it.

    What came before an interruption stays beside it, ending in ``.part``, and is gone on from. ``done`` and ``total``
    place this file among others in what the watch is told. Nothing under the file's own name is ever half or wrong.

    Raises:
        DataSetError: no mirror could be reached or gave the right file, or it cannot be written.
        Cancelled: within a moment, even while the network does not answer.
    """
    path, part = folder / file.name, folder / f"{file.name}.part"
    reasons = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for mirror in mirrors:
            with _opened(part) as stream, locked(stream, while_waiting=watch.check):
                if path.is_file():  # another process was quicker
                    part.unlink(missing_ok=True)
                    return path
                reason = _fetch_from(mirror + file.name, file, stream, watch, done, total or file.size)
            if not reason:
                part.replace(path)
                return path
            reasons.append(reason)
            if part.stat().st_size == 0:
                part.unlink()
    except OSError as error:
        raise DataSetError(
            said("“{name}” cannot be written ({reason})", name=shown(path), reason=error.strerror or error),
            "Make room, or check the folder.",
        ) from None
    raise DataSetError(_joined(list(dict.fromkeys(reasons))))


def _joined(reasons: Sequence[str]) -> str:
    text = reasons[0] if reasons else ""
    for reason in reasons[1:]:
        text = said("{first}; {second}", first=text, second=reason)
    return text


def _opened(part: Path) -> IO[bytes]:
    return os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644), "rb+")


def _fetch_from(url: str, file: RemoteFile, part: IO[bytes], watch: Watch, done: int, total: int) -> str:
    """Fill ``part`` from one address; return why that failed, or "" where it is whole and right, and on the disk."""
    host = urllib.parse.urlsplit(url).hostname or url
    try:
        _receive(url, file, part, watch, done, total)
    except _Unusable as error:
        return said("{host} {reason}", host=host, reason=error.reason)
    part.flush()
    os.fsync(part.fileno())
    part.seek(0)
    kind, known = ("sha256", file.sha256) if file.sha256 else ("md5", file.md5)
    if hashlib.file_digest(part, kind).hexdigest() != known:  # type: ignore[arg-type]  # a binary file
        part.truncate(0)
        return said("{host} gave another file than the one known", host=host)
    return ""


def _receive(url: str, file: RemoteFile, part: IO[bytes], watch: Watch, done: int, total: int) -> None:
    """Append what is missing, and tell the watch of each piece."""
    have = part.seek(0, os.SEEK_END)
    if have > file.size:
        part.truncate(0)
        have = part.seek(0)
    if have == file.size:
        return
    transfer = _Transfer(url, have)
    try:
        for piece in transfer.pieces(watch):
            if transfer.is_from_start and have:
                part.truncate(0)
                have = part.seek(0)
            have += len(piece)
            if have > file.size:
                part.truncate(0)
                raise _Unusable(said("gave a larger file than the one known"))
            part.write(piece)
            transfer.is_from_start = False
            watch.tell("downloading", done + have, total)
    finally:
        transfer.close()
        part.flush()
    if have < file.size:
        raise _Unusable(said("ended the transfer too early"))


class _Transfer:
    """One request, in a thread of its own: connecting and receiving block, and a cancel must not wait for them."""

    def __init__(self, url: str, start: int) -> None:
        self._url = url
        self._start = start
        self._pieces: queue.Queue[bytes | Exception | None] = queue.Queue(maxsize=64)
        self._is_over = threading.Event()
        self._response: http.client.HTTPResponse | None = None
        self.is_from_start = False
        threading.Thread(target=self._run, name="download", daemon=True).start()

    def pieces(self, watch: Watch) -> Iterator[bytes]:
        """Yield what arrives, until the end.

        Raises:
            _Unusable: the mirror cannot be reached or refuses.
        """
        while True:
            watch.check()
            try:
                piece = self._pieces.get(timeout=_POLL_S)
            except queue.Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, OSError | http.client.HTTPException | ValueError):
                raise _Unusable(_reason_of(piece))
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def close(self) -> None:
        """End the thread: at its next piece, or when its connection is shut under it."""
        self._is_over.set()
        response = self._response
        if response is not None and not response.isclosed():
            _shut(response)

    def _run(self) -> None:
        try:
            self._receive()
        except urllib.error.HTTPError as error:
            error.close()  # it holds the connection
            self._put(error)
        except Exception as error:  # raised again where the pieces are taken
            self._put(error)

    def _receive(self) -> None:
        headers = {"User-Agent": f"Inkdigit/{__version__}", "Accept-Encoding": "identity"}
        if self._start:
            headers["Range"] = f"bytes={self._start}-"
        request = urllib.request.Request(self._url, headers=headers)
        with _opener().open(request, timeout=TIMEOUT_S) as response:
            self._response = response
            self.is_from_start = not self._goes_on(response)
            while not self._is_over.is_set() and (piece := response.read1(_CHUNK)):
                self._put(piece)
        self._put(None)

    def _goes_on(self, response: http.client.HTTPResponse) -> bool:
        """Say whether the answer begins where we left off; one that begins elsewhere is refused."""
        if response.status == http.HTTPStatus.OK:
            return False
        span = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
        if response.status != http.HTTPStatus.PARTIAL_CONTENT or span is None or int(span[1]) != self._start:
            raise _Unusable(said("answered strangely ({status})", status=response.status))
        return True

    def _put(self, piece: bytes | Exception | None) -> None:
        while not self._is_over.is_set():
            try:
                return self._pieces.put(piece, timeout=_POLL_S)
            except queue.Full:
                continue
        return None


class _SameHostRedirects(urllib.request.HTTPRedirectHandler):
    """Follow a redirect only on the same host, and never from https to http."""

    max_redirections = _MAX_REDIRECTS

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urllib.parse.urlsplit(req.full_url), urllib.parse.urlsplit(newurl)
        if new.hostname != old.hostname or new.scheme not in ("https", old.scheme):
            fp.close()
            raise _Unusable(said("points to another place"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameHostRedirects(),
    ):
        opener.add_handler(handler)  # no files, no FTP
    return opener


def _shut(response: http.client.HTTPResponse) -> None:
    """Wake a thread that waits for bytes."""
    raw = getattr(getattr(response, "fp", None), "raw", None)
    sock = getattr(raw, "_sock", None)
    if isinstance(sock, socket.socket):
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _reason_of(error: Exception) -> Sentence:
    if isinstance(error, urllib.error.HTTPError):
        return said("answered {status}", status=error.code)
    inner = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(inner, TimeoutError):
        return said("does not answer")
    if isinstance(inner, OSError):
        return said("cannot be reached")
    return said("broke off the transfer")
