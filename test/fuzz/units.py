#!/usr/bin/env python3
"""Mutates the check tests and holds corolint against its promises.

  units.py COROLINT [--seconds=60] [--runs=N] [--seed=1] [--plugin=FILE] [--keep=DIRECTORY]

Of each unit, whatever it looks like:
- no process crashes or hangs, and the exit code is 0, 1 or 3;
- a second run, one with a cache (cold and warm), one without preambles, one beside another unit by two
  processes, and one in parts (summarize, link) say the same;
- if the unit compiles, it still does with its fixes applied, and a second --fix changes nothing;
- with --plugin, clang-tidy neither crashes nor hangs, and says the same of what compiles.
The same seed gives the same units. What breaks a promise is kept, with the command that shows it.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

here = os.path.dirname(os.path.abspath(__file__))
tests = os.path.join(os.path.dirname(here), "checks")
lib = os.path.join(os.path.dirname(here), "Inputs", "lib")
asked = argparse.ArgumentParser()
asked.add_argument("corolint")
asked.add_argument("--seconds", type=int, default=60)
asked.add_argument("--runs", type=int, default=1 << 30)
asked.add_argument("--seed", type=int, default=1)
asked.add_argument("--plugin")
asked.add_argument("--keep", default="fuzz-found")
asked = asked.parse_args()
corolint = os.path.abspath(asked.corolint)
rng = random.Random(asked.seed)
Token = re.compile(r'\s+|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|\w+|::|->|<<|>>|&&|\|\||.', re.S)
Words = ("co_await", "co_return", "co_yield", "return", "auto", "if", "for", "while", "try", "catch", "static", "const", "&", "&&", "*",
         "(", ")", "{", "}", "[", "]", "<", ">", ";", ",", "std::move", "this", "[&] {", "}()", "template <class T>", "requires true", "0")
FLAGS = ["-std=c++20", "-isystem", lib]


def seeds():
    """The C++ of every check test that needs nothing but the stubs."""
    for folder, _, names in sorted(os.walk(tests)):
        for name in sorted(names):
            if name in ("mini.cpp", "quiet.cpp", "fix.cpp") or name.startswith("quiet-"):
                text = open(os.path.join(folder, name), encoding="utf-8").read()
                if "split-file" not in text and "<mini/" in text:
                    yield name, text


def statements(tokens):
    """Where statements begin and end: between two of ; { } on one level."""
    ends = [-1] + [i for i, t in enumerate(tokens) if t in ";{}"]
    return [(a + 1, b + 1) for a, b in zip(ends, ends[1:]) if tokens[b] == ";"]


def mutated(text, others):
    tokens = Token.findall(text)
    for _ in range(rng.choice((1, 1, 2, 3, 5, 9))):
        at = rng.randrange(len(tokens))
        what = rng.randrange(8)
        lines = statements(tokens)
        if what == 0:
            del tokens[at:at + rng.choice((1, 1, 2, 8))]
        elif what == 1:
            tokens.insert(at, " " + rng.choice(Words) + " ")
        elif what == 2:
            to = rng.randrange(len(tokens))
            tokens[at], tokens[to] = tokens[to], tokens[at]
        elif what == 3 and lines: # a statement once more, elsewhere
            a, b = rng.choice(lines)
            to = rng.choice(lines)[0]
            tokens[to:to] = tokens[a:b]
        elif what == 4 and lines: # around a statement
            a, b = rng.choice(lines)
            before, after = rng.choice((("{", "}"), ("if (0) {", "}"), ("for (;;) {", "}"), ("[&] {", "}();"), ("try {", "} catch (...) {}"),
                                        ("switch (1) { case 1:", "}"), ("do {", "} while (0);")))
            tokens[a:b] = [" ", before, *tokens[a:b], after, " "]
        elif what == 5 and lines: # one of another test
            other = Token.findall(rng.choice(others)[1])
            theirs = statements(other)
            if theirs:
                a, b = rng.choice(theirs)
                to = rng.choice(lines)[0]
                tokens[to:to] = other[a:b]
        elif what == 6:
            tokens[at] = rng.choice(tokens)
        else: # many of one
            tokens[at] = (tokens[at] + " ") * rng.choice((2, 3, 300))
        if not tokens:
            tokens = [" "]
    return "".join(tokens)


def run(words, **more):
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, cwd=work, **more)


def complaint(unit):
    """What the unit shows to be broken, or None."""
    base = ["--root=.", f"--models={lib}/mini/model.json", "--timeout=60"]
    flags = ["--", *FLAGS]

    def said(*more, words=()):
        done = run([corolint, *(words or [*base, "--format=json", unit, *more, *flags])])
        if done.returncode not in (0, 1, 3) or b"was not analysed: its process" in done.stderr:
            raise ValueError(f"{more}: exit {done.returncode}: {done.stderr.decode(errors='replace')[:2000]}")
        return done.returncode, json.loads(done.stdout)["findings"]

    try:
        first = said("--no-cache")
        for more in (["--no-cache"], ["--no-cache", "--no-preambles"], ["--cache-dir=cache"], ["--cache-dir=cache"]):
            if said(*more) != first:
                return f"not the same with {more}"
        if said("-j2", "--no-cache", "nothing.cpp") != first:
            return "not the same beside another unit"
        done = run([corolint, "summarize", *base, "--no-cache", unit, "-o", "part.json", *flags])
        if done.returncode not in (0, 3) or said(words=["link", "part.json", "--root=.", "--format=json"]) != first:
            return f"not the same in parts: exit {done.returncode}: {done.stderr.decode(errors='replace')[:2000]}"
        compiles = lambda: run(["clang++-22", "-fsyntax-only", "-w", *FLAGS, unit]).returncode == 0
        if asked.plugin:
            done = run(["clang-tidy-22", "--quiet", f"--load={os.path.abspath(asked.plugin)}", "--checks=-*,coro-*",
                        "--config={CheckOptions: {coro.Models: '%s/mini/model.json'}}" % lib, unit, *flags])
            if done.returncode not in (0, 1):
                return f"clang-tidy: exit {done.returncode}: {done.stderr.decode(errors='replace')[:2000]}"
            told = set(re.findall(rf"{unit}:(\d+):(\d+): \w+: .* \[(coro-[\w-]+)", done.stdout.decode(errors="replace")))
            meant = {(str(f["at"]["line"]), str(f["at"]["column"]), f["check"]) for f in first[1]}
            if told != meant and compiles():
                return f"clang-tidy alone says {sorted(told - meant)}, corolint alone {sorted(meant - told)}"
        if first[1] and compiles():
            said("--no-cache", "--fix=suggested")
            fixed = open(os.path.join(work, unit)).read()
            if not compiles():
                return "the fixed text does not compile"
            said("--no-cache", "--fix=suggested")
            if open(os.path.join(work, unit)).read() != fixed:
                return "a second --fix changes something"
    except subprocess.TimeoutExpired as e:
        return f"hangs: {e.cmd}"
    except ValueError as e:
        return str(e)
    return None


all_seeds = list(seeds())
assert all_seeds, tests
units, found, end = 0, 0, time.monotonic() + asked.seconds
with tempfile.TemporaryDirectory(prefix="corolint-fuzz-") as work:
    open(os.path.join(work, "nothing.cpp"), "w").close()
    while time.monotonic() < end and units < asked.runs:
        text = mutated(rng.choice(all_seeds)[1], all_seeds)
        unit = f"u{units}.cpp"
        open(os.path.join(work, unit), "w").write(text)
        why = complaint(unit)
        units += 1
        os.remove(os.path.join(work, unit))
        shutil.rmtree(os.path.join(work, "cache"), ignore_errors=True)
        if why:
            found += 1
            os.makedirs(asked.keep, exist_ok=True)
            kept = os.path.join(asked.keep, f"seed{asked.seed}-{unit}")
            open(kept, "w").write(text)
            print(f"{kept}: {why}", flush=True)
print(f"{units} units, {found} faults")
sys.exit(found > 0)
