"""usage: variants.test.py ROOT CORO_LINT LIB FOLDER"""
import json
import os
import random
import shutil
import subprocess
import sys

root, corolint, lib, folder = sys.argv[1:]
PARTS, EACH = 8, 25  # What of each part ends its lines alike goes into one file.
FLAGS = ["-std=c++20", "-isystem", lib]
PRELUDE = """#include <iostream>
#include <memory>
#include <mini/coro.h>
#include <string>
#include <utility>
#include <vector>

struct tick {
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  void await_resume() {}
};
mini::task<int> number(int n) {
  co_await tick{};
  co_return n * 3;
}
mini::task<std::string> text(int n) {
  co_await tick{};
  co_return "text " + std::to_string(n);
}
mini::task<std::unique_ptr<int>> owner(int n) {
  co_await tick{};
  co_return std::make_unique<int>(n);
}
mini::task<std::vector<int>> list(int n) {
  co_await tick{};
  co_return std::vector<int>(n, n);
}
mini::task<> store(int n, int &into) {
  co_await tick{};
  into = n;
}
struct Shelf {
  int size = 4;
  mini::task<int> book(int n) const {
    co_await tick{};
    co_return n + size;
  }
};
inline std::string shown(int n) { return std::to_string(n); }
inline std::string shown(long n) { return std::to_string(n); }
inline std::string shown(const std::string &text) { return text; }
inline std::string shown(const std::unique_ptr<int> &n) { return std::to_string(*n); }
inline std::string shown(const std::vector<int> &all) { return std::to_string(all.size()); }
inline int sum(int a, int b) { return a + b; }
inline int sum(int a, int b, int c) { return a + b + c; }
inline std::string join(std::string a, const std::string &b) { return a + b; }
"""
# What makes a task: its type, and how its result may be declared.
TASKS = {
    "number({})": ("int", ["int", "const int", "long", "auto", "const auto", "auto &&", "const auto &", "const long"]),
    "text({})": ("std::string", ["std::string", "const std::string", "auto", "const auto", "const std::string &"]),
    "owner({})": ("std::unique_ptr<int>", ["auto", "std::unique_ptr<int>", "auto &&", "const auto"]),
    "list({})": ("std::vector<int>", ["auto", "std::vector<int>", "const auto &"]),
    "shelf.book({})": ("int", ["int", "auto", "const auto"]),
}
OPERANDS = [t for t in TASKS if TASKS[t][0] in ("int", "std::string")]


class Variant:
    """One coroutine of the type mini::task<std::string>."""

    def __init__(self, dice, number):
        self.dice, self.name = dice, f"variant_{number}"
        self.lines, self.seen = [], []

    def task(self, kinds=None):
        kind = self.dice.choice(list(kinds or TASKS))
        return kind.format(self.dice.randint(1, 9)), kind

    def between(self):
        what = self.dice.randint(0, 7)
        if what == 0:
            self.lines.append(f"const int pause{len(self.lines)} = {len(self.lines)};")
            self.seen.append(f"pause{len(self.lines) - 1}")
        elif what == 1:
            self.lines.append("// What comes next needs nothing of this.")
        elif what == 2:
            self.lines.append("")

    def statements(self):
        names = self.dice.choice([["a", "b", "c", "d"], ["first", "second", "third", "fourth"],
                                  ["latestPost", "latestUser", "latestOrder", "latestVisit"]])
        kept = self.dice.random() < 0.25
        count = self.dice.randint(2, 4)
        tasks = [self.task() for _ in range(count)]
        if kept:
            for i, (code, _) in enumerate(tasks):
                self.lines.append(f"auto task{i} = {code};")
        for i, (code, kind) in enumerate(tasks):
            given, types = TASKS[kind]
            operand = code if not kept else self.dice.choice([f"task{i}", f"std::move(task{i})"])
            form = self.dice.randint(0, 9)
            if form == 0 and not kept:
                target = f"stored{i}"
                self.lines.insert(0, f"int {target} = 0;")
                self.lines.append(f"co_await store({i}, {target});")
                self.seen.append(target)
            elif form == 1:
                self.lines.append(self.dice.choice(["(void)co_await ", "co_await "]) + f"{operand};")
            else:
                declared = self.dice.choice(types)
                shape = self.dice.choice(["{} = {}", "{} = {}", "{}({})", "{}{{{}}}"])
                if shape == "{}{{{}}}" and ("auto" in declared or "long" in declared or "vector" in declared):
                    shape = "{} = {}"
                self.lines.append(f"{declared} " + shape.format(names[i], f"co_await {operand}") + ";")
                self.seen.append(names[i])
            if i + 1 < count:
                self.between()
        self.lines.append("co_return " + (" + '/' + ".join(f"shown({name})" for name in self.seen) or '"none"') + ";")

    def expression(self):
        ints = [kind for kind in OPERANDS if TASKS[kind][0] == "int"]
        code = [self.task(ints)[0] for _ in range(3)]
        words = [self.task(["text({})"])[0] for _ in range(2)]
        whole = self.dice.choice([
            f"co_await {code[0]} + co_await {code[1]}",
            f"co_await {code[0]} * 2 - (co_await {code[1]} + co_await {code[2]})",
            f"sum(co_await {code[0]}, co_await {code[1]})",
            f"sum(co_await {code[0]}, 7, co_await {code[1]})",
            f"sum((co_await {code[0]}), 1) + (co_await {code[1]})",
            f"join(co_await {words[0]}, co_await {words[1]})",
            f"co_await {words[0]} + co_await {words[1]}",
            f"(co_await {words[0]}).size() + (co_await {words[1]}).size()",
            f"(co_await {words[0]} + \", \" + co_await {words[1]}).size()",
            f"static_cast<long>(co_await {code[0]}) + co_await {code[1]}",
        ])
        form = self.dice.randint(0, 3)
        is_text = whole.startswith("join") or whole == f"co_await {words[0]} + co_await {words[1]}"
        shown = "static_cast<long>" if ".size()" in whole else ""
        if form == 0 and is_text:
            self.lines.append(f"co_return {whole};")
        elif form == 1:
            self.lines += [f"const auto result = {whole};", f"co_return shown({shown}(result));"]
        elif form == 2:
            self.lines += ["int first = 1;", f"auto result = {whole};", f"co_return shown({shown}(result)) + shown(first);"]
        else:
            self.lines.append(f"co_return shown({shown}({whole}));")

    def nested(self):
        """The body in a block, a branch, a loop, a lambda; or as it is."""
        body = self.lines
        deeper = [("  " + line).rstrip() for line in body]
        form = self.dice.randint(0, 6)
        if form == 0:
            return ["{", *deeper, "}"]
        if form == 1:
            return ["if (shelf.size > 0) {", *deeper, "}", "co_return {};"]
        if form == 2:
            return ["while (shelf.size == 4) {", *deeper, "}", "co_return {};"]
        if form == 3:
            return ["auto inner = [](Shelf shelf) -> mini::task<std::string> {", *deeper, "};",
                    "co_return co_await inner(shelf);"]
        if form == 4:
            return ["try {", *deeper, "} catch (const std::exception &) {", "  std::cout << 1;", "}", "co_return {};"]
        return body

    def __str__(self):
        (self.statements if self.dice.random() < 0.65 else self.expression)()
        indent = self.dice.choice(["  ", "  ", "    ", "\t"])
        body = [(indent + line.replace("  ", indent) if line else "") for line in self.nested()]
        return "\n".join([f"mini::task<std::string> {self.name}(const Shelf &shelf) {{", *body, "}", ""])


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def compiled(file):
    done = run("clang++-22", *FLAGS, "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-Wno-unused-variable", file, "-o", file[:-4])
    return done.stderr if done.returncode else ""


def lint(file, *options):
    done = run(corolint, f"--models={lib}/mini/model.json", "--checks=-*,coro-sequential-awaits", "--fail-on=never",
               "--format=json", *options, file, "--", *FLAGS)
    if done.returncode:
        sys.exit(f"corolint: {done.stderr}")
    return json.loads(done.stdout)["findings"]


shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
dice = random.Random(2020)
fixed = broken = 0
files = {"\n": [], "\r\n": []}
for number in range(PARTS):
    part = [(number * EACH + i, str(Variant(dice, number * EACH + i))) for i in range(EACH)]
    files[dice.choice(list(files))] += part
assert all(files.values())
for end, variants in files.items():
    calls = "".join(f"  std::cout << mini::sync_wait(variant_{number}(shelf)) << '\\n';\n" for number, _ in variants)
    file = os.path.join(folder, f"variants_{len(end)}.cpp")
    with open(file, "w", newline=end) as out:
        out.write(PRELUDE + "\n".join(text for _, text in variants) + f"\nint main() {{\n  Shelf shelf;\n{calls}}}\n")
    if wrong := compiled(file):
        sys.exit(f"the variants themselves are wrong:\n{wrong}")
    before = run(file[:-4]).stdout
    found = lint(file, "--fix=suggested")
    fixed += sum(len(f["fixes"]) > 0 for f in found)
    refused = [note["words"] for f in found for note in f["notes"] if note["words"].startswith("a fix that")]
    mended = open(file, newline="").read()
    wrong = compiled(file) or ("" if run(file[:-4]).stdout == before else f"{file} prints something else\n")
    left = [f for f in lint(file, "--fix=suggested") if f["fixes"]]
    if end == "\r\n" and mended.count("\n") != mended.count("\r\n"):
        wrong += f"{file}: mixed line ends\n"
    if open(file, newline="").read() != mended:
        wrong += f"{file}: mended twice: {left}\n"
    if wrong or refused or left:
        broken += 1
        print(wrong, refused, left)
print(f"{PARTS * EACH} variants, {fixed} fixed, {broken} broken")
