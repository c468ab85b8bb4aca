import re
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.errors import BundleError
from app.core.imported import ImportWish
from app.core.job import Token, ignore
from app.core.paths import user_models_dir
from app.learning.foreign.importing import import_model

MOST_SECONDS = 2.0
MOST_BYTES = 300_000_000
Refusal = Callable[[Path], str]


@pytest.fixture
def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Refusal]:
    """Import a file, which must be refused with a sentence in time and memory, with no effect on anything."""

    def no_socket(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_socket)
    monkeypatch.chdir(tmp_path)

    def refused(path: Path) -> str:
        before = sorted(tmp_path.rglob("*"))
        began = time.process_time()
        tracemalloc.start()
        try:
            with pytest.raises(BundleError) as caught:
                import_model(str(path), ImportWish(), report=ignore, token=Token())
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert time.process_time() - began < 5 * MOST_SECONDS  # tracing memory alone takes several times as long
        assert peak < MOST_BYTES
        assert caught.value.message.endswith(".")
        assert caught.value.hint.endswith(".")
        assert len(str(caught.value)) < 400
        assert not re.match(r"The file is damaged \(", caught.value.message)  # a reason that nobody thought of
        assert sorted(tmp_path.rglob("*")) == before
        assert not user_models_dir().exists()
        return str(caught.value)

    yield refused
    assert not (tmp_path / "marker").exists()
