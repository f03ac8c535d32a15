// The client for VS Code with an editor that is made up: what does it start, and what does it ask?
// usage: vscode.js EXTENSION_DIR
"use strict";
const fs = require("fs");
const Module = require("module");
const path = require("path");

const extension = process.argv[2];
const commands = {}, shown = [], settings = { arguments: ["-p", "build"], inlayHints: true };
const range = (line) => ({ start: { line }, end: { line } });
const uri = { toString: () => "file:///a.cpp" };
let diagnostics = [];
const vscode = {
  StatusBarAlignment: { Left: 1 },
  ViewColumn: { Beside: -2 },
  commands: { registerCommand: (name, run) => ((commands[name] = run), { dispose() {} }) },
  languages: { getDiagnostics: () => diagnostics },
  window: {
    createOutputChannel: () => ({ show() {} }),
    createStatusBarItem: () => (vscode.status = { show() {} }),
    activeTextEditor: { document: { uri }, selection: { start: { line: 3 }, end: { line: 5 }, active: { line: 3 } } },
    showInformationMessage: (text) => shown.push(text),
    showErrorMessage: (text) => shown.push("error: " + text),
    showTextDocument: async (document) => shown.push(document.content),
  },
  workspace: {
    getConfiguration: () => ({ get: (name, otherwise) => settings[name] ?? otherwise }),
    onDidChangeConfiguration: (f) => ((vscode.changed = f), { dispose() {} }),
    openTextDocument: async (document) => document,
  },
};

const requests = [];
let answer = "", startsWith = async () => {};
class LanguageClient {
  constructor(id, name, server, client) {
    console.log(`starts ${path.relative(extension, server.command) || server.command} ${server.args}`);
    console.log(`for ${client.documentSelector.map((s) => s.language)} with ${JSON.stringify(client.initializationOptions)}`);
  }
  onDidChangeState(f) { this.changed = f; }
  async start() { await startsWith(); this.changed({ newState: 2 }); }
  async stop() { console.log("stops"); }
  async sendRequest(method, params) { requests.push([method, params]); return answer; }
}

const load = Module._load;
Module._load = (name, ...rest) => name === "vscode" ? vscode
  : name === "vscode-languageclient/node" ? { LanguageClient, State: { Running: 2, Starting: 3 } } : load(name, ...rest);

async function main() {
  const client = require(path.join(extension, "src", "extension.js"));
  const context = { extensionPath: path.join(extension, "nowhere"), subscriptions: [] };
  settings.path = path.join(extension, "bin", "corolint");
  await client.activate(context);
  console.log(`status ${vscode.status.text}`);

  await commands["corolint.explainHere"]();
  diagnostics = [{ source: "clangd", range: range(3) },
    { source: "corolint", range: range(3), code: { value: "coro-nested-run" } }];
  answer = "# coro-nested-run";
  await commands["corolint.explainHere"]();
  answer = "fate: handled";
  await commands["corolint.whySilentHere"]();
  await commands["corolint.gatherHere"]();
  for (const [method, { command, arguments: words }] of requests) console.log(method, command, JSON.stringify(words));
  shown.splice(0).forEach((text) => console.log(`shows ${text}`));

  startsWith = async () => { throw new Error("ENOENT"); };
  settings.path = "";
  await vscode.changed({ affectsConfiguration: (name) => name === "corolint.path" });
  await new Promise((done) => setTimeout(done, 50));
  shown.forEach((text) => console.log(`shows ${text}`));
  const declared = JSON.parse(fs.readFileSync(path.join(extension, "package.json"))).contributes.commands
    .map((c) => c.command).sort();
  console.log(String(declared) === String(Object.keys(commands).sort()) ? "commands agree" : "commands differ");
}

main();
