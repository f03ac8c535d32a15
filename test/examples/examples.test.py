"""usage: examples.test.py ROOT EXAMPLES_BUILD CORO_LINT"""
import json
import os
import subprocess
import sys

root, build, corolint = sys.argv[1:]
EXPECTED = {
    "01_never_awaited.cpp": ["coro-unawaited-task"],
    "02_kept_in_a_variable.cpp": ["coro-unawaited-task"] * 2,
    "03_blocking_connect.cpp": ["coro-blocking-call"] * 2,
    "04_blocking_sleep.cpp": ["coro-blocking-call"],
    "05_tasks_in_locals.cpp": ["coro-sequential-awaits"],
    "06_three_greetings.cpp": ["coro-sequential-awaits"],
    "07_posts_and_users.cpp": ["coro-sequential-awaits"],
    "08_fib.cpp": ["coro-sequential-awaits"],
    "09_chess.cpp": ["coro-await-in-loop"],
    "10_nested_run.cpp": ["coro-nested-run"] * 2,
    "11_nested_run_through_helper/main.cpp": ["coro-nested-run"],
    "12_blocking_helper/main.cpp": ["coro-blocking-call"] * 2,
    "13_lock_over_an_await.cpp": ["coro-lock-across-suspension"],
    "14_busy_wait.cpp": ["coro-endless-loop"],
    "16_read_after_a_move.cpp": ["coro-used-twice"],
}
# What a program prints at its end, where that is the point of it.
PRINTS = {
    "01_never_awaited": "import done",
    "05_tasks_in_locals": "units",
    "06_three_greetings": "units",
    "07_posts_and_users": "units",
    "08_fib": "units",
    "09_chess": "units",
    "15_two_printers": "tock",
    "16_read_after_a_move": "0 bytes",
}
done = subprocess.run([corolint, "-p", build, "--format=json"], capture_output=True, text=True)
found = {}
for finding in json.loads(done.stdout)["findings"]:
    file = os.path.relpath(os.path.join(root, finding["at"]["file"]), os.path.join(root, "examples"))
    found.setdefault(file, []).append(finding["check"])
if found != EXPECTED:
    sys.exit(f"expected {EXPECTED}\nfound    {found}")
programs = sorted(f for f in os.listdir(build) if f[:2].isdigit() and os.access(os.path.join(build, f), os.X_OK))
assert len(programs) == 16, programs
for program in programs:
    ran = subprocess.run([os.path.join(build, program)], capture_output=True, text=True, timeout=20,
                         cwd=os.path.join(root, "examples"))
    if ran.returncode:
        sys.exit(f"{program} ended with {ran.returncode}: {ran.stderr}")
    last = ran.stdout.strip().splitlines()[-1]
    if PRINTS.get(program, "") not in last:
        sys.exit(f"{program} printed '{last}'")
