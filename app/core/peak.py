"""The most memory that this process has ever had."""

import sys

import psutil


def peak_rss_mb() -> float:
    """Return the peak of the resident memory in megabytes (10^6 bytes)."""
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (
        peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
    )  # https://man7.org/linux/man-pages/man2/getrusage.2.html
