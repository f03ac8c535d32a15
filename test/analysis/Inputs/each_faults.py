"""Runs each case of a program: those that are said to fault must, under AddressSanitizer; the others must not.

usage: each_faults.py PROGRAM. Without arguments the program names its cases, one a line, "faults" or "fine" in front.
"""

import os
import subprocess
import sys

program = sys.argv[1]
env = {**os.environ, "ASAN_OPTIONS": "detect_stack_use_after_return=1:detect_leaks=0"}
run = lambda *words: subprocess.run([program, *words], capture_output=True, text=True, env=env, timeout=60)
cases = [line.split() for line in run().stdout.splitlines()]
wrong = 0
for kind, name in cases:
    done = run(name)
    faults = "ERROR: AddressSanitizer: heap-use-after-free" in done.stderr or "ERROR: AddressSanitizer: stack-use-after" in done.stderr
    if faults != (kind == "faults") or (kind == "fine" and done.returncode):
        print(f"{name}: should be {kind}, exit {done.returncode}:\n{done.stderr[:1500]}")
        wrong += 1
count = lambda kind: sum(k == kind for k, _ in cases)
print(f"{count('faults')} fault, {count('fine')} do not, {wrong} otherwise than said")
sys.exit(wrong > 0)
