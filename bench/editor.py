#!/usr/bin/env python3
"""How long does somebody wait who types? usage: editor.py COROLINT [--runs N]

Of a file of 300 lines that uses Boost.Asio: seconds of a run in the terminal, from opening it in an
editor to its findings, and from a key to the findings then, without the time that the server waits
for the next key. Each the median of some runs; with no cache of before, and with one.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "test", "editor"))
sys.dont_write_bytecode = True

from lsp import Editor  # noqa: E402

CHAT = "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20/coroutines/chat_server.cpp"
LINES = 300
PAUSE = 0.25  # As in LspServer.cpp.


def text():
    with open(CHAT) as f:
        lines = f.read().splitlines()
    i = 0
    while len(lines) < LINES:
        i += 1
        lines += ["", f"awaitable<void> tick{i}(boost::asio::steady_timer& timer)", "{",
                  f"  timer.expires_after(std::chrono::milliseconds({i}));", "  co_await timer.async_wait(use_awaitable);", "}"]
    return "\n".join(lines) + "\n"


def seconds(work):
    begin = time.monotonic()
    work()
    return time.monotonic() - begin


def one_shot(corolint, *more):
    return seconds(lambda: subprocess.run([corolint, "-p", ".", "--root=.", "--quiet", "--fail-on=never", "-o", os.devnull,
                                           *more, "chat.cpp"], check=True))


def session(corolint, edits):
    editor = Editor([corolint, "lsp"])

    def open_it():
        editor.open("chat.cpp")
        editor.diagnostics("chat.cpp")

    first, typed = seconds(open_it), []
    for i in range(edits):
        before = editor.texts["chat.cpp"]
        at = before.index("co_await", len(before) // 2)

        def press():
            editor.change("chat.cpp", before[:at] + f"/* {i} */ " + before[at:])
            editor.diagnostics("chat.cpp")

        typed.append(seconds(press) - PAUSE)
    editor.close()
    return first, typed


def main():
    options = argparse.ArgumentParser()
    options.add_argument("corolint")
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    corolint = os.path.abspath(chosen.corolint)
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("chat.cpp", "w") as f:
            f.write(text())
        with open("compile_commands.json", "w") as f:
            json.dump([{"directory": folder, "file": "chat.cpp", "command": "c++ -std=c++20 -c chat.cpp"}], f)
        for _ in range(chosen.runs):
            cache = os.path.join(folder, "cache")
            shutil.rmtree(cache, ignore_errors=True)
            os.environ["COROLINT_CACHE_DIR"] = cache
            rows.setdefault("in the terminal", []).append(one_shot(corolint))
            shutil.rmtree(cache)
            first, typed = session(corolint, 4)
            rows.setdefault("opened", []).append(first)
            rows.setdefault("the first key", []).append(typed[0])
            rows.setdefault("each key after it", []).extend(typed[1:])
            first, typed = session(corolint, 2)
            rows.setdefault("opened again", []).append(first)
            rows.setdefault("the first key then", []).append(typed[0])
    for name, all_ in rows.items():
        print(f"{name:20} {statistics.median(all_):.2f} s  (worst {max(all_):.2f})")


main()
