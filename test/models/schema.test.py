import json
import os
import sys

import jsonschema

models = os.path.join(sys.argv[1], "checks", "models")
schema = json.load(open(os.path.join(models, "schema.json")))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
files = sorted(f for f in os.listdir(models) if f.endswith(".json") and f != "schema.json")
assert len(files) > 10
for file in files:
    for error in validator.iter_errors(json.load(open(os.path.join(models, file)))):
        sys.exit(f"{file}: {'/'.join(map(str, error.path))}: {error.message}")
for wrong in ({}, {"library": "x", "types": {"unqualified": {}}}, {"library": "x", "types": {"a::b": {"role": "job"}}},
              {"library": "x", "functions": {"a::b": {"blocks": {"tier": "sleep"}}}},
              {"library": "x", "functions": {"a::b": {"polls": "yes"}}}, {"library": "x", "more": 1},
              {"library": "x", "headers": {"a::b": "b.h"}}, {"library": "x", "functions": {"a::b": {"handlers": 1}}}):
    assert not validator.is_valid(wrong), wrong
