"""Runs the examples of the checks' pages. usage: examples.test.py PAGES CORO_LINT FOLDER

A "cpp bad" block must be reported, by the page's check, on just the lines that
say "// reported"; a "cpp good" block not at all. All must compile.
"""

import glob
import json
import os
import re
import subprocess
import sys

pages, corolint, folder = sys.argv[1:]
PRELUDE = """#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <future>
#include <map>
#include <string>
#include <thread>
namespace asio = boost::asio;
struct JNIEnv_ { // as <jni.h> has it
  int GetVersion();
};
"""
os.makedirs(folder)
commands, expected = [], {}
for page in sorted(glob.glob(os.path.join(pages, "coro-*.md"))):
    check = os.path.splitext(os.path.basename(page))[0]
    blocks = re.findall(r"^```cpp (bad|good)\n(.*?)^```", open(page).read(), re.S | re.M)
    if sorted({kind for kind, _ in blocks}) != ["bad", "good"]:
        sys.exit(f"{page}: needs a bad and a good example")
    for kind, code in blocks:
        name = f"{check}_{kind}_{len(commands)}"
        # One program with all of them: what one example defines is no other's.
        code = f"{PRELUDE}namespace {name.replace('-', '_')} {{\n{code}}}\n"
        with open(os.path.join(folder, f"{name}.cpp"), "w") as out:
            out.write(code)
        commands.append({"directory": folder, "file": f"{name}.cpp", "command": f"c++ -std=c++20 -c {name}.cpp"})
        lines = {(check, number) for number, line in enumerate(code.split("\n"), 1) if "// reported" in line}
        if (kind == "bad") != bool(lines):
            sys.exit(f"{page}: a bad example has '// reported' lines, a good one has none")
        expected[f"{name}.cpp"] = lines
assert len(expected) >= 12, expected
with open(os.path.join(folder, "compile_commands.json"), "w") as out:
    json.dump(commands, out)
done = subprocess.run([corolint, "-p", folder, "--no-cache", "--preview", "--format=json", "--fail-on=never"], capture_output=True, text=True)
if done.returncode:
    sys.exit(f"an example does not parse:\n{done.stderr}")
said = {name: set() for name in expected}
for finding in json.loads(done.stdout)["findings"]:
    said[os.path.basename(finding["at"]["file"])].add((finding["check"], finding["at"]["line"]))
wrong = [f"{name}: reported {sorted(said[name])}, expected {sorted(lines)}" for name, lines in expected.items() if said[name] != lines]
if wrong:
    sys.exit("\n".join(wrong))
