#!/usr/bin/env python3
"""Lints one file through every host and holds the findings against the file.

  lint.py check FILE [-- FLAGS]   Driver and all plugins must say the same, and
                                  just what the file's CHECK lines expect.
  lint.py second FILE [-- FLAGS]  The second fix of each finding that has one,
                                  applied, must compile and match the FIXED lines.
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

import bless
import precompiled

BUILD = os.environ["COROLINT_BUILD"]
# Of LLVM, with the directory that has its plugin. The first one's compiler and fixes count.
MAJORS = {int(major): build for major, build in zip(os.environ["COROLINT_MAJORS"].split(","),
                                                   (BUILD, os.environ["COROLINT_BUILD_19"]))}
FIRST = next(iter(MAJORS))
LIB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs", "lib")
LINE = re.compile(r"^(?P<file>[^:\n]+):(?P<at>\d+:\d+): (?P<level>warning|error|remark|note): (?P<words>.*)$")
MODEL = os.path.join(LIB, "mini", "model.json")
# Libraries stand in a system directory, as they do for a user.
FLAGS = ["-std=c++20", "-isystem", LIB]
DEFINED, OPTIONS = [], []  # For FileCheck, and for the checks.


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def die(words):
    sys.exit(f"lint.py: {words}")


def with_options(folder, file, options):
    """A copy of the file beside a .clang-tidy with these check options."""
    copy = os.path.join(folder, os.path.basename(file))
    shutil.copy(file, copy)
    with open(os.path.join(folder, ".clang-tidy"), "w") as config:
        config.write("CheckOptions:\n" + "".join(f"  {o.replace('=', ': ')}\n" for o in options))
    return copy


def tidy(major, file, flags, *options, checks="-*,coro-*"):
    plugin = os.path.join(MAJORS[major], "lib", "corolint-tidy.so")
    own = "".join(f", {o.replace('=', ': ')}" for o in OPTIONS)
    config = f"{{CheckOptions: {{coro.Models: '{MODEL}', coro.Preview: true{own}}}}}"
    # The driver reads the text of all headers: that they agree shows that it is
    # all one. Which headers a fix has to add is told by the text alone.
    all_flags = [precompiled.flags_for(f"clang++-{major}", file, flags), flags]
    if "--fix" in options:
        all_flags = [flags]
    for some in all_flags:
        done = run([f"clang-tidy-{major}", "--quiet", f"--load={plugin}", f"--checks={checks}", f"--config={config}",
                    "--header-filter=.*", *options, file, "--", *some],
                   env={**os.environ, "LD_BIND_NOW": "1"})
        # A file that does not go with headers that it does not include reads its own.
        if done.returncode == 0 and "error:" not in done.stdout:
            break
    else:
        die(f"clang-tidy-{major} failed on {file}:\n{done.stdout}{done.stderr}")
    return done.stdout


def driver(file, flags, *options):
    done = run([os.path.join(BUILD, "bin", "corolint"), f"--models={MODEL}", "--preview", "--fail-on=never", "--each-call", *options, file,
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
            # clang-tidy tries no fix before it offers it.
            if not note["words"].startswith("a fix that "):
                line(note["at"], "note", note["words"])
        titles |= {fix["title"] for fix in finding["fixes"]}
    return lines, titles


def check(file, flags, prefixes):
    said, wrong = held(file, flags, prefixes)
    if wrong and bless.wanted():
        before = open(file).read()
        after = bless.rewritten(before.splitlines(), prefixes.split(","), said, dict(d[2:].split("=", 1) for d in DEFINED),
                                strict=[r"^\d+:\d+: (warning|error|remark): "])
        with open(file, "w") as out:
            out.write("\n".join(after) + "\n")
        _, wrong = held(file, flags, prefixes)
        if wrong:  # It takes a hand.
            with open(file, "w") as out:
                out.write(before)
        elif after != before.splitlines():
            bless.blessed(file)
    if wrong:
        die(wrong)


def held(file, flags, prefixes):
    """What all hosts say, and how that differs from the expectations."""
    if OPTIONS:
        with tempfile.TemporaryDirectory() as folder:
            return held_here(with_options(folder, file, OPTIONS), flags, prefixes)
    return held_here(file, flags, prefixes)


def held_here(file, flags, prefixes):
    said, titles = findings_of_driver(driver(file, flags, "--format=json"))
    for major in MAJORS:
        other = findings_of_tidy(tidy(major, file, flags), titles)
        if other != said:
            die(f"clang-tidy-{major} and the driver differ on {file}:\n" +
                "\n".join(difflib.unified_diff(other, said, f"clang-tidy-{major}", "corolint", lineterm="", n=0)))
    own = os.path.basename(file)
    said = [line.removeprefix(f"{own}:") for line in said]
    text = "\n".join(said) + "\n"
    expects = re.search(rf"({prefixes.replace(',', '|')})(-NEXT|-DAG)?:", open(file).read())
    if not expects:
        return said, f"{file} expects silence:\n{text}" if said else None
    done = run(["FileCheck", file, f"--check-prefixes={prefixes}", *DEFINED, "--allow-unused-prefixes",
                "--implicit-check-not={{warning|error|remark}}:",
                "--dump-input-filter=all"], input=text)
    return said, f"{file}:\n{done.stderr}\nall findings:\n{text}" if done.returncode else None


def expect_fixed(file, prefix, bare, fixed):
    """The program is as the FIXED lines say."""
    done = run(["FileCheck", file, f"--check-prefix={prefix}", "--match-full-lines", "--strict-whitespace"], input=fixed)
    if done.returncode and bless.wanted():
        before = open(file).read()
        after = bless.refixed(before.splitlines(), prefix, bare.splitlines(), fixed.splitlines())
        if after and after != before.splitlines():
            with open(file, "w") as out:
                out.write("\n".join(after) + "\n")
            bless.blessed(file)
            return
    if done.returncode:
        die(f"{file}:\n{done.stderr}")


def fix(file, flags):
    with tempfile.TemporaryDirectory() as folder:
        # What is expected must not be found in the expectation itself.
        bare = bless.BARE.sub("//", open(file).read())
        by_driver, by_tidy = (os.path.join(folder, f"{who}.cpp") for who in ("driver", "tidy"))
        for copy in (by_driver, by_tidy):
            with open(copy, "w") as out:
                out.write(bare)
        driver(by_driver, flags, "--fix=suggested")
        tidy(FIRST, by_tidy, flags, "--fix", "--fix-notes")
        fixed, other = open(by_driver).read(), open(by_tidy).read()
        if fixed != other:
            die("the driver's and clang-tidy's fixes differ:\n" +
                "".join(difflib.unified_diff(other.splitlines(True), fixed.splitlines(True), "clang-tidy", "corolint")))
        if fixed == bare:
            die(f"{file}: nothing was fixed")
        done_with(by_driver, flags, os.path.join(folder, "left.yaml"))
        expect_fixed(file, "FIXED", bare, fixed)
        if "--keep" in sys.argv:
            shutil.copy(by_driver, sys.argv[sys.argv.index("--keep") + 1])


def done_with(file, flags, left):
    """The program compiles without a warning, and there is nothing left to fix."""
    said = tidy(FIRST, file, [*flags, "-Wall"], f"--export-fixes={left}", checks="-*,coro-*,clang-diagnostic-*")
    if "[clang-diagnostic-" in said:
        die(f"{file}: the fixed program has warnings:\n{said}")
    if os.path.exists(left) and "ReplacementText:" in open(left).read():
        die(f"{file}: there is still something to fix:\n{open(left).read()}")


def second(file, flags, prefix):
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, os.path.basename(file))
        text = bare = bless.BARE.sub("//", open(file).read())
        with open(copy, "w") as out:
            out.write(text)
        found = json.loads(driver(copy, flags, "--format=json", f"--root={folder}"))["findings"]
        edits = [e for f in found for fix in f["fixes"][1:2] for e in fix["edits"]]
        if not edits:
            die(f"{file}: no finding has a second fix")
        for edit in sorted(edits, key=lambda e: -e["offset"]):
            text = text[:edit["offset"]] + edit["text"] + text[edit["offset"] + edit["length"]:]
        with open(copy, "w") as out:
            out.write(text)
        done = run([f"clang++-{FIRST}", "-fsyntax-only", "-Wall", "-Werror", *precompiled.flags_for(f"clang++-{FIRST}", copy, flags), copy])
        if done.returncode:
            die(f"{file}:\n{done.stderr}")
        expect_fixed(file, prefix, bare, text)


def main():
    if len(sys.argv) < 3:
        die("usage: lint.py check|fix|second FILE [--prefix=P,…] [--define=NAME=TEXT]… [--option=CHECK.KEY=VALUE]… "
            "[--keep OUT] [-- FLAGS]")
    arguments = sys.argv[1:]
    flags = FLAGS + (arguments[arguments.index("--") + 1:] if "--" in arguments else [])
    own = arguments[:arguments.index("--")] if "--" in arguments else arguments
    prefixes = next((a.split("=")[1] for a in own if a.startswith("--prefix=")), "CHECK")
    DEFINED.extend(a.replace("--define=", "-D", 1) for a in own if a.startswith("--define="))
    OPTIONS.extend(a.removeprefix("--option=") for a in own if a.startswith("--option="))
    if arguments[0] == "check":
        check(arguments[1], flags, prefixes)
    elif arguments[0] == "second":
        second(arguments[1], flags, prefixes)
    else:
        fix(arguments[1], flags)


main()
