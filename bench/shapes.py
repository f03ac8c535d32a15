#!/usr/bin/env python3
"""Code that grows in one dimension only, as generated code does.

  shapes.py SHAPE N      prints it, N times as much of it
  shapes.py              lists the shapes, each with a size that is small for it
"""

import sys

HEAD = """#include <coroutine>
struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
    void return_value(int);
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct stream { stream &operator<<(int); stream &self(); } out;
task load(int);
int get(int);
"""


FIRES = """struct fire {
  struct promise_type {
    fire get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_never final_suspend() noexcept;
    void unhandled_exception();
    void return_void();
  };
};
struct name { name(); ~name(); void clear(); };
fire greet(name &);
"""


def body(statements):
    return "task f(int n) {\n" + statements + "\nco_return n;\n}\n"


def each(n, text):
    """`text` n times, with # for the number."""
    return "\n".join(text.replace("#", str(i)) for i in range(n))


def nested(n, before, inside, after):
    return body(before * n + inside + after * n)


def each_calls_all(n, call, make):
    """n functions, each of which calls all of them."""
    return each(n, make + ";") + "".join(
        make.replace("#", str(i)) + " { " + " ".join(f"if (n == {k}) {call}f{k}(n);" for k in range(n)) + f" {'co_' if call else ''}return n; }}\n"
        for i in range(n))


SHAPES = {
    "coroutines, each with two fixes": (500, lambda n: each(n, "task f#(int n) { load(n); load(#); co_return n; }")),
    "awaits in one body": (500, lambda n: body(each(n, "int a# = co_await load(#);"))),
    "awaits that could be one": (100, lambda n: "struct tick { bool await_ready(); void await_suspend(std::coroutine_handle<>); void await_resume(); };\n"
                                 "task square(int n) { co_await tick{}; co_return n * n; }\n" + body(each(n, "int a# = co_await square(#);"))),
    "loops of awaits": (250, lambda n: body(each(n, "for (int i = 0; i < n; ++i) co_await load(i + #);"))),
    "tasks, awaited in one branch": (250, lambda n: body(each(n, "auto t# = load(#); if (n == #) co_await t#;"))),
    "tasks, awaited at the end": (250, lambda n: body(each(n, "auto t# = load(#);") + each(n, "co_await t#;"))),
    "<< in a chain": (500, lambda n: body("out" + " << get(n)" * n + ";")),
    "members in a chain": (500, lambda n: body("out" + ".self()" * n + ";")),
    "else if": (500, lambda n: body("if (n) get(0);" + each(n, " else if (n == #) load(#);"))),
    "goto": (250, lambda n: body(each(n, f"l#: if (n == #) goto l{n - 1}; load(#);"))),
    "cases": (500, lambda n: body("auto t = load(1); switch (n) {" + each(n, "case #: co_await t; break;") + "}")),
    "statements in one line": (500, lambda n: body("load(n); " * n)),
    "lambdas in each other": (50, lambda n: nested(n, "[&] { ", "load(n);", " }(); ")),
    "blocks in each other": (60, lambda n: nested(n, "{ if (n) ", "load(n);", " }")),
    "handlers in each other": (50, lambda n: nested(n, "try { ", "load(n);", " } catch (...) { load(n); }")),
    "terms of a sum": (5000, lambda n: body("int a = n" + " + n" * n + "; load(a);")),
    "calls in a chain": (1000, lambda n: each(n + 1, "int f#(int);") + "task f() { co_return f0(1); }\n" +
                         "".join(f"int f{i}(int n) {{ return f{i + 1}(n); }}\n" for i in range(n))),
    "functions in a circle": (1000, lambda n: each(n, "int f#(int);") + "task f() { co_return f0(1); }\n" +
                              "".join(f"int f{i}(int n) {{ return n ? f{(i + 1) % n}(n) + f{(i + 2) % n}(n) : 0; }}\n" for i in range(n))),
    "locals lent, detached": (250, lambda n: FIRES + "void all() {" + each(n, "name s#; greet(s#); get(#);") + "}\n"),
    "elements lent, detached": (250, lambda n: FIRES + "#include <vector>\nstd::vector<name> names();\nvoid all() {" + each(n, "for (auto &x# : names()) greet(x#);") + "}\n"),
    "members of this, detached": (250, lambda n: FIRES + "struct server { int v; fire run(); void all(); };\nvoid server::all() {" + each(n, "run();") + "}\n"),
    "elements over awaits": (250, lambda n: FIRES + "#include <map>\nstruct row { void set(int); };\nstruct table { std::map<int, row> rows; void drop(int k) { rows.erase(k); }\n"
                             "row *find(int k) { auto it = rows.find(k); return it == rows.end() ? nullptr : &it->second; }\ntask all() {"
                             + each(n, "{ row *r = find(#); r->set(co_await load(#)); co_await load(#); }") + "co_return 1; }\n};\n"),
    "locks by hand": (250, lambda n: "#include <mutex>\nstruct table { std::mutex m; task all() {"
                      + each(n, "{ m.lock(); auto last = [this] { m.unlock(); }; last(); co_await load(#); }") + "co_return 1; }\n};\n"),
    "lambdas that outlive locals": (250, lambda n: FIRES + "void all() {"
                                          + each(n, "{ name s#; auto t = [&s#]() -> fire { co_await load(#); s#.clear(); }; t(); }") + "}\n"),
    "values, moved and used": (250, lambda n: "#include <string>\ntask put(std::string); void show(const std::string &);\ntask all() {"
                               + each(n, '{ std::string s#("s"); co_await put(std::move(s#)); show(s#); }') + "co_return 1; }\n"),
    "waits in one body": (250, lambda n: "#include <future>\ntask all(std::future<int> *all) {" + each(n, "get(all[#].get());") + "co_return 1; }\n"),
    "classes with a container": (250, lambda n: "#include <map>\n" + each(n, "struct table# { std::map<int, int> rows; void drop(int k) { rows.erase(k); } "
                                 "task go(int k) { int &row = rows[k]; co_await load(k); row = 3; co_return 1; } };")),
    "members that start": (250, lambda n: FIRES + "#include <memory>\n#include <vector>\nstruct peer : std::enable_shared_from_this<peer> { int v;"
                           + each(n, "fire run#() { co_await load(1); v = #; } void start#() { run#(); }") + "};\nstruct hub { std::vector<std::shared_ptr<peer>> all; void stop() { all.clear(); } };\n"),
    "functions, each calls all": (40, lambda n: each_calls_all(n, "", "int f#(int n)") + "task f() { co_return f0(1); }\n"),
    "coroutines, each awaits all": (40, lambda n: each_calls_all(n, "co_await ", "task f#(int n)")),
}


def text(shape, n):
    return HEAD + SHAPES[shape][1](n)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(text(sys.argv[1], int(sys.argv[2])))
    else:
        for name, (n, _) in SHAPES.items():
            print(f"{n:6} {name}")
