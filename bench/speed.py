#!/usr/bin/env python3
"""speed.py COROLINT [--runs N] [--only PART,...] [--out docs/performance.md]: how long corolint takes, and others for the same.

Every figure is the median of N rounds; in a round each tool runs once, so that all of
them meet the same noise. Times and memory come from /usr/bin/time. Parts:
  examples  Boost.Asio's C++20 examples as Debian installs them
  project   a generated project of 200 files, half of them without coroutines
  headers   24 files that share a header with 10,000 small functions
  warm      one of 1,000 files: with a cache, after a change, with --since
  growth    more files, and a longer file
  generated shapes of code that generators write, and four times that
"""

import argparse
import functools
import glob
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../test/editor")]
from lsp import Editor  # noqa: E402
from shapes import SHAPES, text as text_of  # noqa: E402

EXAMPLES = "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20"
PLUGIN = os.path.join(HERE, "../build/lib/corolint-tidy.so")
TIDY_CHECKS = ("-*,cppcoreguidelines-avoid-capturing-lambda-coroutines,"
               "cppcoreguidelines-avoid-reference-coroutine-parameters,cppcoreguidelines-no-suspend-with-lock,"
               "misc-coroutine-hostile-raii,bugprone-unused-return-value")
JOBS = "2"

arguments = argparse.ArgumentParser()
arguments.add_argument("corolint")
arguments.add_argument("--runs", type=int, default=5)
arguments.add_argument("--only", default="examples,project,headers,warm,growth,generated")
arguments.add_argument("--out")
asked = arguments.parse_args()
corolint = os.path.abspath(asked.corolint)
asked.out = asked.out and os.path.abspath(asked.out)


def timed(command, folder):
    """Seconds, and the memory of the largest process in MB."""
    with tempfile.NamedTemporaryFile("r") as told:
        done = subprocess.run(["/usr/bin/time", "-o", told.name, "-f", "%e %M", *command], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds, kilobytes = told.read().splitlines()[-1].split()
    if done.returncode > 1:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return float(seconds), int(kilobytes) / 1024


def rounds(tools, folder, before=lambda name: None):
    """Of each tool its seconds in each round, and its most memory."""
    seconds, memory = {name: [] for name in tools}, dict.fromkeys(tools, 0)
    for number in range(asked.runs):
        for name, command in tools.items():
            before(name)
            took, used = timed(command, folder)
            seconds[name].append(took)
            memory[name] = max(memory[name], used)
            print(f"  round {number + 1}: {name}: {took:.2f} s, {used:.0f} MB", file=sys.stderr, flush=True)
    return seconds, memory


def ratio(seconds, name, to):
    return statistics.median(a / b for a, b in zip(seconds[name], seconds[to]))


def table(seconds, memory, against):
    def row(*cells):
        return "| " + " | ".join(cells) + " |"

    rows = [row("", "median", "least - most", *(f"of {name}" for name in against), "memory of a process"),
            "|" + "---|" * (4 + len(against))]
    for name, all_runs in seconds.items():
        rows.append(row(name, f"{statistics.median(all_runs):.2f} s", f"{min(all_runs):.2f} - {max(all_runs):.2f}",
                        *(f"{ratio(seconds, name, other):.2f}" for other in against), f"{memory[name]:.0f} MB"))
    return "\n".join(rows) + "\n"


def section(title, words, body):
    return f"## {title}\n\n{textwrap.fill(words, 100)}\n\n{body}"


def syntax_only(folder):
    """The compiler over the same commands, as many at a time."""
    script = os.path.join(folder, "syntax.sh")
    with open(os.path.join(folder, "compile_commands.json")) as file:
        commands = json.load(file)
    with open(script, "w") as file:
        for c in commands:
            words = [w for w in c["arguments"] if w != "-c"]
            if "-o" in words:
                at = words.index("-o")
                del words[at:at + 2]
            print("cd", c["directory"], "&&", *words, "-fsyntax-only", file=file)
    return ["xargs", "-P", JOBS, "-d", "\\n", "-n", "1", "-a", script, "sh", "-c"]


def tools(folder, with_variants=True):
    tidy = ["run-clang-tidy-22", "-clang-tidy-binary=clang-tidy-22", "-p", folder, "-quiet", "-j", JOBS]
    all_tools = {
        "corolint": [corolint, "-p", folder, "--no-cache", "--quiet", "-j" + JOBS],
        "clang -fsyntax-only": syntax_only(folder),
        "run-clang-tidy": [*tidy, "-checks=" + TIDY_CHECKS],
    }
    if with_variants:
        all_tools["corolint --no-preambles"] = [*all_tools["corolint"], "--no-preambles"]
        all_tools["run-clang-tidy with corolint's plugin"] = [*tidy, "-load=" + PLUGIN, "-checks=-*,coro-*"]
    return all_tools


def database(folder, files):
    with open(os.path.join(folder, "compile_commands.json"), "w") as file:
        json.dump([{"directory": folder, "file": name, "arguments": ["clang++-22", "-std=c++20", "-c", name]}
                   for name in files], file)


def generate(folder, count):
    subprocess.run([sys.executable, os.path.join(HERE, "project.py"), folder, str(count)], check=True)


def check_project(folder):
    """Are all of the planted mistakes told, and nothing else?"""
    report = os.path.join(folder, "report.json")
    subprocess.run([corolint, "-p", folder, "--no-cache", "--quiet", "--format=json", "-o", report], cwd=folder)
    with open(report) as file:
        found = sorted(f"{os.path.basename(f['at']['file'])} {f['check']}\n" for f in json.load(file)["findings"])
    with open(os.path.join(folder, "expected.txt")) as file:
        expected = file.readlines()
    if found != expected:
        sys.exit("the project's mistakes are not what was found")
    return len(found)


def examples(folder):
    files = sorted(glob.glob(EXAMPLES + "/**/*.cpp", recursive=True))
    if not files:
        sys.exit("no examples of Boost.Asio: install libboost1.81-doc")
    database(folder, files)
    seconds, memory = rounds(tools(folder), folder)
    return section("Boost.Asio's examples",
                   f"The {len(files)} files of `cpp20/` (Debian's libboost1.81-doc), two at a time, nothing cached.",
                   table(seconds, memory, ["run-clang-tidy", "clang -fsyntax-only"]))


def project(folder):
    generate(folder, 200)
    mistakes = check_project(folder)
    seconds, memory = rounds(tools(folder, with_variants=False), folder)
    return section("A project of 200 files",
                   f"Made by `bench/project.py`: half of the files see no coroutine, and {mistakes} mistakes "
                   "are planted, which corolint finds, and nothing else.",
                   table(seconds, memory, ["run-clang-tidy", "clang -fsyntax-only"]))


def headers(folder):
    """A header as generators write them: it is the project's own, and nothing in it is a template."""
    classes, fields, units = 200, 24, 24
    with open(os.path.join(folder, "rows.h"), "w") as out:
        out.write("#pragma once\n#include <string>\n#include <utility>\n")
        for c in range(classes):
            out.write(f"class Row{c} {{\npublic:\n  Row{c}() {{ clear(); }}\n  void clear() {{\n    changes = 0;\n"
                      + "".join(f"    text{f}.clear();\n" for f in range(fields)) + "  }\n")
            for f in range(fields):
                out.write(f"  const std::string &get{f}() const {{ return text{f}; }}\n  void set{f}(std::string value) {{\n"
                          f"    if (value == text{f})\n      return;\n    text{f} = std::move(value);\n    ++changes;\n  }}\n")
            out.write("\nprivate:\n  int changes = 0;\n" + "".join(f"  std::string text{f};\n" for f in range(fields)) + "};\n")
    for n in range(units):
        with open(os.path.join(folder, f"unit_{n}.cpp"), "w") as out:
            out.write('#include "rows.h"\n#include <boost/asio/awaitable.hpp>\n#include <boost/asio/post.hpp>\n'
                      "#include <boost/asio/use_awaitable.hpp>\nnamespace asio = boost::asio;\n"
                      f"asio::awaitable<void> fill_{n}(Row{n} &row) {{\n  co_await asio::post(asio::use_awaitable);\n"
                      f'  row.set0("{n}");\n}}\n')
    database(folder, [f"unit_{n}.cpp" for n in range(units)])
    run = [corolint, "-p", folder, "--no-cache", "--quiet", "-j" + JOBS]
    seconds, memory = rounds({"corolint": run, "clang -fsyntax-only": syntax_only(folder)}, folder)
    return section("A long header of the project's own",
                   f"{units} files with a coroutine each share a header with {classes * (2 * fields + 2):,} "
                   "functions, as generators write them.", table(seconds, memory, ["clang -fsyntax-only"]))


def warm(folder):
    generate(folder, 1000)
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    git = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    subprocess.run(["git", "add", "src", "compile_commands.json"], cwd=folder, check=True)
    subprocess.run([*git, "commit", "-qm", "all"], cwd=folder, check=True)
    run = [corolint, "-p", folder, "--quiet", "-j" + JOBS]
    cold, _ = timed(run, folder)
    touched = os.path.join(folder, "src/unit_0501.cpp")

    def change(name):
        if name == "nothing changed":
            timed(run, folder)
        else:
            with open(touched, "a") as file:
                file.write("// changed\n")

    seconds, memory = rounds({"nothing changed": run, "one file changed": run,
                              "one file changed, --since=HEAD": [*run, "--since=HEAD"],
                              "that file alone, no cache": [corolint, "-p", folder, "--quiet", "--no-cache", touched]}, folder, change)
    return section("1,000 files, again",
                   f"The same generator; the first run took {cold:.1f} s and filled the cache.",
                   table(seconds, memory, []))


def plot(name, lines, across, up):
    """An SVG beside the page: `lines` are (label, [(x, y), ...])."""
    width, height, left, bottom = 640, 320, 60, 40
    most_x = max(x for _, points in lines for x, _ in points)
    most_y = max(y for _, points in lines for _, y in points)
    at = lambda x, y: (left + x / most_x * (width - left - 120), height - bottom - y / most_y * (height - bottom - 30))
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
             f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for step in range(5):
        x, y = at(most_x * step / 4, most_y * step / 4)
        zero_x, zero_y = at(0, 0)
        parts.append(f'<path d="M{zero_x:.0f},{y:.0f}H{width - 120}" stroke="#ddd"/>'
                     f'<text x="{zero_x - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">{most_y * step / 4:.3g}</text>'
                     f'<text x="{x:.0f}" y="{zero_y + 18:.0f}" text-anchor="middle">{most_x * step / 4:.0f}</text>')
    for (label, points), colour in zip(lines, ("#2f6fde", "#b26a00", "#2e7d32")):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*p) for p in points))
        last = at(*points[-1])
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
                     + "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in (at(*p) for p in points))
                     + f'<text x="{last[0] + 8:.0f}" y="{last[1] + 4:.0f}" fill="{colour}">{label}</text>')
    parts.append(f'<text x="{left}" y="16">{up}</text><text x="{width - 120}" y="{height - 6}" text-anchor="end">{across}</text></svg>')
    with open(os.path.join(HERE, "../docs", name), "w") as file:
        # XML takes a line end for a blank.
        wrapped = (textwrap.wrap(part, 100, break_long_words=False, break_on_hyphens=False) for part in parts)
        file.write("\n".join(sum(wrapped, [])) + "\n")


def growth(folder):
    files, coroutines = [], []
    words = "## Growth\n\n| files | first run | per file | nothing changed |\n|---|---|---|---|\n"
    for count in (100, 200, 400, 800):
        inner = os.path.join(folder, str(count))
        generate(inner, count)
        run = [corolint, "-p", inner, "--quiet", "-j" + JOBS]
        cold, again = timed(run, inner)[0], timed(run, inner)[0]
        files.append((count, cold))
        words += f"| {count} | {cold:.2f} s | {cold / count * 1000:.0f} ms | {again:.2f} s |\n"
    words += "\n| coroutines in one file | parsing | checks | memory |\n|---|---|---|---|\n"
    for count in (100, 1000, 2000, 4000):
        file = os.path.join(folder, f"long_{count}.cpp")
        with open(file, "w") as out:
            out.write("#include <boost/asio/awaitable.hpp>\n#include <boost/asio/steady_timer.hpp>\n#include <boost/asio/use_awaitable.hpp>\n"
                      "namespace asio = boost::asio;\n")
            for n in range(count):
                out.write(f"asio::awaitable<int> f{n}(int a) {{\n  if (a > {n})\n    a = co_await f{max(n - 1, 0)}(a - 1);\n"
                          f"  for (int i = 0; i < a; ++i)\n    a += i;\n  co_return a;\n}}\n")
        told = subprocess.run(["/usr/bin/time", "-f", "%M", corolint, file, "--quiet", "--stats=json", "--", "-std=c++20"], cwd=folder,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr.splitlines()
        spent = json.loads(told[0])["units"]["seconds"]
        coroutines.append((count, spent["parse"] + spent["check"]))
        words += f"| {count} | {spent['parse']:.2f} s | {spent['check']:.3f} s ({spent['check'] / spent['parse']:.1%}) | {int(told[-1]) / 1024:.0f} MB |\n"
    if asked.out:
        plot("growth-files.svg", [("first run", [(0, 0), *files])], "files", "seconds")
        plot("growth-coroutines.svg", [("parse and checks", coroutines)], "coroutines in one file", "seconds")
        words += "\n![seconds by files](growth-files.svg) ![seconds by coroutines](growth-coroutines.svg)\n"
    return words


def processor_time(work):
    """User and system, in seconds, of all processes that it starts and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def opened_in_an_editor(file):
    """From the server's start to the file's findings and its end, with nothing of before."""
    shutil.rmtree(os.environ["COROLINT_CACHE_DIR"], ignore_errors=True)
    editor = Editor([corolint, "lsp"])
    editor.open(file)
    editor.diagnostics(file)
    editor.close()


def generated(folder):
    flags = ["-std=c++20", "-fbracket-depth=100000"]
    tools = {
        "clang": ["clang-22", "-fsyntax-only", "-w", *flags, "shape.cpp"],
        "corolint": [corolint, "--no-cache", "--quiet", "--fail-on=never", "shape.cpp", "--", *flags],
        # A check of its own that finds as much where each line of a shape is a mistake.
        "clang-tidy": ["clang-tidy-22", "--checks=-*,bugprone-unused-return-value", "--quiet",
                       "--config={CheckOptions: {bugprone-unused-return-value.CheckedFunctions: '::load'}}", "shape.cpp", "--", *flags],
        "plugin": ["clang-tidy-22", "--load", os.path.abspath(PLUGIN), "--checks=-*,coro-*", "--quiet", "shape.cpp", "--", *flags],
    }
    os.chdir(folder)
    open("empty.cpp", "w").close()
    with open("compile_commands.json", "w") as out:
        json.dump([{"directory": folder, "file": f, "arguments": ["clang++-22", *flags, "-c", f]} for f in ("shape.cpp", "empty.cpp")], out)
    work = {name: functools.partial(subprocess.run, command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name, command in tools.items()}
    work["server"] = functools.partial(opened_in_an_editor, "shape.cpp")
    work["empty"] = functools.partial(opened_in_an_editor, "empty.cpp")
    words = ("## Generated code\n\nSeconds of processor time that clang -fsyntax-only takes for one file with many of them, and for four\n"
             "times as many, and how many times that it is for corolint, for clang-tidy with a check of its own\n"
             "(`bugprone-unused-return-value`, told that the result of `load()` is to be used), for clang-tidy with the\n"
             "plugin alone, and for the language server: what the file adds to a session with an empty one.\n\n"
             "| many | | clang | corolint | tidy | plugin | server | | clang | corolint | tidy | plugin | server |\n"
             "|---|---|---|---|---|---|---|---|---|---|---|---|---|\n")
    for shape, (count, _) in SHAPES.items():
        words += f"| {shape} "
        for n in (count, 4 * count):
            with open("shape.cpp", "w") as out:
                out.write(text_of(shape, n))
            rounds = [{name: processor_time(do) for name, do in work.items()} for _ in range(asked.runs)]
            for r in rounds:
                r["server"] = max(0, r["server"] - r["empty"])
            words += f"| {n} | {statistics.median(r['clang'] for r in rounds):.2f} "
            for name in ("corolint", "clang-tidy", "plugin", "server"):
                words += f"| {statistics.median(r[name] / r['clang'] for r in rounds):.1f} "
        words += "|\n"
        print(shape, file=sys.stderr)
    return words


os.environ["COROLINT_CACHE_DIR"] = ".corolint-cache"
parts = []
for part in asked.only.split(","):
    print(part, file=sys.stderr, flush=True)
    where = tempfile.mkdtemp(prefix="corolint-bench-")
    try:
        parts.append({"examples": examples, "project": project, "headers": headers, "warm": warm, "growth": growth,
                      "generated": generated}[part](where))
    finally:
        shutil.rmtree(where)
text = "\n".join(parts)
print(text)
if asked.out:
    # What was not asked for stays.
    with open(asked.out) as file:
        words, _, before = file.read().partition("<!-- measured -->\n\n")
    sections = {section.splitlines()[0]: section.strip() for section in re.split("^(?=## )", before, flags=re.M) if section.strip()}
    sections |= {part.splitlines()[0]: part.strip() for part in parts}
    with open(asked.out, "w") as file:
        file.write(words + "<!-- measured -->\n\n" + "\n\n".join(sections.values()) + "\n")
