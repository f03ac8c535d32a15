#!/usr/bin/env python3
"""Are the packages what a user can install? usage: try.py PACKAGES ROOTS [SUITE…]

Makes a bare root of each Debian suite below ROOTS, with a compiler and nothing of LLVM, unless it
is there. In it, without a network, each package is installed by the suite's own tools, and what it
installed has to say of a project of two files what is written in expected.txt, and to name itself.
Of the bundled examples and Asio's own, the .deb has to say there what the program says here, with
the headers of this machine's Boost. The steps of the CI integrations run in the root as their
services would run them, and the suite's pre-commit installs and runs the hook. npm is the suite's
where it is recent enough for the packages; where that is not so, this is said, and this machine's
npm installs them here. Needs root, for chroot.
"""

import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REPO = os.path.dirname(os.path.dirname(HERE))
MIRROR = "http://deb.debian.org/debian"
SUITES = ("bullseye", "bookworm", "trixie")
WITH_NPM = ("bookworm", "trixie")
# What the projects need and the packages are installed with; what CI services have.
INCLUDED = "g++,python3-pip,xz-utils"
MORE = ["git", "curl", "python3-yaml", "pre-commit"]
ASIO = "/usr/share/doc/libboost1.81-doc/examples/libs/asio/example/cpp20"


def fail(message, output=""):
    sys.exit(f"try.py: {message}\n{output}")


def make_root(suite, roots):
    root = os.path.join(roots, suite)
    if os.path.exists(os.path.join(root, "made")):
        return root
    shutil.rmtree(root, ignore_errors=True)  # What was not finished.
    print(f"making a bare root of {suite}", flush=True)
    os.makedirs(roots, exist_ok=True)
    log = root + ".log"
    more = MORE + (["npm"] if suite in WITH_NPM else [])
    with open(log, "w") as f:
        for command in (["debootstrap", "--variant=minbase", "--include=" + INCLUDED, suite, root, MIRROR],
                        ["cp", "/etc/resolv.conf", root + "/etc/resolv.conf"],
                        ["chroot", root, "apt-get", "update"],
                        ["chroot", root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y",
                         "--no-install-recommends", *more]):
            if subprocess.run(command, stdout=f, stderr=f).returncode:
                fail(f"{command[0]} failed, see {log}")
    open(os.path.join(root, "made"), "w").close()
    return root


class Root:
    """A root directory in which commands run without a network."""

    def __init__(self, path):
        self.path = path
        self.sees = []  # Directories of this machine, in the same place.

    def run(self, script, env=None, shell=("sh", "-eu"), code=0):
        mounts = [f"mount --bind {directory} {self.path}{directory}" for directory in self.sees]
        mounts += [f"mount -t proc proc {self.path}/proc", 'exec chroot "$@"']
        done = subprocess.run(["unshare", "--net", "--mount", "--fork", "--pid", "sh", "-ec", "\n".join(mounts), "sh",
                               self.path, "/usr/bin/env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                               "HOME=/root", "LANG=C.UTF-8", *(f"{k}={v}" for k, v in (env or {}).items()), *shell, "-c",
                               script], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if code is not None and done.returncode != code:
            fail(f"in {self.path}: ended with {done.returncode}, not {code}: {script}", done.stdout + done.stderr)
        return done.stdout

    def fresh(self, name):
        """An empty directory of that name in the root: its path in there, and out here."""
        outside = os.path.join(self.path, name)
        shutil.rmtree(outside, ignore_errors=True)
        os.makedirs(outside)
        return "/" + name, outside

    def copied(self, name, source):
        inside, outside = self.fresh(name)
        shutil.copytree(source, outside, dirs_exist_ok=True)
        return inside


def findings(text):
    return "".join(line + "\n" for line in text.splitlines() if ": warning: " in line or ": error: " in line)


def expected():
    with open(os.path.join(HERE, "Inputs", "expected.txt")) as f:
        return f.read()


def check(kind, where, said, wanted=None):
    wanted = expected() if wanted is None else wanted
    if findings(said) != wanted:
        fail(f"{kind} in {where}: these findings were expected:\n{wanted}and this was said:\n{said}")


def lints(root, program):
    project = root.copied("project", os.path.join(HERE, "Inputs", "project"))
    version = root.run(f"{program} --version")
    if not version.startswith("corolint "):
        fail("--version says: " + version)
    lint = f"cd {project} && {program} --root . --format=concise"
    cold = root.run(lint, code=1)
    warm = root.run(lint + " --cache-stats 2>&1", code=1)
    check("the first run", root.path, cold)
    if "2 of 2 reports" not in warm:
        fail("a second run found nothing in its cache", warm)


def one(pattern, packages):
    found = [f for f in sorted(os.listdir(packages)) if f.startswith(pattern[0]) and f.endswith(pattern[1])]
    if len(found) != 1:
        fail(f"{packages}: {len(found)} files are called {pattern[0]}…{pattern[1]}")
    return os.path.join(packages, found[0])


def lints_asio(root, program, here):
    """The examples that come with corolint have findings, Asio's own have none."""
    sources = os.path.join(REPO, "examples")
    inside, outside = root.fresh("asio")
    shutil.copytree(sources, os.path.join(outside, "examples"))
    shutil.copytree(ASIO, os.path.join(outside, "asio"))
    files = sorted(os.path.relpath(f, outside) for room in ("examples", "examples/*", "asio/coroutines", "asio/operations")
                   for f in glob.glob(f"{outside}/{room}/*.cpp"))
    said = []
    for directory, run in ((outside, None), (inside, root.run)):
        with open(os.path.join(outside, "compile_commands.json"), "w") as f:
            json.dump([{"directory": directory, "file": file, "command": f"g++ -std=c++20 -c {file}"} for file in files], f)
        lint = "--root . --no-cache --format=concise --fail-on=never"
        if run:
            said.append(run(f"cd {inside} && {program} {lint}"))
        else:
            done = subprocess.run([here, *lint.split()], cwd=directory, capture_output=True, text=True)
            if done.returncode:
                fail(f"{here} ended with {done.returncode} on Asio's examples", done.stderr)
            said.append(done.stdout)
    if len(said[0].splitlines()) < 15:
        fail("this machine finds too little in the examples", said[0])
    if said[0] != said[1]:
        fail(f"{root.path}: of Asio's examples this is said here:\n{said[0]}and there:\n{said[1]}")
    return len(files), len(said[0].splitlines())


def runs_ci(root, program, tarball):
    """What a pull request's job runs, on a clone that is one commit deep."""
    ci = root.copied("ci", os.path.join(REPO, "test", "ci", "Inputs"))
    for file in ("action.yml", "tools/ci/summary.py", "tools/ci/gitlab.yml"):
        to = os.path.join(root.path, "ci", "repo", file)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copy(os.path.join(REPO, file), to)
    root.run(f"mkdir {ci}/run && python3 {ci}/service.py {program} {ci}/run")
    with open(root.path + tarball, "rb") as f:
        digest = hashlib.sha256(f.read()).hexdigest()
    version = os.path.basename(tarball).split("-")[1]
    steps = f". {ci}/run/env.sh && cd {ci}/run && PYTHONDONTWRITEBYTECODE=1 python3 {ci}/steps.py"
    common = f"{ci}/repo {ci}/run/clone {ci}/run/temp version={version} sha256={digest}"
    said = root.run(f"{steps} github {common} tarball={tarball} BASE_SHA=$BASE 2>&1", code=1)
    if said.count("::warning file=new.cpp,line=2") != 1 or "old.cpp" in said:
        fail(f"{root.path}: GitHub's steps say", said)
    summary = root.run(f"cat {ci}/run/temp/GITHUB_STEP_SUMMARY")
    if "corolint: 1 finding" not in summary:
        fail(f"{root.path}: GitHub's summary is", summary)
    root.run(f"{steps} gitlab {common} tarball=file://{tarball} configure=: CI_MERGE_REQUEST_DIFF_BASE_SHA=$BASE 2>&1", code=1)
    quality = json.loads(root.run(f"cat {ci}/run/clone/gl-code-quality-report.json"))
    if [(issue["check_name"], issue["location"]["path"]) for issue in quality] != [("coro-blocking-call", "new.cpp")]:
        fail(f"{root.path}: GitLab's report is", json.dumps(quality))


def runs_pre_commit(root, packages):
    """The hook of this repository, before the first commit and for the second."""
    hooks, outside = root.fresh("hooks")
    for file in (".pre-commit-hooks.yaml", "setup.py", "CMakeLists.txt"):
        shutil.copy(os.path.join(REPO, file), outside)
    git = "git -c user.name=a -c user.email=a@b"
    root.run(f"cd {hooks} && git init -q . && git add . && {git} commit -qm one && git tag v1")
    project = root.copied("committed", os.path.join(HERE, "Inputs", "project"))
    with open(os.path.join(root.path, "committed", ".pre-commit-config.yaml"), "w") as f:
        f.write(f"repos: [{{ repo: {hooks}, rev: v1, hooks: [{{ id: corolint }}] }}]\n")
    # What pip would take from its index lies here.
    env = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": f"{packages} /usr/share/python-wheels", "PRE_COMMIT_COLOR": "never",
           "VIRTUALENV_NO_PERIODIC_UPDATE": "1"}  # It would outlive the command, looking for the network.
    root.run(f"cd {project} && git init -q . && git add .")
    first = root.run(f"cd {project} && pre-commit run 2>&1", env, code=1)
    for finding in expected().splitlines():
        if finding.split(" warning: ")[0] not in first:
            fail(f"{root.path}: pre-commit does not say '{finding}' of the first commit", first)
    root.run(f"cd {project} && {git} commit -qm one && echo '// nothing' >>src/store.cpp && git add .")
    second = root.run(f"cd {project} && pre-commit run 2>&1", env)
    if "Passed" not in second:
        fail(f"{root.path}: pre-commit says of a commit without a finding", second)


def installs_by_npm(root, main, platform):
    folder, _ = root.fresh("npm")
    root.run(f"cd {folder} && echo '{{}}' >package.json && "
             f"npm install --offline --no-audit --no-fund --loglevel=error {platform} {main} 2>&1")
    lints(root, f"{folder}/node_modules/.bin/corolint")


def npm_packages(packages):
    platform = one(("corolint-linux-x64-", ".tgz"), packages)
    main = [os.path.join(packages, f) for f in sorted(os.listdir(packages)) if f.endswith(".tgz") and "linux" not in f]
    return main[0], platform


def try_in(root, suite, packages):
    """Says in a few words what was tried."""
    inside = root.copied("packages", packages)
    name = lambda *pattern: os.path.join(inside, os.path.basename(one(pattern, packages)))
    root.run(f"cd {inside} && sha256sum --check --quiet SHA256SUMS")
    # Nothing of LLVM may be there to lean on.
    root.run("! command -v clang && ! ls /usr/lib/llvm-* 2>/dev/null")

    opt, _ = root.fresh("opt/tried")
    tarball = name("corolint-", "linux-x86_64.tar.xz")
    root.run(f"tar -xf {tarball} -C {opt}")
    program = root.run(f"echo {opt}/corolint-*/bin/corolint").strip()
    lints(root, program)

    root.run(f"dpkg -i {name('corolint_', '.deb')}")
    lints(root, "/usr/bin/corolint")
    root.run("zcat /usr/share/man/man1/corolint.1.gz | grep -q 'TH COROLINT' && dpkg -V corolint")
    root.run("bash -c '. /usr/share/bash-completion/completions/corolint && complete -p corolint'")
    os.makedirs(root.path + "/usr/include/boost", exist_ok=True)
    root.sees = ["/usr/include/boost"]
    files, found = lints_asio(root, "/usr/bin/corolint", os.path.join(os.path.dirname(packages), "static", "corolint"))
    root.sees = []
    root.run("dpkg -r corolint && ! test -e /usr/bin/corolint")

    pip = "PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip --disable-pip-version-check -q"
    root.run(f"{pip} install --no-index {name('corolint-', '.whl')} 2>&1")
    lints(root, "/usr/local/bin/corolint")
    root.run(f"{pip} uninstall -y corolint 2>&1 && ! test -e /usr/local/bin/corolint")

    tried = ["tarball", ".deb", "wheel"]
    if suite in WITH_NPM:
        main, platform = (os.path.join(inside, os.path.basename(f)) for f in npm_packages(packages))
        installs_by_npm(root, main, platform)
        tried.append("npm")
    runs_ci(root, program, tarball)
    runs_pre_commit(root, inside)
    return f"{', '.join(tried)} install and find, {found} lines on {files} of Asio's; CI steps and pre-commit run"


def try_npm_here(packages, roots):
    folder = os.path.join(roots, "npm")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(os.path.join(folder, "package.json"), "w") as f:
        f.write("{}\n")
    main, platform = npm_packages(packages)
    subprocess.run(["npm", "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", platform, main],
                   cwd=folder, check=True)
    project = os.path.join(folder, "project")
    shutil.copytree(os.path.join(HERE, "Inputs", "project"), project)
    done = subprocess.run([os.path.join(folder, "node_modules", ".bin", "corolint"), "--root", ".", "--format=concise"],
                          cwd=project, capture_output=True, text=True)
    check("npm", folder, done.stdout)
    if done.returncode != 1:
        fail(f"npm: ended with {done.returncode}")


def main():
    packages, roots = (os.path.abspath(p) for p in sys.argv[1:3])
    for suite in sys.argv[3:] or SUITES:
        begin = time.time()
        said = try_in(Root(make_root(suite, roots)), suite, packages)
        print(f"{suite}: {said} ({time.time() - begin:.0f} s)", flush=True)
    if shutil.which("npm"):
        try_npm_here(packages, roots)
        print("npm: both packages install and find", flush=True)


main()
