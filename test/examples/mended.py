"""usage: mended.py ROOT EXAMPLES_BUILD CORO_LINT FOLDER"""
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

root, build, corolint, folder = sys.argv[1:]
sys.path.append(os.path.join(root, "test"))
from precompiled import flags_for  # The check tests have made it, or will use it.
# What a line of the mended program must say. Where it is a time, the rest of
# what it prints must be as before, and the ratio at most this.
ROWS = {
    "01_never_awaited": "saved",
    "02_kept_in_a_variable": "counted a visit",
    "04_blocking_sleep": "heartbeat after [12] units",
    "05_tasks_in_locals": 12.5 / 15,
    "06_three_greetings": 4.5 / 6,
    "07_posts_and_users": 3 / 4,
    "08_fib": 7 / 13,
    "10_nested_run": "blocking get: contents of b",
}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def told(program):
    """The lines, and the units of time that the last one may speak of."""
    lines = run(program).splitlines()
    units = re.fullmatch(r"(\d+) units", lines[-1])
    return (lines[:-1], int(units[1])) if units else (lines, 0)


def lint(*options):
    """All of them in one run, which reads the library's headers once."""
    return json.loads(run(corolint, "-p", folder, "--no-cache", "--quiet", "--fail-on=never", "--format=json", *options))["findings"]


def built(name):
    program = os.path.join(folder, name)
    flags = flags_for("clang++-22", f"{program}.cpp", ["-std=c++20", "-isystem", os.path.join(root, "test", "Inputs", "lib")])
    run("clang++-22", *flags, "-Wall", "-Wextra", "-Werror", f"{program}.cpp", "-o", program)
    return program


shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
for name in ROWS:
    shutil.copy(os.path.join(root, "examples", f"{name}.cpp"), folder)
with open(os.path.join(folder, "compile_commands.json"), "w") as out:
    json.dump([{"directory": folder, "file": f"{name}.cpp", "command": f"c++ -std=c++20 -c {name}.cpp"} for name in ROWS], out)
lint("--fix=suggested")
with ThreadPoolExecutor(2) as pool:
    mended = dict(zip(ROWS, pool.map(built, ROWS)))
left = lint()
# Nothing mends a loop that runs inside itself.
if [os.path.basename(f["at"]["file"]) for f in left] != ["10_nested_run.cpp"] or left[0]["fixes"]:
    sys.exit(f"still to fix: {left}")
for name, expected in ROWS.items():
    lines, units = told(mended[name])
    if isinstance(expected, str):
        found = [line for line in lines if re.match(expected, line)]
        if not found:
            sys.exit(f"{name} prints {lines}")
        print(f"{name}: {found[0]}")
        continue
    before, slow = told(os.path.join(build, name))
    if lines != before:
        sys.exit(f"{name} prints {lines} instead of {before}")
    print(f"{name}: {slow} -> {units} units")
    if units > expected * slow:
        sys.exit(f"{name} takes {units} units of {slow}")
