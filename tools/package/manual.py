"""The manual page and the completions, out of what --help-hidden prints.

usage: manual.py PROGRAM VERSION SHARE    writes them below SHARE, as /usr/share has them
"""

import os
import re
import subprocess
import sys
import time


def groups(help_text):
    """[(group, [(spelling, value or "", words)])]"""
    found = []
    for line in help_text.splitlines():
        if re.fullmatch(r"[A-Z][a-z ]+:", line):
            found.append((line[:-1], []))
        elif re.match(r"[A-Z]", line):
            found.append((None, []))  # what is no option any more
        elif found and found[-1][0]:
            options = found[-1][1]
            if option := re.match(r"  (-{1,2}[a-z-]+)(?:[= ](<[^>]*>(?:=<\w+>)?|\w+))?(?:\s+(\S.*))?$", line):
                options.append([option[1], option[2] or "", option[3] or ""])
            elif options and line.strip():
                options[-1][2] = (options[-1][2] + " " + line.strip()).strip()
    return [(group, options) for group, options in found if group]


def escaped(text):
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")


def page(help_text, version, moment):
    day = time.strftime("%Y-%m-%d", time.gmtime(moment))
    usage = re.search(r"USAGE: ((?:.+\n)+)", help_text)[1]
    out = [f'.TH COROLINT 1 "{day}" "corolint {version}" "User Commands"', ".SH NAME",
           "corolint \\- find misuse of async code in C++20 coroutines", ".SH SYNOPSIS", ".nf"]
    out += [escaped(line.strip()) for line in usage.splitlines()]
    out += [".fi", ".SH DESCRIPTION", "Without a file, every file of the compile database is analysed.",
            "Options of checks, and which of them run, are read from",
            ".I .clang\\-tidy", "above each file.", ".SH OPTIONS"]
    for group, options in groups(help_text):
        out.append(f".SS {group}")
        for spelling, value, words in options:
            joint = "=" if spelling.startswith("--") else " "
            out += [".TP", f"\\fB{escaped(spelling)}\\fR" + (f"{joint}\\fI{escaped(value)}\\fR" if value else ""),
                    escaped(words)]
    codes = re.search(r"EXIT CODE: ((?:.+\n?)+)", help_text)[1]
    out += [".SH EXIT STATUS"]
    out += [line for code in re.split(r"; ?", " ".join(codes.split()))
            for line in (".TP", f".B {code[0]}", escaped(code[2:]))]
    out += [".SH SEE ALSO", "The pages of the checks, by", ".BR corolint \\-\\-explain .", ""]
    return "\n".join(out).encode()


def words(help_text):
    return [(spelling, value, text) for _, options in groups(help_text) for spelling, value, text in options]


VERBS = ("summarize", "link", "graph", "init", "lsp")


def bash(help_text):
    spelled = " ".join(sorted({s + ("=" if v.startswith("<") and s.startswith("--") else "")
                               for s, v, _ in words(help_text)}))
    return f"""# Completion of corolint for bash.
_corolint() {{
  local word=${{COMP_WORDS[COMP_CWORD]}}
  compopt -o default
  case $word in
  -*) COMPREPLY=($(compgen -W '{spelled}' -- "$word")); [[ ${{COMPREPLY[*]}} != *= ]] || compopt -o nospace ;;
  *) [ "$COMP_CWORD" != 1 ] || COMPREPLY=($(compgen -W '{" ".join(VERBS)}' -- "$word")) ;;
  esac
}}
complete -F _corolint corolint
""".encode()


def zsh(help_text):
    def quoted(text):
        return re.sub(r"([\[\]:'\\])", lambda m: "'\\''" if m[1] == "'" else "\\" + m[1], text)

    lines = []
    for spelling, value, text in words(help_text):
        joint = "=" if spelling.startswith("--") else ""
        takes = f"{joint}:{quoted(value.strip('<>'))}:_files" if value.startswith("<") else ""
        if takes and not joint:
            lines.append(f"  '{spelling}[{quoted(text)}]{takes}'")
        else:
            lines.append(f"  '{spelling}{'=' if takes else ''}[{quoted(text)}]{takes.removeprefix('=')}'")
    body = " \\\n".join(lines)
    return f"#compdef corolint\n_arguments \\\n{body} \\\n  '*:file:_files'\n".encode()


def fish(help_text):
    out = ""
    for spelling, value, text in words(help_text):
        kind = "-l" if spelling.startswith("--") else "-s"
        said = text.replace("\\", "\\\\").replace("'", "\\'")
        out += f"complete -c corolint {kind} {spelling.lstrip('-')}{' -r' if value.startswith('<') else ''} -d '{said}'\n"
    out += f"complete -c corolint -n __fish_is_first_arg -a '{' '.join(VERBS)}'\n"
    return out.encode()


def files(help_text, version, moment):
    """Path below share/ → bytes."""
    return {
        "man/man1/corolint.1": page(help_text, version, moment),
        "bash-completion/completions/corolint": bash(help_text),
        "zsh/vendor-completions/_corolint": zsh(help_text),
        "fish/vendor_completions.d/corolint.fish": fish(help_text),
    }


if __name__ == "__main__":
    program, version, share = sys.argv[1:]
    said = subprocess.run([program, "--help-hidden"], check=True, capture_output=True, text=True).stdout
    for path, content in files(said, version, int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))).items():
        path = os.path.join(share, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content)
