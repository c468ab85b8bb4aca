"""What goes wrong is said in the user's language, wherever the window says it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.compute.messages import Refused, frame_of, read_frame
from app.core.errors import BundleError, ImageError, InkdigitError, Sentence, said
from app.core.images import read_bytes
from app.core.runs import read_run
from app.learning.foreign.hdf5_parts import Hdf5Error
from app.learning.run_folder import RunFolder
from app.learning.sources.numbers import BadRow, parse_rows
from app.learning.sources.places import not_here
from app.recognition.self_check import report_of, run_checks
from app.ui.language import install_language
from app.ui.main_window import MainWindow
from app.ui.sentences import spoken, spoken_error, spoken_reason
from tests.ui.events import open_folder
from tests.ui.test_opening import wait_for_message


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    install_language(qapp, QLocale(QLocale.Language.German))
    yield
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def error_of(path: Path) -> InkdigitError:
    with pytest.raises(InkdigitError) as caught:
        read_bytes(path)
    return caught.value


def test_in_english_a_sentence_is_the_text_that_it_is(qapp: QApplication) -> None:
    error = InkdigitError(said("“{name}” is empty.", name="a {b}.png"), "Save or copy it again.")
    assert spoken_error(error) == "“a {b}.png” is empty.\nSave or copy it again."
    lowered = said("The background process crashed ({signal}).", signal="SIGBUS").lowered()
    assert spoken(lowered) == "the background process crashed (SIGBUS)."
    assert spoken("page.png") == "page.png"


@pytest.mark.usefixtures("german")
def test_values_stay_as_they_are_and_sentences_within_are_translated() -> None:
    reason = said("The background process crashed ({signal}).", signal="SIGBUS").lowered()
    outer = said("“{name}” was not read: {reason}", name="a {b}.png", reason=reason)
    assert spoken(outer) == "„a {b}.png“ wurde nicht gelesen: Der Hintergrundprozess ist abgestürzt (SIGBUS)."
    size = said("“{name}” has {width:,} × {height:,} pixels, which is too many.", name="a", width=90_000, height=9)
    assert spoken(size) == "„a“ hat 90,000 × 9 Pixel; das sind zu viele."


@pytest.mark.usefixtures("german")
def test_what_nobody_has_translated_stays_english() -> None:
    assert spoken(said("Nobody says “{name}”.", name="this")) == "Nobody says “this”."
    assert spoken(Sentence("No gaps {", "“{name}” is empty.", {"title": 3})) == "No gaps {"
    assert spoken("“{name}” is empty.") == "“{name}” is empty."


@pytest.mark.usefixtures("german")
def test_the_reasons_of_the_system_are_translated(tmp_path: Path) -> None:
    error = said("“{name}” cannot be read ({reason}).", name="No such file or directory", reason="Permission denied")
    assert spoken(error) == "„No such file or directory“ kann nicht gelesen werden (Keine Berechtigung)."
    with pytest.raises(OSError, match="directory") as caught:
        (tmp_path / "missing").read_bytes()
    assert spoken_reason(caught.value) == "Es gibt diese Datei oder diesen Ordner nicht"
    assert spoken_reason(OSError("odd")) == "odd"


@pytest.mark.usefixtures("german")
def test_an_error_from_another_process_is_translated(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    pipe.write_bytes(frame_of(Refused(error_of(tmp_path / "missing.png"))))
    with pipe.open("rb") as file:
        refused = read_frame(file)
    assert isinstance(refused, Refused)
    assert spoken_error(refused.error).endswith("missing.png“.\nPrüfe den Namen und den Ordner.")
    assert isinstance(refused.error, ImageError)


@pytest.mark.usefixtures("german")
def test_what_a_reader_of_files_says_within_a_sentence_is_translated() -> None:
    error = Hdf5Error("it is cut off")
    assert error.message == "The file is damaged or unusual: it is cut off."
    assert spoken(error.message) == "Die Datei ist beschädigt oder ungewöhnlich: sie ist abgeschnitten."
    with pytest.raises(BadRow) as caught:
        parse_rows(b"1,x\n", columns=2, separator=b",")
    assert spoken(caught.value.reason) == "hat „x“, das keine ganze Zahl von 0 bis 255 ist"


@pytest.mark.usefixtures("german")
def test_a_long_hint_with_folders_is_translated() -> None:
    words = spoken(not_here("mnist", "example.org does not answer").hint)
    assert words.startswith("Verbinde dich mit dem Internet")
    assert " or " not in words


@pytest.mark.usefixtures("german")
def test_the_check_for_problems_speaks_german() -> None:
    lines = report_of(run_checks(), spoken).splitlines()
    assert lines[0].split()[:2] == ["gut", "Symbole"]
    assert "eine gezeichnete 3 wird als 3 gelesen (Ziffer" in lines[3]
    assert report_of(run_checks()).splitlines()[0].split()[:2] == ["ok", "icons"]


@pytest.mark.usefixtures("german")
def test_a_broken_picture_is_told_in_german(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "kaputt.png"
    broken.write_bytes(b"no picture")
    window.open_path(broken)
    assert wait_for_message(window, qtbot) == (
        "„kaputt.png“ ist kein Bild, das gelesen werden kann.\nInkdigit liest PNG, JPEG, BMP, GIF, TIFF, WebP und AVIF."
    )


@pytest.mark.usefixtures("german")
def test_the_table_of_a_folder_speaks_german_and_its_export_english(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder, table = tmp_path / "in", tmp_path / "table.json"
    folder.mkdir()
    (folder / "leer.png").write_bytes(b"")
    dialog = open_folder(window, folder, qtbot)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    assert dialog.model.rows[0].note == "„leer.png“ ist leer."
    dialog.export(table)
    qtbot.waitUntil(table.exists)
    qtbot.waitUntil(dialog._export.isEnabled)
    assert "“leer.png” is empty." in json.loads(table.read_text())["error"]
    dialog.reject()


@pytest.mark.usefixtures("german")
def test_a_failed_run_is_told_in_german_at_the_next_start_too(tmp_path: Path) -> None:
    from app.core.training import config_for

    run = RunFolder.create(tmp_path / "run", config_for("quick"))
    run.fail(BundleError(said("The folder “{folder}” holds no data set.", folder="/x"), "Choose another folder."))
    error = read_run(tmp_path / "run").error
    assert error == "The folder “/x” holds no data set. Choose another folder."
    assert spoken(error) == "Der Ordner „/x“ enthält keinen Datensatz. Wähle einen anderen Ordner."
    state = tmp_path / "run" / "state.json"
    fields = json.loads(state.read_text())
    assert fields["error"] == error
    state.write_text(json.dumps(fields | {"said": {"text": 3}}))
    assert read_run(tmp_path / "run").error == error
