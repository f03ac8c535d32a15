#!/usr/bin/env python3
"""Mutates every kind of file that corolint reads, and holds it against its promises.

  files.py COROLINT [--seconds=30] [--runs=N] [--seed=1] [--keep=DIRECTORY]

Compile databases, .clang-tidy, models, baselines, summaries, diffs, an editor's messages, and the cache:
- no crash and no hang, and the exit code is 0, 1, 2 or 3;
- who ends with 2 or 3 says why on standard error, and does not show its insides;
- whatever is done to the cache, the findings are those of a run without one.
The same seed gives the same files. What breaks a promise is kept.
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

asked = argparse.ArgumentParser()
asked.add_argument("corolint")
asked.add_argument("--seconds", type=int, default=30)
asked.add_argument("--runs", type=int, default=1 << 30)
asked.add_argument("--seed", type=int, default=1)
asked.add_argument("--keep", default="fuzz-found")
asked = asked.parse_args()
corolint = os.path.abspath(asked.corolint)
keep = os.path.abspath(asked.keep)
rng = random.Random(asked.seed)
UNIT = """#include <coroutine>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
task save(int);
void wait_for(int);
task f() {
  save(1);
  wait_for(2);
  co_return;
}
"""
Token = re.compile(rb'\s+|"(?:\\.|[^"\\\n])*"|\w+|.', re.S)
Odd = [b"null", b"[]", b"{}", b"-1", b"1e999", b"18446744073709551616", b'""', b'"\\u0000"', b'"\\ud800"', b"true", b"\0", b"\xff", b"\n", b"'",
       b"[" * 5000, b'{"a":' * 5000, b'"' + b"x" * 70000 + b'"', b"..", b'"/dev/zero"', b'"/"', b'"*("', b"- a: &a [*a]\n", b"%s%n"]


def mutated(text):
    if rng.random() < 0.1:
        return text[:rng.randrange(len(text) + 1)]
    tokens = Token.findall(text)
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        at, what = rng.randrange(len(tokens)), rng.randrange(5)
        if what == 0:
            del tokens[at:at + rng.choice((1, 2, 9))]
        elif what == 1:
            tokens[at] = rng.choice(Odd)
        elif what == 2:
            tokens.insert(at, rng.choice(tokens))
        elif what == 3:
            to = rng.randrange(len(tokens))
            tokens[at], tokens[to] = tokens[to], tokens[at]
        else:
            byte = rng.randrange(len(tokens[at]))
            tokens[at] = tokens[at][:byte] + bytes([rng.randrange(256)]) + tokens[at][byte + 1:]
        tokens = tokens or [b" "]
    return b"".join(tokens)


def run(words, text=None):
    return subprocess.run([corolint, *words], input=text, stdin=None if text is not None else subprocess.DEVNULL, capture_output=True,
                          timeout=60, cwd=work)


def write(name, text):
    with open(os.path.join(work, name), "wb") as file:
        file.write(text)


def complaint(done):
    errors = done.stderr.decode(errors="replace")
    if done.returncode not in (0, 1, 2, 3):
        return f"exit {done.returncode}: {errors[:2000]}"
    if done.returncode > 1 and "corolint: " not in errors:
        return f"exit {done.returncode}, and no word why: {errors[:500]}"
    if re.search(r"LLVM ERROR|terminate called|Assertion|Stack dump|json\.exception|runtime error:", errors):
        return f"shows its insides: {errors[:2000]}"
    return None


def message(method, number=None, **params):
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params} | ({} if number is None else {"id": number})).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def plant():
    """The files as they should be, and how each is read."""
    write("a.cpp", UNIT.encode())
    write("compile_commands.json", json.dumps([{"directory": work, "file": "a.cpp", "arguments": ["clang++", "-std=c++20", "-c", "a.cpp"]}]).encode())
    write("m.json", json.dumps({"library": "ours", "functions": {"::wait_for": {"blocks": {"tier": "sleep", "why": "it waits"}}},
                                "types": {"::task": {"thread-bound": "tasks are ours"}}}).encode())
    write("d.diff", b"--- a/a.cpp\n+++ b/a.cpp\n@@ -16,1 +17,3 @@\n+  save(1);\n+  wait_for(2);\n   co_return;\n")
    write(".clang-tidy", b"Checks: '-*,coro-*'\nHeaderFilterRegex: '.*'\nWarningsAsErrors: 'coro-used-*'\nCheckOptions:\n  - key: coro-blocking-call.Sleep\n"
                         b"    value: note\nExtraArgs: ['-DX=1', '-Iinclude']\n")
    for words in (["--write-baseline=b.json"], ["summarize", "-o", "s.json"]):
        done = run([*words, "--no-cache"])
        assert done.returncode == 0, done.stderr
    uri = "file://" + work + "/a.cpp"
    talk = (message("initialize", 1, processId=None, rootUri="file://" + work, capabilities={}) + message("initialized") +
            message("textDocument/didOpen", textDocument={"uri": uri, "languageId": "cpp", "version": 1, "text": UNIT}) +
            message("shutdown", 2) + message("exit"))
    quick = ["--no-cache", "--root=.", "--format=json"]
    return [("compile_commands.json", None, quick), (".clang-tidy", None, quick), ("m.json", None, [*quick, "--models=m.json", "a.cpp"]),
            ("b.json", None, [*quick, "--baseline=b.json"]), ("s.json", None, ["link", "s.json", "--root=.", "--format=json"]),
            ("d.diff", None, [*quick, "--diff=d.diff"]), ("messages", talk, ["lsp"])]


def of_the_cache():
    """A file of it is mutated, or becomes another of them."""
    run(["--root=.", "--cache-dir=cache", "--quiet"])
    files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(work, "cache")) for name in names if name[0] != ".")
    changed, other = rng.choice(files), rng.choice(files)
    text = mutated(open(changed, "rb").read()) if rng.random() < 0.7 else open(other, "rb").read()
    with open(changed, "wb") as file:
        file.write(text)
    done = run(["--root=.", "--cache-dir=cache", "--format=json"])
    without = run(["--root=.", "--no-cache", "--format=json"])
    shutil.rmtree(os.path.join(work, "cache"), ignore_errors=True)
    if not complaint(done) and json.loads(done.stdout)["findings"] != json.loads(without.stdout)["findings"]:
        return done, "other findings than without the cache", text
    return done, complaint(done), text


runs, found, end = 0, 0, time.monotonic() + asked.seconds
with tempfile.TemporaryDirectory(prefix="corolint-fuzz-") as work:
    work = os.path.realpath(work)
    kinds = plant()
    for name, talk, words in kinds:
        done = run(words, talk)
        assert done.returncode in (0, 1) and not complaint(done), (name, done)
    while time.monotonic() < end and runs < asked.runs:
        name, talk, words = rng.choice(kinds + [("cache", None, [])])
        text, why = b"", None
        try:
            if name == "cache":
                done, why, text = of_the_cache()
            elif talk:
                text = mutated(talk)
                why = complaint(run(words, text))
            else:
                before = open(os.path.join(work, name), "rb").read()
                text = mutated(before)
                write(name, text)
                try:
                    why = complaint(run(words))
                finally:
                    write(name, before)
        except subprocess.TimeoutExpired as e:
            why = f"hangs: {e.cmd}"
        runs += 1
        if why:
            found += 1
            os.makedirs(keep, exist_ok=True)
            kept = os.path.join(keep, f"seed{asked.seed}-{runs}-{name.strip('.')}")
            with open(kept, "wb") as file:
                file.write(text)
            print(f"{kept}: corolint {' '.join(words)}: {why}", flush=True)
print(f"{runs} files, {found} faults")
sys.exit(found > 0)
