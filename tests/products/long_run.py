"""long_run.py POSTERS COMMAND…: runs the command and looks now and then at its processes.
Says which of them takes more and more memory (Pss) or files while it goes on. A process
that runs a whole batch may keep some bytes of each poster; one that makes posters may not."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

# Of a poster: its products, findings and place in the plan.
KEPT_KIB = 4
# What allocators and caches may take more of at the end than at the start.
SPREAD_KIB = 12 << 10
SPREAD_FILES = 4
LOOKS_MIN = 6

posters, *command = sys.argv[1:]


def look(pid):
    """KiB and open files; None: it has ended."""
    try:
        text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        kib = next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss_Anon:"))
        return kib, len(os.listdir(f"/proc/{pid}/fd"))
    except (OSError, StopIteration):
        return None


def children(pid):
    try:
        text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in text.split()]


def watch(process):
    """By pid: all that was seen of it."""
    seen = {}
    while process.poll() is None:
        for pid in [process.pid, *children(process.pid)]:
            found = look(pid)
            if found is not None:
                seen.setdefault(pid, []).append(found)
        time.sleep(0.05)
    return seen


def grown(values):
    """From the first third to the last, in the middle of each."""
    third = len(values) // 3
    return statistics.median(values[-third:]) - statistics.median(values[third : 2 * third])


def complaints(seen, parent):
    looked = 0
    for pid, looks in seen.items():
        if len(looks) < LOOKS_MIN:
            continue
        looked += 1
        kib, files = grown([kib for kib, _ in looks]), grown([files for _, files in looks])
        most = SPREAD_KIB + (int(posters) * KEPT_KIB if pid == parent else 0)
        who = "the run" if pid == parent else "a worker"
        if kib > most:
            yield f"{who} takes {kib} KiB more at the end"
        if files > SPREAD_FILES:
            yield f"{who} has {files} more files open at the end"
    if looked < 2:
        yield f"only {looked} processes were seen long enough"


with open(os.devnull, "w", encoding="ascii") as nowhere:
    run = subprocess.Popen(command, stderr=nowhere)
    for complaint in complaints(watch(run), run.pid):
        print(complaint)
sys.exit(run.returncode)
