#!/usr/bin/env python3
"""What does `corolint link` cost? usage: link.py CORO_LINT [FUNCTIONS...]

For each number of functions: writes summaries of a made-up program (100 functions
to a file, three calls in each, one in a thousand sleeps, one coroutine to a file),
links them, and prints time, memory and size. Time should grow with the functions.
"""

import json
import os
import random
import sys
import tempfile
import time

PER_FILE, CALLS = 100, 3
ANY_LEVEL = 4
SIZES = [10_000, 100_000, 1_000_000]


def unit(number, total, pick):
    """The summary of one file, as `corolint summarize` writes it."""
    file = f"src/file{number}.cpp"
    texts = [file, "", "sleep", "the call of 'sleep_for'", "parks the thread until the time is over", "the call of 'step'"]
    symbols, numbers, sought = {}, [PER_FILE], []

    def symbol(function):
        return symbols.setdefault(function * 0x5851F42D4C957F2D % 2**63, len(symbols))

    for i in range(PER_FILE):
        me = number * PER_FILE + i
        texts.append(f"'step{me}'")
        at, name = [0, 10 * i + 1, 6, 10, 400 * i], len(texts) - 1
        numbers += [symbol(me), *at, name, name, int(i == 0)]
        sleeps = int(me % 1000 == 7)
        numbers.append(sleeps)
        if sleeps:
            numbers += [0, 10 * i + 2, 3, 30, 400 * i + 20, 2, 3, 4, 1, ANY_LEVEL]
        numbers.append(CALLS)
        for c in range(CALLS):
            # Half of the calls stay in the file.
            to = number * PER_FILE + pick(PER_FILE) if c % 2 else pick(total)
            call = [0, 10 * i + 3 + c, 3, 20, 400 * i + 60 + 20 * c]
            numbers += [*call, 5, symbol(to), 0, 0, 0]
            if i == c == 0:
                at_first = call
            if to // PER_FILE != number:
                sought.append(to)
        numbers += [0, 0]
    texts.append("step")
    place = dict(zip(["file", "line", "column", "endColumn", "offset"], [file, *at_first[1:]]))
    home = {"file": file, "line": 1, "column": 6, "endColumn": 10, "offset": 0}
    opened = {"check": "coro-blocking-call", "level": "warning", "at": place, "words": "", "function": "step", "notes": [],
              "fixes": [], "spelledAt": [],
              "if": {"in": f"{list(symbols)[0]:x}", "inAt": home, "words": "the call of 'step'", "answers": 0}}
    return {"file": file, "directory": ".", "command": [], "status": "ok", "message": "", "errors": [], "errorCount": 0,
            "log": "", "warningsAsErrors": "", "findings": [],
            "answers": [[{"kind": "sleep", "level": "warning", "words": " blocks: it comes to ", "instead": ""}]],
            "open": [opened], "parsed": {}, "inputs": [file],
            "summary": {"texts": texts, "functions": numbers, "harmless": [0],
                        "sought": [n for s in sorted(set(sought)) for n in (symbol(s), len(texts) - 1)],
                        "symbols": list(symbols), "footprints": []}}


def bench(corolint, total):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "program.json")
        pick = random.Random(1).randrange
        with open(path, "w") as file:
            print(json.dumps({"kind": "corolint-summaries", "version": 6, "root": folder}), file=file)
            for number in range(total // PER_FILE):
                print(json.dumps(unit(number, total, pick), separators=(",", ":")), file=file)
        size = os.path.getsize(path)
        begin = time.monotonic()
        pid = os.spawnl(os.P_NOWAIT, corolint, corolint, "link", path, "--format=json", "-o", os.path.join(folder, "out.json"),
                        "--fail-on=never", "--quiet")
        _, status, used = os.wait4(pid, 0)
        seconds = time.monotonic() - begin
        if status:
            sys.exit(f"corolint link ended with {status}")
        with open(os.path.join(folder, "out.json")) as out:
            findings = len(json.load(out)["findings"])
        print(f"{total:>9} functions  {total * CALLS:>9} calls  {size / total:6.0f} bytes/function  "
              f"{seconds:6.2f} s  {seconds / total * 1e6:6.2f} µs/function  {used.ru_maxrss / 1024:6.0f} MB  "
              f"{findings} findings", flush=True)


for size in [int(a) for a in sys.argv[2:]] or SIZES:
    bench(os.path.abspath(sys.argv[1]), size)
