#!/usr/bin/env python3
"""Runs the examples of every check's page. usage: examples.py FOLDER COROLINT

A "cpp bad" block must be reported, by the page's check, on just the lines that
say "// reported"; a "cpp good" block not at all. Both must compile.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

folder, corolint = sys.argv[1], sys.argv[2]
prelude = """#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <future>
#include <string>
#include <thread>
namespace asio = boost::asio;
"""


def trouble(page):
    """What is wrong with the examples of a page, or None."""
    check = os.path.splitext(os.path.basename(page))[0]
    blocks = re.findall(r"^```cpp (bad|good)\n(.*?)^```", open(page).read(), re.S | re.M)
    if sorted({kind for kind, _ in blocks}) != ["bad", "good"]:
        return "needs a bad and a good example"
    for kind, code in blocks:
        with tempfile.NamedTemporaryFile("w", suffix=".cpp") as file:
            file.write(prelude + code)
            file.flush()
            done = subprocess.run([corolint, "--format=json", "--fail-on=never", file.name, "--", "-std=c++20"],
                                  capture_output=True, text=True)
        if done.returncode:
            return f"the {kind} example does not parse:\n{done.stderr}"
        said = {(f["check"], f["at"]["line"]) for f in json.loads(done.stdout)["findings"]}
        expected = {(check, number) for number, line in enumerate((prelude + code).split("\n"), 1) if "// reported" in line}
        if (kind == "bad") != bool(expected):
            return "a bad example has '// reported' lines, a good one has none"
        if said != expected:
            return f"the {kind} example: reported {sorted(said)}, expected {sorted(expected)}"
    return None


pages = sorted(os.path.join(folder, file) for file in os.listdir(folder) if file.startswith("coro-"))
assert pages
with ThreadPoolExecutor(2) as pool:
    bad = [f"{page}: {why}" for page, why in zip(pages, pool.map(trouble, pages)) if why]
sys.exit("\n".join(bad) or None)
