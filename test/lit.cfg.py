"""How the tests run: lit finds them here, the tools come from build/ and build-19/."""

import ctypes
import glob
import os
import shutil
import sys

import lit.formats

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.environ.get("COROLINT_BUILD", os.path.join(root, "build"))
build19 = os.environ.get("COROLINT_BUILD_19", os.path.join(root, "build-19"))
# Of LLVM: the check tests try the plugin of each. With COROLINT_MAJORS=21, build-21/ is COROLINT_BUILD.
majors = os.environ.get("COROLINT_MAJORS", "22,19")
first = majors.split(",")[0]
llvm = f"/usr/lib/llvm-{first}/bin"

config.name = "corolint"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "sarif", "packages"]
config.test_source_root = os.path.join(root, "test")
config.test_exec_root = os.path.join(build, "test")

config.environment["PATH"] = os.pathsep.join([llvm, os.environ["PATH"]])
for name in ("HOME", "LD_BIND_NOW", "CCACHE_DIR", "COROLINT_BLESS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment["COROLINT_BUILD"] = build
config.environment["COROLINT_BUILD_19"] = build19
config.environment["COROLINT_MAJORS"] = majors
# Every test sees what this build says, not what an earlier one said.
config.environment["COROLINT_CACHE_DIR"] = ""

# landlock_create_ruleset asks for the version here, on every architecture.
if sys.platform == "linux" and ctypes.CDLL(None).syscall(444, None, 0, 1) > 0:
    config.available_features.add("landlock")

# Editors are large: who has them tries their settings.
if shutil.which("nvim"):
    config.available_features.add("neovim")
if os.path.exists("/usr/share/vim-ale"):
    config.available_features.add("vim-ale")
if shutil.which("hx") and shutil.which("tmux"):
    config.available_features.add("helix")
if all(map(shutil.which, ("kate", "Xvfb", "dbus-run-session"))):
    config.available_features.add("kate")
if shutil.which("emacs") and all(glob.glob(f"/usr/share/emacs/site-lisp/elpa/{name}-*") for name in ("eglot", "lsp-mode")):
    config.available_features.add("emacs")

python = sys.executable
lint = f"{python} {root}/test/lint.py"
lib = f"{root}/test/Inputs/lib"
qt = "-fPIC -isystem /usr/include/x86_64-linux-gnu/qt6 -isystem /usr/include/x86_64-linux-gnu/qt6/QtCore -isystem /usr/include/x86_64-linux-gnu/qt6/QtNetwork"
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
    # The same, linked statically.
    ("%static", f"{build}/static/corolint"),
    ("%tidy22", f"clang-tidy-22 --quiet --load={build}/lib/corolint-tidy.so --checks=-*,coro-*"),
    ("%tidy19", f"clang-tidy-19 --quiet --load={build19}/lib/corolint-tidy.so --checks=-*,coro-*"),
    # `%exits CODE COMMAND…`: the command has to end with just that code.
    ("%exits", f"{python} {root}/test/driver/Inputs/exits.py"),
    # `%db DIRECTORY FILE…`: a compile database of these files, each with its flags.
    (r"%db\b", f"{python} {root}/test/driver/Inputs/db.py"),
    # For a database whose files include <mini/coro.h>.
    ("%mini", f"--models={lib}/mini/model.json --extra-arg=-isystem --extra-arg={lib}"),
    # What a JSON report says, in the words of clang-tidy.
    ("%said", f"{python} {root}/test/said.py"),
    ("%qcoro", f"-isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro -isystem /usr/include/qcoro6/QCoro {qt}"),
    ("%qt", qt),
    ("%plugin19", f"{build19}/lib/corolint-tidy.so"),
    ("%plugin", f"{build}/lib/corolint-tidy.so"),
    ("%clangxx", f"clang++-{first} -std=c++20 -Wall -Werror"),
    ("%lsp", f"{python} {root}/test/editor/lsp.py"),
    ("%lib", lib),
    ("%node", "node"),
    ("%llvm", llvm),
    ("%{path}", config.environment["PATH"]),
]
if os.environ.get("COROLINT_BLESS"):
    config.substitutions.append((r"\bFileCheck\b", f"{python} {root}/test/bless.py %s"))
