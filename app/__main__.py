"""The program: ``inkdigit``, ``python -m app`` and the frozen executable all start here."""

import sys

from app.core.startup import PROBE_FLAG, is_frozen, prepare_process, run_probe


def main() -> int:
    """Run the command line, or open the window where there is no command; return the exit code."""
    if is_frozen():
        import multiprocessing

        multiprocessing.freeze_support()
    prepare_process()
    if sys.argv[1:] == ["--compute"]:  # the frozen program's way into app.compute.process
        from app.compute.child import main as run_job

        run_job()
    if sys.argv[1:2] == [PROBE_FLAG] and len(sys.argv) > 2:
        run_probe(sys.argv[2:])
        return 0
    from app.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
