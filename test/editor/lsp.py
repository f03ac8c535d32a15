#!/usr/bin/env python3
"""Does in a language server what a person does in an editor, and tells what is seen.

  lsp.py SERVER [OPTION…] -- STEP…

Steps:
  open FILE               open it; its diagnostics are printed
  replace FILE OLD NEW    type: the first OLD becomes NEW, not saved; diagnostics
  actions FILE            the quick fixes offered for all its diagnostics
  apply FILE TITLE        take the first quick fix of that title; diagnostics
  preferred FILE          the same, with the check's page, and which one is preferred
  save FILE               write it; diagnostics
  hover FILE LINE:COLUMN  what is shown where the mouse rests
  hints FILE              the hints between the words
  command FILE NAME LINE LAST   run the server's command on these lines; its answer, and what it changed
  cancel FILE             open it, and cancel the run that is shown for it; ends when its progress does
  leave FILE              open it, and be gone without a word; ends the session
  show FILE               the text in the editor
  time FILE               seconds from opening it to its diagnostics, nothing else

LSP_OPTIONS are its initializationOptions, LSP_FOLDERS the folders that are open, by default this one.
"""

import json
import os
import pathlib
import subprocess
import sys
import time

SEVERITIES = {1: "error", 2: "warning", 3: "information", 4: "hint"}


class Editor:
    def __init__(self, command):
        settings = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs")
        self.server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       env={**os.environ, "XDG_CONFIG_HOME": settings}, stderr=open(os.environ.get("LSP_LOG", os.devnull), "w"))
        self.requests, self.texts, self.versions, self.seen = 0, {}, {}, {}
        folders = os.environ.get("LSP_FOLDERS")
        where = {"workspaceFolders": [{"uri": self.uri(f), "name": f} for f in folders.split()]} if folders else {"rootUri": self.uri(".")}
        kinds = {"codeActionKind": {"valueSet": ["quickfix"]}}
        self.ask("initialize", {
            "processId": os.getpid(), "initializationOptions": json.loads(os.environ.get("LSP_OPTIONS", "{}")), **where,
            "capabilities": {"window": {"workDoneProgress": True}, "textDocument": {
                "publishDiagnostics": {"relatedInformation": True},
                "codeAction": {"codeActionLiteralSupport": kinds}}}})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.requests += 1
        self.send({"id": self.requests, "method": method, "params": params})
        while True:
            answer = self.receive()
            if answer.get("id") == self.requests and "method" not in answer:
                if "error" in answer:
                    sys.exit(f"lsp.py: {method}: {answer['error']['message']}")
                return answer["result"]

    def receive(self):
        length = 0
        while True:
            line = self.server.stdout.readline()
            if not line:
                sys.exit(f"lsp.py: the server ended with {self.server.wait()}")
            if line == b"\r\n":
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message = json.loads(self.server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.seen[params["uri"]] = (params.get("version"), params["diagnostics"])
        elif "id" in message and "method" in message:  # the server asks; nothing here says no
            if message["method"] == "workspace/applyEdit":
                self.edits = message["params"]["edit"]["changes"]
            self.send({"id": message["id"], "result": None})
        elif message.get("method") == "window/logMessage" and message["params"]["type"] < 3:
            print(message["params"]["message"])
        return message

    def diagnostics(self, file):
        uri = self.uri(file)
        while self.seen.get(uri, (None,))[0] != self.versions[file]:
            self.receive()
        return sorted(self.seen[uri][1], key=lambda d: (d["range"]["start"]["line"], d["range"]["start"]["character"],
                                                        str(d.get("code"))))

    def uri(self, file):
        return pathlib.Path(file).resolve().as_uri()

    def open(self, file):
        self.texts[file], self.versions[file] = pathlib.Path(file).read_text(), 1
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": self.uri(file), "languageId": "cpp", "version": 1, "text": self.texts[file]}})

    def change(self, file, text):
        self.texts[file] = text
        self.versions[file] += 1
        self.tell("textDocument/didChange", {
            "textDocument": {"uri": self.uri(file), "version": self.versions[file]},
            "contentChanges": [{"text": text}]})

    def actions(self, file):
        for diagnostic in self.diagnostics(file):
            for action in self.ask("textDocument/codeAction", {
                    "textDocument": {"uri": self.uri(file)}, "range": diagnostic["range"],
                    "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}}) or []:
                if action.get("kind") == "quickfix":
                    yield diagnostic, action

    def apply(self, file, title):
        for _, action in self.actions(file):
            if action["title"] != title:
                continue
            return self.edit(file, action["edit"]["changes"])
        sys.exit(f"lsp.py: {file} is offered no fix '{title}'")

    def edit(self, file, changes):
        edits = changes[self.uri(file)]
        lines = self.texts[file].splitlines(keepends=True)
        offset = lambda at: sum(map(len, lines[:at["line"]])) + at["character"]
        text = self.texts[file]
        for edit in sorted(edits, key=lambda e: offset(e["range"]["start"]), reverse=True):
            text = text[:offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]):]
        return self.change(file, text)

    def save(self, file):
        pathlib.Path(file).write_text(self.texts[file])
        self.seen.pop(self.uri(file), None)
        self.tell("textDocument/didSave", {"textDocument": {"uri": self.uri(file)}})

    def cancel(self, file):
        self.open(file)
        while (told := self.receive()).get("method") != "$/progress":
            pass
        print(f"{told['params']['value']['title']}, cancelled")
        self.tell("window/workDoneProgress/cancel", {"token": told["params"]["token"]})
        while (told := self.receive()).get("method") != "$/progress":
            pass
        print(told["params"]["value"]["kind"])

    def leave(self):
        self.server.stdin.close()
        self.server.stdout.close()
        print(f"the server ended with {self.server.wait(timeout=60)}")

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.server.stdin.close()
        if self.server.wait(timeout=60):
            sys.exit(f"lsp.py: the server ended with {self.server.returncode}")


def at(where):
    return f"{where['start']['line'] + 1}:{where['start']['character'] + 1}"


def tell(editor, file):
    found = editor.diagnostics(file)
    print(f"{file}: {len(found)} diagnostics")
    for d in found:
        print(f"{file}:{at(d['range'])}: {SEVERITIES[d['severity']]}: {d['message'].splitlines()[0]} [{d.get('code')}]")
        for note in d.get("relatedInformation", []):
            name = os.path.basename(note["location"]["uri"])
            print(f"  {name}:{at(note['location']['range'])}: {note['message']}")


def main():
    split = sys.argv.index("--")
    editor, steps = Editor(sys.argv[1:split]), sys.argv[split + 1:]
    while steps:
        step, file, *steps = steps
        if step == "open":
            editor.open(file)
            tell(editor, file)
        elif step == "time":
            begin = time.monotonic()
            editor.open(file)
            editor.diagnostics(file)
            print(f"{time.monotonic() - begin:.3f}")
        elif step == "replace":
            old, new, *steps = steps
            if old not in editor.texts[file]:
                sys.exit(f"lsp.py: {file} has no '{old}'")
            editor.change(file, editor.texts[file].replace(old, new, 1))
            tell(editor, file)
        elif step == "actions":
            for diagnostic, action in editor.actions(file):
                print(f"{file}:{at(diagnostic['range'])}: {action['title']}")
        elif step == "apply":
            title, *steps = steps
            editor.apply(file, title)
            tell(editor, file)
        elif step == "preferred":
            for diagnostic, action in editor.actions(file):
                page = diagnostic.get("codeDescription", {}).get("href", "").replace(str(pathlib.Path.cwd()), ".")
                print(f"{diagnostic['source']}: {page}: {action['title']}{' *' if action.get('isPreferred') else ''}")
        elif step == "save":
            editor.save(file)
            tell(editor, file)
        elif step == "hover":
            place, *steps = steps
            line, column = map(int, place.split(":"))
            said = editor.ask("textDocument/hover", {"textDocument": {"uri": editor.uri(file)},
                                                     "position": {"line": line - 1, "character": column - 1}})
            print(said["contents"]["value"] if said else "nothing to hover over")
        elif step == "hints":
            for hint in editor.ask("textDocument/inlayHint", {"textDocument": {"uri": editor.uri(file)}, "range": {
                    "start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}}):
                print(f"{hint['position']['line'] + 1}:{hint['position']['character'] + 1}: {hint['label']}")
        elif step == "command":
            name, first, last, *steps = steps
            editor.edits = None
            print(editor.ask("workspace/executeCommand", {
                "command": name, "arguments": [editor.uri(file), int(first) - 1, int(last) - 1]}))
            if editor.edits:
                editor.edit(file, editor.edits)
                tell(editor, file)
        elif step == "cancel":
            editor.cancel(file)
        elif step == "leave":
            editor.open(file)
            return editor.leave()
        elif step == "show":
            print(editor.texts[file], end="")
        else:
            sys.exit(f"lsp.py: no such step: {step}")
    editor.close()


if __name__ == "__main__":
    main()
