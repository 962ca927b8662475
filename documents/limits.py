"""Limits that a process puts on itself before it opens a stranger's file."""

from __future__ import annotations

import resource

MEGABYTE = 1024 * 1024
FILE_MAX = 2048 * MEGABYTE


def limit_this_process(*, memory_mb: int | None, cpu_seconds: int | None, file_bytes: int = FILE_MAX) -> None:
    """Caps this process's address space and processor time for good, and what it may write into one file; None leaves
    one as it is."""
    if memory_mb is not None:
        _lower(resource.RLIMIT_AS, memory_mb * MEGABYTE)
    if cpu_seconds is not None:
        _lower(resource.RLIMIT_CPU, cpu_seconds)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, file_bytes)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (allowed, allowed))
