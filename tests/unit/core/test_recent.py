from pathlib import Path

import pytest

from app.core.recent import MOST, forget_all, recent_files, remember


def files(folder: Path, count: int) -> list[Path]:
    made = [folder / f"{number}.png" for number in range(count)]
    for path in made:
        path.write_bytes(b"x")
    return made


def test_the_newest_comes_first_and_none_twice(tmp_path: Path) -> None:
    first, second, third = files(tmp_path, 3)
    for path in (first, second, third, first):
        remember(path)
    assert recent_files() == [first, third, second]


def test_there_is_an_end_to_the_list(tmp_path: Path) -> None:
    made = files(tmp_path, MOST + 3)
    for path in made:
        remember(path)
    assert recent_files() == made[:2:-1]


def test_a_file_that_is_gone_is_not_listed(tmp_path: Path) -> None:
    first, second = files(tmp_path, 2)
    remember(first)
    remember(second)
    second.unlink()
    assert recent_files() == [first]


def test_forgotten_is_forgotten(tmp_path: Path) -> None:
    remember(files(tmp_path, 1)[0])
    forget_all()
    assert recent_files() == []


@pytest.mark.parametrize("content", ["", "{}", "[1, null, {}]", '["a\\u0000b"]', "[" * 100_000, "\ud800"])
def test_a_damaged_list_is_empty(tmp_path: Path, content: str) -> None:
    place = tmp_path / "recent.json"
    place.write_text(content, encoding="utf-8", errors="surrogatepass")
    assert recent_files(place) == []
    (newest,) = files(tmp_path, 1)
    remember(newest, place)
    assert recent_files(place) == [newest]
