"""usage: schema.test.py ROOT COROLINT DIRECTORY"""

import json
import os
import re
import subprocess
import sys

import jsonschema

root, corolint, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
models = os.path.join(root, "checks", "models")
schema = json.load(open(os.path.join(models, "schema.json")))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
shipped = {f: json.load(open(os.path.join(models, f)))
           for f in sorted(os.listdir(models)) if f.endswith(".json") and f != "schema.json"}
assert len(shipped) > 10
for file, model in shipped.items():
    for error in validator.iter_errors(model):
        sys.exit(f"{file}: {'/'.join(map(str, error.path))}: {error.message}")


def loads(model):
    path = os.path.join(folder, "model.json")
    with open(path, "w") as out:
        json.dump(model, out)
    return subprocess.run([corolint, f"--check-models={path}"], capture_output=True).returncode


def function(**said):
    return {"library": "x", "functions": {"a::b": said}}


# Each verb stands in the table, the schema and the page; one that no model uses would be idle.
verbs = re.findall(r'^VERB\([^"]*"([\w-]+)"', open(os.path.join(models, "Verbs.def")).read(), re.M)
assert len(verbs) > 10
page = open(os.path.join(root, "docs", "models.md")).read()
table = page.split("## What can be said of a function\n\n")[1].split("\n\n")[0]
used = {verb for model in shipped.values() for said in model.get("functions", {}).values() for verb in said or {}}
for where, there in (("schema.json", schema["definitions"]["function"]["properties"]),
                     ("docs/models.md", re.findall(r"^\| `([\w-]+)` \|", table, re.M)), ("the models", used)):
    assert sorted(there) == sorted(verbs), f"{where} has {sorted(there)}, Verbs.def {sorted(verbs)}"

wrong = [{}, {"library": "x", "types": {"unqualified": {}}}, {"library": "x", "types": {"a::b": {"role": "job"}}},
         function(blocks={"tier": "sleep"}), {"library": "x", "more": 1}, {"library": "x", "headers": {"a::b": "b.h"}}]
# A list of lists is no verb's value.
for model in wrong + [function(**{verb: [["x"]]}) for verb in verbs]:
    assert not validator.is_valid(model), model
    assert loads(model) == 2, model
