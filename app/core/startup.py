"""The first thing that every process of the program does, before anything else is imported: streams and environment."""

import os
import sys

PROBE_FLAG = "--probe"
"""What the frozen program is started with, and a module's name after it, to measure one start for the bench."""
PROBES = (
    *("app.ui.probe", "app.ui.baselines", "app.ui.answers", "app.learning.baselines"),
    *("app.recognition.batch_bench", "app.learning.batch_baseline"),
)
_CERTIFICATES_OF_DEBIAN = "/usr/lib/ssl/certs"
_CERTIFICATES_ELSEWHERE = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def is_frozen() -> bool:
    """Say whether this is the installed program that was built with PyInstaller."""
    return bool(getattr(sys, "frozen", False))


def prepare_process() -> None:
    """Give the process streams to write to, and an environment that suits it and the programs it starts."""
    _open_missing_streams()
    if is_frozen():
        _restore_environment()
        _find_certificates()
        os.environ["KERAS_BACKEND"] = "tensorflow"  # the only one inside


def run_probe(arguments: list[str]) -> None:
    """Run one of ``PROBES`` as ``python -m`` would, with its own arguments."""
    import runpy

    module, *rest = arguments
    if module not in PROBES:
        raise SystemExit(f"“{module}” is no part of the bench.")
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__")


def module_command(module: str) -> list[str]:
    """Return the command that runs one of ``PROBES`` in a fresh process."""
    return [sys.executable, PROBE_FLAG, module] if is_frozen() else [sys.executable, "-m", module]


def _open_missing_streams() -> None:
    """Replace streams that are None, as in a windowed program on Windows: Keras's progress bars would die on them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run


def _find_certificates() -> None:
    """Name the system's certificates where our OpenSSL, which was built for Debian, would not look for them."""
    if sys.platform == "linux" and "SSL_CERT_FILE" not in os.environ and not os.path.isdir(_CERTIFICATES_OF_DEBIAN):  # noqa: PTH112
        found = next((path for path in _CERTIFICATES_ELSEWHERE if os.path.isfile(path)), None)  # noqa: PTH113 - quick
        if found:
            os.environ["SSL_CERT_FILE"] = found


def _restore_environment() -> None:
    """Take back what PyInstaller's loader has set for itself: other programs would load our libraries.

    Our own processes then start as if from outside, with a loader that sets it again.
    https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html
    """
    for name in ("LD_LIBRARY_PATH", "LIBPATH"):
        original = os.environ.pop(f"{name}_ORIG", None)
        if original is not None:
            os.environ[name] = original
        else:
            os.environ.pop(name, None)
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
