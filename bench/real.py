#!/usr/bin/env python3
"""real.py CORLINT [--runs N] [--tidy] [--header NAME] DIR...: what corolint costs on real projects.

Each DIR holds a compile_commands.json, or has one in build/ or ../build/. Nothing is
fetched and nothing is built: who measures has the sources. A table comes out in which
every figure is the median of N rounds, of CPU seconds (user and system, all processes),
with the least and the most beside it. In a round each tool runs once:
  clang      the compiler over the same commands, -fsyntax-only
  cold       corolint without a cache
  filling    corolint into an empty cache
  warm       the same again
  one file   one file of the database, named, with that cache
  header     after a line was added to a header (--header names it; it is put back)
  tidy       clang-tidy with its five coroutine checks (--tidy)
"""

import argparse
import json
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile

JOBS = "2"
TIDY_CHECKS = ("-*,cppcoreguidelines-avoid-capturing-lambda-coroutines,"
               "cppcoreguidelines-avoid-reference-coroutine-parameters,cppcoreguidelines-no-suspend-with-lock,"
               "misc-coroutine-hostile-raii,bugprone-unused-return-value")


def cpu(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode < 0:
        sys.exit(f"real.py: {command[0]} was ended by signal {-done.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def database_of(folder):
    for place in (folder, os.path.join(folder, "build"), os.path.join(folder, "../build")):
        if os.path.exists(os.path.join(place, "compile_commands.json")):
            return os.path.abspath(place)
    sys.exit(f"real.py: {folder}: no compile_commands.json in it, in build/ or in ../build/")


def syntax_only(commands, folder):
    script = os.path.join(folder, "syntax.sh")
    with open(script, "w") as file:
        for c in commands:
            words = [w for w in c.get("arguments") or shlex.split(c["command"]) if w != "-c"]
            if "-o" in words:
                at = words.index("-o")
                del words[at:at + 2]
            words[0] = "clang++-22"
            print("cd", shlex.quote(c["directory"]), "&&", shlex.join([*words, "-w", "-fsyntax-only"]), file=file)
    return ["xargs", "-P", JOBS, "-d", "\\n", "-n", "1", "-a", script, "sh", "-c"]


def revision(folder):
    done = subprocess.run(["git", "-C", folder, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


class ChangedHeader:
    """A header with a line more, as long as this lives."""

    def __init__(self, name):
        self.name = name
        with open(name, "rb") as file:
            self.text = file.read()

    def __enter__(self):
        with open(self.name, "ab") as file:
            file.write(b"\n// one line more\n")

    def __exit__(self, *why):
        with open(self.name, "wb") as file:
            file.write(self.text)


def measure(project, asked):
    project = os.path.abspath(project)
    built = database_of(project)
    with open(os.path.join(built, "compile_commands.json")) as file:
        commands = json.load(file)
    with tempfile.TemporaryDirectory() as scratch:
        cache = os.path.join(scratch, "cache")
        lint = [os.path.abspath(asked.corolint), "-p", built, "-j" + JOBS, "--root", project, "--quiet",
                "--fail-on=never", "-o", os.devnull]
        kept = [*lint, "--cache-dir", cache]
        first = os.path.join(commands[0]["directory"], commands[0]["file"])
        tools = {
            "clang": syntax_only(commands, scratch),
            "cold": [*lint, "--no-cache"],
            "filling": kept,
            "warm": kept,
            "one file": [*kept, first],
        }
        if asked.header:
            tools["header"] = kept
        if asked.tidy:
            tools["tidy"] = ["run-clang-tidy-22", "-clang-tidy-binary=clang-tidy-22", "-p", built, "-quiet", "-j",
                             JOBS, "-checks=" + TIDY_CHECKS]
        took = {name: [] for name in tools}
        for number in range(asked.runs):
            subprocess.run(["rm", "-rf", cache], check=True)
            for name, command in tools.items():
                if name == "header":
                    with ChangedHeader(os.path.join(project, asked.header)):
                        took[name].append(cpu(command, project))
                else:
                    took[name].append(cpu(command, project))
                print(f"{os.path.basename(project)}, round {number + 1}: {name}: {took[name][-1]:.1f} s",
                      file=sys.stderr, flush=True)
    cells = [f"{os.path.basename(project)} ({revision(project)})", str(len(commands))]
    for name in tools:
        cells.append(f"{statistics.median(took[name]):.1f} ({min(took[name]):.1f} - {max(took[name]):.1f})")
    cells.append(f"{statistics.median(a / b for a, b in zip(took['cold'], took['clang'])):.2f}")
    return ["project (revision)", "files", *tools, "cold / clang"], cells


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corolint")
    arguments.add_argument("projects", nargs="+", metavar="DIR")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--tidy", action="store_true")
    arguments.add_argument("--header", help="below each DIR")
    asked = arguments.parse_args()
    head = None
    for project in asked.projects:
        names, cells = measure(project, asked)
        if head is None:
            head = names
            print("| " + " | ".join(head) + " |\n" + "|---" * len(head) + "|")
        print("| " + " | ".join(cells) + " |", flush=True)


main()
