"""Runs the commands of the documentation. usage: commands.test.py ROOT COROLINT FOLDER

Every "sh" block of the pages is run line by line in a small project, each page in one of
its own. A line that does not begin with corolint has to be in ELSEWHERE, with the reason.
Inline `corolint …` code is run as well. Commands end with 0 or 1: wrong usage is 2.
"""

import glob
import json
import os
import re
import subprocess
import sys

root, corolint, folder = sys.argv[1:]

# What other programs do is theirs to say: packages, build systems, the workshop.
ELSEWHERE = {
    "pip": "installs", "sudo": "installs", "tar": "installs", "bazel": "has its own test", "./dev": "the workshop",
    "cmake": "test/driver/cmake-command.test", "ninja": "builds", "gdb": "asks", "cvise": "takes long", "chmod": "of crashes.sh",
    "clang++-22": "has a placeholder", "clang-tidy-22": "test/plugin", "run-clang-tidy-22": "test/plugin",
    "plugin=": "a variable", "/usr/bin/python3": "runs lit", "COROLINT_MAJORS=21": "runs lit", "cat": "writes crashes.sh", "#!/bin/sh": "of crashes.sh",
    "grep": "of crashes.sh", "EOF": "of crashes.sh", "gdb -batch": "of crashes.sh",
}
# What is not there in the project, and how its command ends then.
PLACEHOLDERS = {"--check-models FILE": "--check-models ours.json", "FILE": "src/session.cpp", "$(find -L bazel-bin/ -path '*.corolint/*.json')": "1.json", "build/bin/corolint": "corolint"}
# Another program behind a pipe.
PIPED = re.compile(r" \| (dot|reviewdog)\b.*")
INLINE = {  # `corolint …` in the running text that is no command line
    "corolint lsp": "talks to an editor", "corolint graph": "a name", "corolint summarize": "a name",
}

FILES = {
    "src/store.h": "#pragma once\n#include \"queue.h\"\nnamespace ours { void load(); }\n",
    "src/store.cpp": "#include \"store.h\"\n#include <unistd.h>\nvoid ours::load() { sleep(1); }\n",
    "src/session.cpp": "#include \"store.h\"\nours::task total() {\n  save(1);\n  ours::load();\n  co_return;\n}\n" + "\n" * 8,
    "include/queue.h": """#pragma once
#include <coroutine>
namespace ours {
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
using job = task;
}
ours::task save(int);
""",
    "tests/test.cpp": "#include \"../src/store.h\"\n",
    "main.cpp": "int main() {}\n",
    "a.cpp": "int a;\n",
    "session.cpp": "int session;\n",
    "file.cpp": "#include \"include/queue.h\"\nours::task f() { co_return; }\n",
    "unit.cpp": "int unit;\n",
    "ours.json": "{ \"library\": \"ours\", \"functions\": { \"ours::load\": { \"blocks\": false } } }\n",
    "changes.diff": "",
    ".clang-tidy": "CheckOptions: { coro.Models: ours.json }\n",
}


def run(words, where, **more):
    return subprocess.run(words, cwd=where, env=environment, capture_output=True, text=True, **more)


def project(where):
    for name, text in FILES.items():
        os.makedirs(os.path.dirname(os.path.join(where, name)), exist_ok=True)
        with open(os.path.join(where, name), "w") as out:
            out.write(text)
    os.makedirs(os.path.join(where, "build"))
    with open(os.path.join(where, "build", "compile_commands.json"), "w") as out:
        json.dump([{"directory": where, "file": name, "command": f"c++ -std=c++20 -Iinclude -c {name}"}
                   for name in FILES if name.endswith(".cpp") and name not in ("session.cpp", "file.cpp", "unit.cpp")], out)
    for command in ("git init -q .", "git add .", "git -c user.name=a -c user.email=a@b commit -qm one",
                    "git update-ref refs/remotes/origin/main HEAD",
                    "corolint summarize -p build --shard 1/2 -o part-1.json", "corolint summarize -p build --shard 2/2 -o part-2.json",
                    *(f"corolint summarize -p build --shard {i}/4 -o {i}.json" for i in (1, 2, 3, 4)),
                    *(f"corolint summarize src/{name}.cpp -p build -o {name}.json" for name in ("session", "store")),
                    "corolint summarize main.cpp -p build -o main.json"):
        if (done := run(command, where, shell=True)).returncode:
            sys.exit(f"{command}: {done.stderr}")


def commands(text):
    """(line number, command): of the blocks, then of the running text."""
    found = []
    for block in re.finditer(r"^ *```sh\n(.*?)^ *```", text, re.M | re.S):
        first = text.count("\n", 0, block.start(1)) + 1
        found += [(first + n, line.strip()) for n, line in enumerate(block[1].split("\n")) if line.strip()]
    prose = re.sub(r"^ *```.*?^ *```", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.M | re.S)
    for code in re.finditer(r"`(corolint [^`]*)`", prose):
        found.append((text.count("\n", 0, code.start()) + 1, " ".join(code[1].split())))
    return found


os.makedirs(folder)
environment = {**os.environ, "PATH": os.path.dirname(corolint) + os.pathsep + os.environ["PATH"], "NO_COLOR": "1",
               "COROLINT_CACHE_DIR": os.path.join(folder, "cache")}
wrong, ran = [], 0
for page in ["README.md", *sorted(glob.glob("docs/**/*.md", root_dir=root, recursive=True))]:
    where = os.path.join(os.path.realpath(folder), page.replace("/", "-"))
    for number, command in commands(open(os.path.join(root, page)).read()):
        said = command
        for words, there in PLACEHOLDERS.items():
            command = command.replace(words, there)
        command = PIPED.sub("", re.sub(r"\s+# .*", "", command))
        if command in INLINE:
            continue
        first = command.split()[0]
        if first != "corolint":
            if not any(first == known or (known.endswith("=") and first.startswith(known)) for known in ELSEWHERE):
                wrong.append(f"{page}:{number}: '{said}' is not run: say in {os.path.basename(__file__)} why")
            continue
        if not os.path.exists(where):
            project(where)
        done = run(command, where, shell=True, input="int a;\n")
        ran += 1
        if done.returncode not in (0, 1):
            wrong.append(f"{page}:{number}: '{said}' ends with {done.returncode}: {done.stderr.strip()}")
if ran < 40:
    wrong.append(f"only {ran} commands were found")
if wrong:
    sys.exit("\n".join(wrong))
