#!/usr/bin/env python3
"""project.py FOLDER COUNT: a project of so many translation units, half of them without coroutines.

All share headers of the project. Every eighth file has one mistake of the four kinds,
in turn; what corolint should find is in FOLDER/expected.txt, sorted.
"""

import json
import os
import sys

COMMON = """#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>
struct Row { int id = 0; std::string name; };
using Table = std::map<int, Row>;
std::string describe(const Row &row);
"""
ASYNC = """#pragma once
#include "common.h"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
namespace asio = boost::asio;
inline asio::awaitable<int> load(int id) {
  co_await asio::post(asio::use_awaitable);
  co_return id;
}
inline asio::awaitable<void> save(Row row) {
  co_await asio::post(asio::use_awaitable);
}
"""
PLAIN = """#include "common.h"
#include <algorithm>
#include <numeric>
static int count_{n}(const Table &table) {{
  return std::accumulate(table.begin(), table.end(), 0, [](int sum, const auto &entry) {{ return sum + entry.second.id; }});
}}
int total_{n}(const Table &table) {{ return count_{n}(table) * {n}; }}
"""
CORO = """#include "async.h"
#include <chrono>
#include <thread>
asio::awaitable<int> handle_{n}(asio::io_context &io) {{
  Row row{{{n}, "row"}};
  co_await save(row);
  {line}
  co_return row.id;
}}
"""
MISTAKES = [
    ("save(row);", "coro-unawaited-task"),
    ("std::this_thread::sleep_for(std::chrono::seconds(1));", "coro-blocking-call"),
    ("row.id = co_await load(1) + co_await load(2);", "coro-sequential-awaits"),
    ("io.run();", "coro-nested-run"),
]

folder, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
os.makedirs(os.path.join(folder, "src"), exist_ok=True)


def write(name, text):
    with open(os.path.join(folder, "src", name), "w") as file:
        file.write(text)


write("common.h", COMMON)
write("async.h", ASYNC)
commands, expected = [], []
for n in range(count):
    name = f"unit_{n:04}.cpp"
    line, check = MISTAKES[n // 16 % 4] if n % 16 == 1 else ("row.id = co_await load(row.id);", "")
    write(name, CORO.format(n=n, line=line) if n % 2 else PLAIN.format(n=n))
    if check:
        expected.append(f"{name} {check}\n")
    commands.append({"directory": folder, "file": f"src/{name}",
                     "arguments": ["clang++-22", "-std=c++20", "-O2", "-Isrc", "-c", f"src/{name}", "-o", f"{name}.o"]})
with open(os.path.join(folder, "compile_commands.json"), "w") as file:
    json.dump(commands, file, indent=1)
with open(os.path.join(folder, "expected.txt"), "w") as file:
    file.writelines(sorted(expected))
