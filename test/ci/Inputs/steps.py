"""Runs what a CI service would run. usage:
    steps.py github ACTION_DIR WORKSPACE TEMP [name=value…]   the steps of action.yml
    steps.py gitlab ACTION_DIR WORKSPACE TEMP [name=value…]   the script of tools/ci/gitlab.yml
    steps.py workflow FILE                                    bash -n over every step of a workflow
    steps.py page FILE                                        a workflow with GitHub's steps of that page

A name is an input; one that begins with a capital letter is a variable that the service sets.
GitHub's steps share GITHUB_PATH and nothing else; steps with `uses` are only named. GitLab's lines
are one script.
"""

import os
import re
import subprocess
import sys

import yaml


def substituted(text, values, pattern):
    def value(match):
        name = match[1].strip()
        if name not in values:
            sys.exit(f"steps.py: the service knows no '{name}'")
        return values[name]

    return re.sub(pattern, value, str(text))


def shell(script, env, cwd, temp, name):
    path = os.path.join(temp, name + ".sh")
    with open(path, "w") as f:
        f.write(script)
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", path], env=env, cwd=cwd).returncode


def base_env(temp, given):
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": temp, "LANG": "C.UTF-8", **given}
    return env


def github(action_dir, workspace, temp, inputs, given):
    action = yaml.safe_load(open(os.path.join(action_dir, "action.yml")))
    values = {"github.action_path": action_dir, "github.sha": "0" * 40,
              "github.event.pull_request.base.sha": given.pop("BASE_SHA", "")}
    expression = r"\$\{\{(.*?)\}\}"
    for name, spec in action["inputs"].items():
        default = spec.get("default", "")
        if spec.get("required") and name not in inputs:
            sys.exit(f"steps.py: the input '{name}' is required")
        values["inputs." + name] = inputs.pop(name, None) or substituted(default, values, expression)
    if inputs:
        sys.exit(f"steps.py: there is no input {sorted(inputs)}")
    files = {name: os.path.join(temp, name) for name in ("GITHUB_PATH", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    for file in files.values():
        open(file, "w").close()
    code = 0
    for number, step in enumerate(action["runs"]["steps"]):
        if "uses" in step:
            says = substituted(step.get("if", "true"), values, expression)
            print(f"[{step['uses']}, if {says}]", flush=True)
            continue
        if code:
            break
        env = base_env(temp, {**given, **files, "RUNNER_TEMP": temp})
        before = open(files["GITHUB_PATH"]).read().split()
        env["PATH"] = os.pathsep.join([*before, env["PATH"]])
        for name, value in step.get("env", {}).items():
            env[name] = substituted(value, values, expression)
        code = shell(substituted(step["run"], values, expression), env, workspace, temp, f"step{number}")
    return code


def gitlab(action_dir, workspace, temp, inputs, given):
    head, jobs = yaml.safe_load_all(open(os.path.join(action_dir, "tools", "ci", "gitlab.yml")))
    values = {}
    for name, spec in head["spec"]["inputs"].items():
        if name not in inputs and "default" not in spec:
            sys.exit(f"steps.py: the input '{name}' is required")
        values["inputs." + name] = inputs.get(name, spec.get("default"))
    expression = r"\$\[\[(.*?)\]\]"
    job = jobs["corolint"]
    env = base_env(temp, given)
    for name, value in job["variables"].items():
        env[name] = substituted(value, values, expression)
    script = "\n".join(substituted(line, values, expression) for line in job["script"])
    return shell(script, env, workspace, temp, "job")


def workflow(file):
    jobs = yaml.safe_load(open(file))["jobs"]
    for job in jobs.values():
        for step in job["steps"]:
            if "run" in step:
                subprocess.run(["bash", "-n", "-c", step["run"]], check=True)
                print(step.get("name", step["run"]))
    return 0


def page(file):
    job = yaml.safe_load(re.search(r"## GitHub\n+```yaml\n(.*?)```", open(file).read(), re.S)[1])
    yaml.safe_dump({"on": "pull_request", "jobs": {"lint": {"runs-on": "ubuntu-latest", **job}}}, sys.stdout)
    return 0


def main():
    if sys.argv[1] in ("workflow", "page"):
        return {"workflow": workflow, "page": page}[sys.argv[1]](sys.argv[2])
    service, action_dir, workspace, temp = sys.argv[1:5]
    pairs = dict(pair.split("=", 1) for pair in sys.argv[5:])
    os.makedirs(temp, exist_ok=True)
    inputs = {k: v for k, v in pairs.items() if not k[0].isupper()}
    given = {k: v for k, v in pairs.items() if k[0].isupper()}
    return {"github": github, "gitlab": gitlab}[service](action_dir, workspace, temp, inputs, given)


sys.exit(main())
