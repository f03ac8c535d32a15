"""What a JSON report says, as clang-tidy prints it: a line for each finding and note. usage: said.py REPORT"""

import json
import sys

for finding in json.load(open(sys.argv[1]))["findings"]:
    def line(at, level, words):
        print(f"{at['file']}:{at['line']}:{at['column']}: {level}: {words}")
    line(finding["at"], {"note": "remark", "hint": "remark"}.get(finding["level"], finding["level"]),
         f"{finding['words']} [{finding['check']}]")
    for note in finding["notes"]:
        line(note["at"], "note", note["words"])
