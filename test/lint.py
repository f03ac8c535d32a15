#!/usr/bin/env python3
"""Lints one file through every host and holds the findings against the file.

  lint.py check FILE [-- FLAGS]   Driver and both plugins must say the same, and
                                  just what the file's CHECK lines expect.
  lint.py fix FILE [-- FLAGS]     All fixes, applied by driver and by clang-tidy,
                                  must give the same text; it must compile, match
                                  the FIXED lines, and have nothing left to fix.

The text that FileCheck sees has a line per finding or note, without the path:
"12:3: warning: the task of 'save' … [coro-unawaited-task]".
"""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

BUILD = os.environ["COROLINT_BUILD"]
BUILD19 = os.environ["COROLINT_BUILD_19"]
LIB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs", "lib")
LINE = re.compile(r"^(?P<file>[^:\n]+):(?P<at>\d+:\d+): (?P<level>warning|error|remark|note): (?P<words>.*)$")
MODEL = os.path.join(LIB, "mini", "model.json")
# Libraries stand in a system directory, as they do for a user.
FLAGS = ["-std=c++20", "-isystem", LIB]


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def die(words):
    sys.exit(f"lint.py: {words}")


def tidy(major, file, flags, *options):
    plugin = os.path.join(BUILD if major == 22 else BUILD19, "lib", "corolint-tidy.so")
    config = f"{{CheckOptions: {{coro.Models: '{MODEL}'}}}}"
    done = run([f"clang-tidy-{major}", "--quiet", f"--load={plugin}", "--checks=-*,coro-*", f"--config={config}",
                "--header-filter=.*", *options, file, "--", *flags],
               env={**os.environ, "LD_BIND_NOW": "1"})
    if done.returncode != 0 or "error:" in done.stdout:
        die(f"clang-tidy-{major} failed on {file}:\n{done.stdout}{done.stderr}")
    return done.stdout


def driver(file, flags, *options):
    done = run([os.path.join(BUILD, "bin", "corolint"), f"--models={MODEL}", "--fail-on=never", *options, file,
                "--", *flags])
    if done.returncode != 0:
        die(f"corolint failed ({done.returncode}) on {file}:\n{done.stdout}{done.stderr}")
    return done.stdout


def findings_of_tidy(text, titles):
    """Findings and notes as text lines; a note that only offers a fix is left out."""
    lines = []
    for line in text.splitlines():
        found = LINE.match(line)
        if found and not (found["level"] == "note" and found["words"] in titles):
            lines.append(f"{os.path.basename(found['file'])}:{found['at']}: {found['level']}: {found['words']}")
    return lines


def findings_of_driver(text):
    lines, titles = [], set()
    for finding in json.loads(text)["findings"]:
        def line(at, level, words):
            lines.append(f"{os.path.basename(at['file'])}:{at['line']}:{at['column']}: {level}: {words}")
        level = {"note": "remark", "hint": "remark"}.get(finding["level"], finding["level"])
        line(finding["at"], level, f"{finding['words']} [{finding['check']}]")
        for note in finding["notes"]:
            line(note["at"], "note", note["words"])
        titles |= {fix["title"] for fix in finding["fixes"]}
    return lines, titles


def check(file, flags, prefix):
    said, titles = findings_of_driver(driver(file, flags, "--format=json"))
    for major in (22, 19):
        other = findings_of_tidy(tidy(major, file, flags), titles)
        if other != said:
            die(f"clang-tidy-{major} and the driver differ on {file}:\n" +
                "\n".join(difflib.unified_diff(other, said, f"clang-tidy-{major}", "corolint", lineterm="", n=0)))
    own = os.path.basename(file)
    text = "\n".join(line.removeprefix(f"{own}:") for line in said) + "\n"
    expects = re.search(rf"{prefix}(-NEXT|-DAG)?:", open(file).read())
    if not expects:
        if said:
            die(f"{file} expects silence:\n{text}")
        return
    done = run(["FileCheck", file, f"--check-prefix={prefix}", "--implicit-check-not={{warning|error|remark}}:",
                "--dump-input-filter=all"], input=text)
    if done.returncode:
        die(f"{file}:\n{done.stderr}\nall findings:\n{text}")


def fix(file, flags):
    with tempfile.TemporaryDirectory() as folder:
        # What is expected must not be found in the expectation itself.
        bare = re.sub(r"// (CHECK|FIXED|RUN)[-A-Z]*:.*", "//", open(file).read())
        by_driver, by_tidy = (os.path.join(folder, f"{who}.cpp") for who in ("driver", "tidy"))
        for copy in (by_driver, by_tidy):
            with open(copy, "w") as out:
                out.write(bare)
        driver(by_driver, flags, "--fix=suggested")
        tidy(22, by_tidy, flags, "--fix", "--fix-notes")
        fixed, other = open(by_driver).read(), open(by_tidy).read()
        if fixed != other:
            die("the driver's and clang-tidy's fixes differ:\n" +
                "".join(difflib.unified_diff(other.splitlines(True), fixed.splitlines(True), "clang-tidy", "corolint")))
        if fixed == bare:
            die(f"{file}: nothing was fixed")
        done = run(["FileCheck", file, "--check-prefix=FIXED", "--match-full-lines", "--strict-whitespace"], input=fixed)
        if done.returncode:
            die(f"{file}:\n{done.stderr}")
        done = run(["clang++-22", "-fsyntax-only", "-Wall", "-Werror", *flags, by_driver])
        if done.returncode:
            die(f"{file}: the fixed program does not compile:\n{done.stderr}")
        left = [f for f in json.loads(driver(by_driver, flags, "--format=json"))["findings"] if f["fixes"]]
        if left:
            die(f"{file}: there is still something to fix:\n{json.dumps(left, indent=1)}")
        if "--keep" in sys.argv:
            shutil.copy(by_driver, sys.argv[sys.argv.index("--keep") + 1])


def main():
    if len(sys.argv) < 3:
        die("usage: lint.py check|fix FILE [--prefix=P] [--keep OUT] [-- FLAGS]")
    arguments = sys.argv[1:]
    flags = FLAGS + (arguments[arguments.index("--") + 1:] if "--" in arguments else [])
    prefix = next((a.split("=")[1] for a in arguments if a.startswith("--prefix=")), "CHECK")
    if arguments[0] == "check":
        check(arguments[1], flags, prefix)
    else:
        fix(arguments[1], flags)


main()
