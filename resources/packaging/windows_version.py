"""The version resource of the Windows programs: what Explorer shows under Properties, Details."""

from typing import Any


def version_resource(version: str, name: str) -> Any:
    """Return the resource for a version such as "1.2.3"; PyInstaller writes it into the program."""
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    numbers = numbers_of(version)
    texts = {
        "CompanyName": "Inkdigit contributors",
        "FileDescription": "Inkdigit",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Inkdigit",
        "ProductVersion": version,
    }
    table = StringTable("040904B0", [StringStruct(key, value) for key, value in texts.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [0x0409, 1200])])],
    )


def numbers_of(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers that Windows wants: "1.2.3rc1" → (1, 2, 3, 0)."""
    parts = [int("".join(filter(str.isdigit, part.split("rc")[0])) or 0) for part in version.split(".")[:3]]
    major, minor, patch = (*parts, 0, 0, 0)[:3]
    return major, minor, patch, 0
