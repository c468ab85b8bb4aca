"""Every sentence has its German, and is made in a way that a translation can be found for."""

from pathlib import Path

import pytest

from tests import translations
from tests.translations import CONTEXT, gaps_of


@pytest.fixture(scope="module")
def german() -> dict[tuple[str, str], str]:
    return translations.translations()


def test_every_sentence_of_the_layers_below_has_german(german: dict[tuple[str, str], str]) -> None:
    assert len(translations.sentences()) > 500
    assert sorted(text for text in translations.sentences() if not german.get(text)) == []


def test_every_text_of_the_window_has_german(german: dict[tuple[str, str], str]) -> None:
    assert len(translations.window_texts()) > 500
    assert sorted(text for text in translations.window_texts() if not german.get(text)) == []


def test_nothing_is_translated_that_nobody_says(german: dict[tuple[str, str], str]) -> None:
    assert sorted(german.keys() - translations.sentences() - translations.window_texts()) == []


def test_german_sentences_have_the_gaps_of_the_english_ones(german: dict[tuple[str, str], str]) -> None:
    for (context, text), translation in german.items():
        if context == CONTEXT:
            assert gaps_of(translation) == gaps_of(text), text
        else:
            assert gaps_of(translation) <= gaps_of(text), text


def test_no_error_is_made_of_texts_put_together() -> None:
    assert translations.faults() == []


def test_what_qt_reads_is_what_is_written(tmp_path: Path) -> None:
    translations.release(translations.SOURCE, tmp_path / "de.qm")
    assert (tmp_path / "de.qm").read_bytes() == translations.SOURCE.with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('raise OwnError(f"“{name}” is empty.")', "f-string"),
        ('raise InkdigitError("It is empty.", f"Choose {name}.")', "f-string"),
        ('raise InkdigitError("“{}” is empty.".format(name))', "put together"),
        ('raise InkdigitError("It is " + name)', "put together"),
        ('raise InkdigitError("It is empty.", hint)', "hint is a plain text"),
        ('raise InkdigitError("It is empty.", hint_for(name))', "hint_for() returns a plain text"),
        ('raise InkdigitError(said(f"“{name}” is empty."))', "needs a literal"),
        ("raise InkdigitError(said(template, name=name))", "needs a literal"),
        ('raise InkdigitError(said("“{name}” is empty.", title=name))', "gaps"),
        ('raise InkdigitError(said("“{name}” of {size} bytes.", name=name))', "gaps"),
        ('class Late(OwnError):\n def __init__(self, name):\n  super().__init__(f"“{name}” is late.")', "f-string"),
        ('raise InkdigitError(said("“{name}” {what}.", name=name, what=f"has {name} bytes"))', "what is an f-string"),
    ],
)
def test_a_sentence_that_cannot_be_translated_is_found(tmp_path: Path, line: str, fault: str) -> None:
    _write(tmp_path, line)
    (found,) = translations.faults(tmp_path)
    assert found.startswith("core/errors.py:")
    assert fault in found


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ('raise OwnError("It is empty.", "Save it again.")', {"It is empty.", "Save it again."}),
        ('raise InkdigitError(said("“{name}” is empty.", name=f"{name}.png"), other.hint)', {"“{name}” is empty."}),
        ('note = said("First of {count:,} pages.", count=9)', {"First of {count:,} pages."}),
        ("raise InkdigitError(message, HINT)", set()),
        (
            'class Late(OwnError):\n def __init__(self, words="Wait."):\n  super().__init__("It is late.", words)',
            {"It is late.", "Wait."},
        ),
    ],
)
def test_a_sentence_is_found_wherever_it_is_made(tmp_path: Path, line: str, texts: set[str]) -> None:
    _write(tmp_path, line)
    assert translations.faults(tmp_path) == []
    assert translations.sentences(tmp_path) == {(CONTEXT, text) for text in texts | {"Read it."}}


def test_an_update_adds_what_is_new_and_takes_out_what_is_gone(tmp_path: Path) -> None:
    source = tmp_path / "inkdigit_de.ts"
    text = translations.SOURCE.read_text(encoding="utf-8")
    source.write_text(text.replace("<source>The disk is full.</source>", "<source>The disk is fine.</source>"), "utf-8")
    assert translations.update(source) == [(CONTEXT, "The disk is full.")]
    assert (CONTEXT, "The disk is fine.") not in translations.translations(source)


def _write(folder: Path, line: str) -> None:
    """Write a module that has classes and helpers of errors, and one line more."""
    (folder / "core").mkdir()
    lines = [
        "class InkdigitError(Exception): ...",
        "class OwnError(InkdigitError): ...",
        'HINT = said("Read it.")',
        'hint = "Save it again."',
        "def hint_for(name):",
        '    return "Save it again."',
        line,
    ]
    (folder / "core" / "errors.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
