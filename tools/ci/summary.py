#!/usr/bin/env python3
"""A job's summary: the findings of a JSON report as a table in Markdown. usage: summary.py REPORT.json

Knows Python 3.6 and nothing else: it runs on whatever machine the job has.
"""

import json
import sys

MOST = 50  # A summary may have 1 MB; nobody reads more rows.


def cell(text):
    for old, new in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("\n", " ")):
        text = text.replace(old, new)
    return text


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        report = json.load(f)
    found = report["findings"]
    lost = [u for u in report["units"] if u["status"] not in ("ok", "skipped", "spared")]
    print("### corolint: " + ("nothing found" if not found else "1 finding" if len(found) == 1 else
                              "{} findings".format(len(found))) + "\n")
    if found:
        print("| where | level | what | check |\n|---|---|---|---|")
    for finding in found[:MOST]:
        at, check = finding["at"], finding["check"]
        name = "[{}]({}{}.html)".format(check, report["tool"]["pages"], check)
        print("| `{}:{}` | {} | {} | {} |".format(at["file"], at["line"], finding["level"], cell(finding["words"]), name))
    if len(found) > MOST:
        print("\nand {} more.".format(len(found) - MOST))
    if lost:
        print("\n**Not analysed, or not wholly:** " + ", ".join("`{}` ({})".format(u["file"], u["status"]) for u in lost))


main()
