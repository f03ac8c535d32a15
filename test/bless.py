#!/usr/bin/env python3
"""Rewrites the expectations of a test that no longer hold, for review.

  bless.py TEST FILECHECK-ARGUMENTS…   FileCheck; where it fails, the expectations
                                       are rewritten to what was said instead.

lit puts this in the place of FileCheck if COROLINT_BLESS is set; lint.py uses what
is below. The file that COROLINT_BLESS names gets a line per test that was changed.
What FileCheck accepts is never touched.

A line that is not expected takes the place of an expectation that is not met: the
one of the same source line, or the one most like it. Where everything that is said
has to be expected, what is left over is added below its line or taken away.
"""

import difflib
import os
import re
import subprocess
import sys

AT = re.compile(r"\[\[#?@LINE(?P<by>[+-]\d+)?\]\]")
SAID_AT = re.compile(r"(\d+)(:\d+: .*)")
PARTS = re.compile(r"\{\{(?P<regex>.*?)\}\}|\[\[(?P<name>\w+)(?::(?P<given>.*?))?\]\]")
BARE = re.compile(r"// (CHECK|FIXED|RUN)[-A-Z_]*:.*")  # What is no part of the program.


def wanted():
    return bool(os.environ.get("COROLINT_BLESS"))


def blessed(file):
    with open(os.environ["COROLINT_BLESS"], "a") as log:
        log.write(f"{file}\n")


class Expected:
    """One expectation: where it stands, and what it is about."""

    def __init__(self, found, number):
        self.number, self.head, self.kind, self.text = number, found["head"], found["kind"], found["text"]
        at = AT.match(self.text)
        self.target = number + int(at["by"] or 0) if at else None

    def matches(self, line, defined, whole):
        text, regex, last = AT.sub(lambda at: str(self.number + int(at["by"] or 0)), self.text), "", 0
        for part in PARTS.finditer(text):
            regex += literal(text[last:part.start()])
            regex += part["regex"] or part["given"] or re.escape(defined.get(part["name"], "")) or ".*"
            last = part.end()
        regex += literal(text[last:])
        return (re.fullmatch if whole else re.search)(regex, line.strip() if whole else line) is not None


def literal(text):
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))


def pattern(line, defined):
    """A line as FileCheck has to read it."""
    for name, value in defined.items():
        line = line.replace(value, f"[[{name}]]") if value else line
    return re.sub(r"(?<!\[)\[\[(?!\w+\]\])|\{\{", lambda m: "{{" + "".join("\\" + c for c in m[0]) + "}}", line)


def at_line(said):
    at = SAID_AT.fullmatch(said)
    return int(at[1]) if at else None


def rewritten(lines, prefixes, said, defined={}, whole=False, strict=()):
    """`lines` with expectations that `said` meets; all that `strict` is found in has to be expected."""
    directive = re.compile(rf"(?P<head>.*?\b(?:{'|'.join(map(re.escape, prefixes))})(?P<kind>-NEXT|-DAG)?:\s*)(?P<text>\S.*)")
    all_ = [Expected(found, n) for n, line in enumerate(lines, 1)
            if (found := directive.fullmatch(line)) and "RUN:" not in found["head"]]
    meets, unused, after = {}, list(range(len(said))), -1
    for i, one in enumerate(all_):
        for s in unused:
            if (s > after or one.kind == "-DAG") and one.matches(said[s], defined, whole):
                meets[i], after = s, max(after, s)
                unused.remove(s)
                break
    changed, taken, added = {}, set(), {}
    for i, one in enumerate(all_):
        if i in meets:
            continue
        low = max((s for k, s in meets.items() if k < i), default=-1)
        high = min((s for k, s in meets.items() if k > i), default=len(said))
        likeness = {s: (at_line(said[s]) == one.target, difflib.SequenceMatcher(None, said[s], one.text).ratio())
                    for s in unused if low < s < high}
        best = max(likeness, key=likeness.get, default=None)
        # An expectation that names its line is about that line.
        if best is not None and (likeness[best][0] if one.target else likeness[best][1] > 0.5):
            meets[i] = best
            unused.remove(best)
            changed[one.number] = (one.head, said[best])
        elif strict:
            taken.add(one.number)
    for s in unused:
        at = SAID_AT.fullmatch(said[s])
        if at and any(re.search(one, said[s]) for one in strict):
            number = int(at[1])
            while number < len(lines) and number + 1 not in taken and directive.fullmatch(lines[number]):
                number += 1
            indent = re.match(r"\s*", lines[int(at[1]) - 1])[0]
            added.setdefault(number, []).append((f"{indent}// {prefixes[0]}: ", said[s]))

    # Where each line comes to stand; a reference is written anew if its distance changes.
    new, place = [], {}
    for number, line in enumerate(lines, 1):
        if number not in taken:
            new.append((number, line) if number not in changed else (number, *changed[number]))
        place[number] = len(new)
        new += [(None, *one) for one in added.get(number, [])]
    out = []
    for position, (number, *what) in enumerate(new, 1):
        if len(what) == 2:
            head, words = what
            at = SAID_AT.fullmatch(words)
            target = place.get(int(at[1])) if at else None
            out.append(head + (f"[[#@LINE{target - position:+}]]{pattern(at[2], defined)}" if target else pattern(words, defined)))
        else:
            def moved(at):
                target = place.get(number + int(at["by"] or 0))
                by = target - position if target else None
                return at[0] if by is None or by == int(at["by"] or 0) else f"[[#@LINE{by:+}]]"
            out.append(AT.sub(moved, what[0]))
    return out


def refixed(lines, prefix, bare, fixed):
    """`lines` with those FIXED blocks rewritten that `fixed` does not have; None: only by hand.

    `bare` is the program before the fixes, a line for a line; each expectation
    is a bare comment in there, which parts both texts in the same way.
    """
    blocks, block = [], []
    for number, line in enumerate(lines):
        if re.match(rf"\s*// {prefix}(-NEXT)?:", line):
            block.append(number)
        elif block:
            blocks, block = [*blocks, block], []
    blocks += [block] if block else []
    marks = [n for n, line in enumerate(bare) if line.strip() == "//"]
    kept = [n for n, line in enumerate(fixed) if line.strip() == "//"]
    if len(marks) != len(kept):
        return None
    place, out, last = dict(zip(marks, kept)), {}, (-1, -1)
    for block in blocks:
        before, after = bare[last[0] + 1:block[0]], fixed[last[1] + 1:place[block[0]]]
        last = block[-1], place[block[-1]]
        said = [re.sub(r"^\s*// [-A-Z_]*:", "", lines[n]) for n in block]
        if "\n".join(said) in "\n".join(after) or any("{{" in line for line in said):
            continue
        fresh = []
        for op, _, _, begin, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if op in ("replace", "insert"):
                fresh += [f"// {prefix}{'-NEXT' if n > begin else ''}:{after[n]}" for n in range(begin, end)]
        if not fresh:
            return None
        indent = re.match(r"\s*", lines[block[0]])[0]
        out[block[0]] = [indent + line for line in fresh]
        out.update({n: [] for n in block[1:]})
    return [new for n, line in enumerate(lines) for new in out.get(n, [line])]


def section(test, file):
    """Where the text of `file` stands in the test: all of it, or a part that split-file made."""
    whole, part = (open(path).read().splitlines() for path in (test, file))
    starts = [0] if os.path.samefile(test, file) else [n + 1 for n, line in enumerate(whole) if line.startswith("#--- ")]
    for start in starts:
        if whole[start:start + len(part)] == part:
            return whole, start, start + len(part)
    return None


def main():
    test, *arguments = sys.argv[1:]
    options = [a for a in arguments if a.startswith("-")]
    value = lambda *names: [a.split("=", 1)[1] for a in options if a.split("=", 1)[0].lstrip("-") in names and "=" in a]
    file = next(a for a in arguments if not a.startswith("-"))
    text = open(value("input-file")[0]).read() if value("input-file") else sys.stdin.read()
    done = subprocess.run(["FileCheck", *(o for o in options if "input-file" not in o), file],
                          input=text, capture_output=True, text=True)
    if done.returncode:
        found = section(test, file)
        prefixes = [p for names in value("check-prefix", "check-prefixes") for p in names.split(",")] or ["CHECK"]
        defined = dict(o[2:].split("=", 1) for o in options if o.startswith("-D"))
        if found:
            whole, begin, end = found
            new = rewritten(whole[begin:end], prefixes, text.splitlines(), defined,
                            whole="--match-full-lines" in options, strict=[re.sub(r"\{\{(.*?)\}\}", r"\1", one) for one in value("implicit-check-not")])
            if new != whole[begin:end]:
                with open(test, "w") as out:
                    out.write("\n".join([*whole[:begin], *new, *whole[end:]]) + "\n")
                blessed(test)
                return 0
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
