"""What the frozen program goes without, and which of its libraries may be stripped. Names are those in the bundle."""

import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""A file of the bundle, as PyInstaller lists it: its name there, where it is now, its kind."""

_LEFT_OUT = re.compile(
    r"""(^|/)(
      ai_edge_litert/(libLiteRt|vendors/|tools/|aot/|pywrap_genai_ops|_pywrap_litert_converter|_pywrap_litert_compiled
        |_pywrap_litert_environment|_pywrap_litert_tensor_buffer|format_converter_wrapper|_pywrap_tfl_calibration
        |_pywrap_tensorflow_lite_calibration|_pywrap_modify_model)
    | tensorflow/include/
    | tensorflow/(.*/)?[^/]*\.(h|hpp|inc|proto|cc|lib)$
    | tensorflow/compiler/mlir/stablehlo/stablehlo_extension
    | tensorflow/compiler/tf2xla/ops/_xla_ops
    | PIL/(_avif|_imagingtk)|pillow\.libs/libavif
    | numpy/.*_tests\.
    | PySide6/(Qt/)?plugins/(egldeviceintegrations|generic|networkinformation|tls|platformthemes/libqgtk3
        |wayland-graphics-integration-server|wayland-shell-integration/libwl-shell
        |platforminputcontexts/.*virtualkeyboard)
    | PySide6/(Qt/)?plugins/platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)\.
    | PySide6/(Qt/)?plugins/imageformats/(lib)?q(icns|pdf|tga|tiff|wbmp|webp|gif|jpeg)\.
    | PySide6/(Qt/)?(qml|metatypes)/
    | PySide6/(Qt/lib/)?(lib)?Qt6?(Quick|Qml|Pdf|VirtualKeyboard|EglFS|WaylandCompositor|WlShell|Designer|Test)
    | python3\.\d+/lib-dynload/readline\.
    )""",
    re.VERBOSE,
)
"""Accelerators, converters and compilers that nothing asks; pictures that Pillow opens and Qt need not; Qt's modules
and plugins for other screens, with the chain of GTK."""

_OF_THE_SYSTEM = re.compile(
    r"""^lib(
      stdc\+\+|gcc_s|z|ssl|crypto|expat|lzma|zstd|lz4|uuid|tinfo|readline|ncursesw|com_err|keyutils|resolv
    | dbus-1|systemd|gcrypt|gpg-error|cap|mount|blkid|selinux|pcre2-8
    | g(lib|io|object|module|thread)-2\.0|ffi
    | gssapi_krb5|krb5|k5crypto|krb5support
    | fontconfig|freetype|png16|brotli(common|dec|enc)|jpeg
    | X11|X11-xcb|Xau|Xdmcp|Xext|Xrender|Xrandr|Xfixes|Xi|Xcursor|Xinerama|bsd|md|wayland-(client|cursor|egl|server)
    | xcb(-(glx|randr|render|shape|shm|sync|xfixes|xkb|dri2|dri3|present|xinput))?|xkbcommon(-x11)?
    | GL|GLX|GLdispatch|EGL|OpenGL|drm|gbm
    )\.so""",
    re.VERBOSE,
)
"""Libraries that every Linux desktop has under the same name, with its own security updates. The package depends on
them; a second copy of some would not get on with the desktop's drivers, fonts and message bus."""

_STRIPPED = re.compile(r"(^|/)(tensorflow/.*\.so|libtensorflow_(cc|framework)\.so|ai_edge_litert/.*\.so|libpython3)")
"""NumPy, Pillow and OpenCV carry libraries that `strip` corrupts; these do not."""


def is_left_out(name: str) -> bool:
    """Say whether nothing of ours uses this file of the bundle, such as ``PySide6/Qt/plugins/platforms/libqvnc.so``."""
    return _LEFT_OUT.search(name.replace("\\", "/")) is not None


def is_of_the_system(name: str) -> bool:
    """Say whether this library is left to the Linux desktop."""
    return _OF_THE_SYSTEM.match(name) is not None


def is_foreign_translation(name: str, languages: Iterable[str]) -> bool:
    """Say whether this is a translation of Qt's texts that would stand alone, in a language that ours are not in."""
    found = re.search(r"PySide6/(?:Qt/)?translations/(\w+)\.qm$", name.replace("\\", "/"))
    return found is not None and found[1] not in [f"qtbase_{language}" for language in languages]


def may_be_stripped(name: str) -> bool:
    """Say whether ``strip --strip-unneeded`` leaves this library whole."""
    return _STRIPPED.search(name) is not None


def without_orphans(table: list[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return the table without shared libraries that no other file of it needs, and without links to nowhere.

    ``needs`` gives the names of the libraries that a file is linked to.
    """
    files, links = [entry for entry in table if entry[2] != "SYMLINK"], [e for e in table if e[2] == "SYMLINK"]
    while True:
        needed = {name for entry in files for name in _needs_of(entry, needs)}
        left = [entry for entry in files if not _is_shared(entry[0]) or Path(entry[0]).name in needed]
        if len(left) == len(files):
            break
        files = left
    names = {name for name, _, _ in files}
    return [*files, *(link for link in links if posixpath.join(posixpath.dirname(link[0]), link[1]) in names)]


def _needs_of(entry: Entry, needs: Callable[[str], Iterable[str]]) -> list[str]:
    own = Path(entry[0]).name
    return [name for name in needs(entry[1]) if name != own]


def _is_shared(name: str) -> bool:
    """Say whether a file is there for others: a library of the system's at the top, or one of Qt's."""
    found = re.match(r"(?:PySide6/Qt/lib/)?lib[^/]*\.so[.\d]*$", name)
    return found is not None and not name.startswith("libpython")
