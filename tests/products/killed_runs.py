"""killed_runs.py FOLDER SEED TIMES COMMAND…: starts the command so many times in a folder
and kills it at random moments: the process alone, or with all its workers. After each, no
file below FOLDER/out that has a final name differs from the one of that name in
FOLDER/reference. Prints what does."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import time

folder, seed, times, *command = sys.argv[1:]
out, reference = pathlib.Path(folder, "out"), pathlib.Path(folder, "reference")
chance = random.Random(int(seed))


def wait_for_group(group):
    """Until the last process of a group has ended."""
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.002)


def run(moment, whole):
    """Returns whether the run was killed, and its seconds if not."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, start_new_session=True)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        (os.killpg if whole else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
    wait_for_group(process.pid)
    return process.returncode == -signal.SIGKILL, time.monotonic() - start


def torn():
    for path in sorted(out.rglob("*")):
        inside = path.relative_to(out)
        if path.is_file() and ".store" not in inside.parts and path.suffix != ".tmp":
            if path.read_bytes() != (reference / inside).read_bytes():
                yield inside


whole_run = min(run(None, False)[1] for _ in range(3))
killed = 0
for _ in range(int(times)):
    was_killed, _ = run(chance.uniform(0, whole_run), chance.random() < 0.5)
    killed += was_killed
    for path in torn():
        print(f"{path} is torn")
if killed < int(times) / 2:
    print(f"only {killed} runs were killed")
