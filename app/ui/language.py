"""The language of the user, where there is a translation."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.core.paths import resources_dir


def install_language(app: QCoreApplication, locale: QLocale | None = None) -> None:
    """Translate the window's texts, and Qt's own, into the system's language; English where there is nothing."""
    locale = locale or QLocale.system()
    if locale.language() in (QLocale.Language.English, QLocale.Language.C):
        return
    folders = {
        "inkdigit": str(resources_dir() / "translations"),
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
    }
    for name, folder in folders.items():
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
