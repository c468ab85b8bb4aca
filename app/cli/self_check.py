"""``inkdigit --self-check``: print what was found."""

from app.cli.output import print_json, say
from app.recognition.self_check import devices, report_of, run_checks, versions


def self_check(*, as_json: bool) -> int:
    """Check icons, window, model and a prediction, print what was found, return 0 if all is well and 1 otherwise."""
    checks = run_checks()
    ok = all(check.ok for check in checks)
    if as_json:
        listed = [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks]
        print_json({"ok": ok, "checks": listed, "versions": versions(), "devices": devices()})
    else:
        print(report_of(checks))
    if not ok:
        say("Something is missing or damaged. Install Inkdigit again.")
    return 0 if ok else 1
