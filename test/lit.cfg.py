"""How the tests run: lit finds them here, the tools come from build/ and build-19/."""

import os
import sys

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.environ.get("COROLINT_BUILD", os.path.join(root, "build"))
build19 = os.environ.get("COROLINT_BUILD_19", os.path.join(root, "build-19"))
llvm = "/usr/lib/llvm-22/bin"

config.name = "corolint"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "sarif"]
config.test_source_root = os.path.join(root, "test")
config.test_exec_root = os.path.join(build, "test")

config.environment["PATH"] = os.pathsep.join([llvm, os.environ["PATH"]])
for name in ("HOME", "LD_BIND_NOW", "CCACHE_DIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment["COROLINT_BUILD"] = build
config.environment["COROLINT_BUILD_19"] = build19
# Every test sees what this build says, not what an earlier one said.
config.environment["COROLINT_CACHE_DIR"] = ""

python = sys.executable
lint = f"{python} {root}/test/lint.py"
config.substitutions += [
    ("%root", root),
    ("%build19", build19),
    ("%build", build),
    ("%python", python),
    # One file through every host: the same findings, and those of its CHECK lines.
    ("%lint-second-fix", f"{lint} second"),
    ("%lint-fix", f"{lint} fix"),
    ("%lint", f"{lint} check"),
    ("%corolint", f"{build}/bin/corolint"),
    ("%plugin19", f"{build19}/lib/corolint-tidy.so"),
    ("%plugin", f"{build}/lib/corolint-tidy.so"),
    ("%clangxx", "clang++-22 -std=c++20 -Wall -Werror"),
    ("%lsp", f"{python} {root}/test/editor/lsp.py"),
    ("%lib", f"{root}/test/Inputs/lib"),
    ("%node", f"node"),
]
