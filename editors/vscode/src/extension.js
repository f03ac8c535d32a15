// The client of `corolint lsp`: starts the server, says how it is, and asks it what people ask.
"use strict";
const fs = require("fs");
const path = require("path");
const vscode = require("vscode");
const { LanguageClient, State } = require("vscode-languageclient/node");

let client, status, log;

function settings() {
  const all = vscode.workspace.getConfiguration("corolint");
  return {
    path: all.get("path", ""),
    arguments: all.get("arguments", []),
    inlayHints: all.get("inlayHints", false),
    offlinePages: all.get("offlinePages", false),
  };
}

/** The program of the settings, of the extension, or of the PATH. */
function program(folder, chosen) {
  if (chosen) return chosen;
  const own = path.join(folder, "bin", process.platform === "win32" ? "corolint.exe" : "corolint");
  return fs.existsSync(own) ? own : "corolint";
}

async function start(context) {
  const chosen = settings();
  const command = program(context.extensionPath, chosen.path);
  client = new LanguageClient(
    "corolint",
    "corolint",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "cpp" }],
      initializationOptions: chosen,
      outputChannel: log,
      synchronize: { configurationSection: "corolint" },
    },
  );
  client.onDidChangeState(({ newState }) => {
    status.text = newState === State.Running ? "$(check) corolint"
      : newState === State.Starting ? "$(sync~spin) corolint" : "$(error) corolint";
    status.tooltip = command;
  });
  try {
    await client.start();
  } catch (error) {
    status.text = "$(error) corolint";
    vscode.window.showErrorMessage(`corolint: ${command} does not start: ${error.message}`);
  }
}

async function show(title, text) {
  const document = await vscode.workspace.openTextDocument({ content: text, language: "markdown" });
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  return title;
}

/** Asks the server about the selection; undefined without an editor. */
function ask(command) {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !client) return undefined;
  const { start: first, end: last } = editor.selection;
  return client.sendRequest("workspace/executeCommand", {
    command,
    arguments: [editor.document.uri.toString(), first.line, last.line],
  });
}

async function explainHere() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const line = editor.selection.active.line;
  const found = vscode.languages.getDiagnostics(editor.document.uri)
    .find((d) => d.source === "corolint" && d.range.start.line <= line && line <= d.range.end.line);
  if (!found) {
    vscode.window.showInformationMessage("corolint has found nothing in this line.");
    return;
  }
  const check = typeof found.code === "object" ? found.code.value : found.code;
  const page = await client.sendRequest("workspace/executeCommand", { command: "corolint.explain", arguments: [check] });
  await show(check, page);
}

async function whySilentHere() {
  const why = await ask("corolint.whySilent");
  if (why) vscode.window.showInformationMessage(why, { modal: true });
}

async function activate(context) {
  log = vscode.window.createOutputChannel("corolint");
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  status.command = "corolint.showLog";
  status.show();
  const restart = async () => {
    if (client) await client.stop();
    await start(context);
  };
  context.subscriptions.push(
    log, status,
    vscode.commands.registerCommand("corolint.restart", restart),
    vscode.commands.registerCommand("corolint.explainHere", explainHere),
    vscode.commands.registerCommand("corolint.whySilentHere", whySilentHere),
    vscode.commands.registerCommand("corolint.gatherHere", () => ask("corolint.gather")),
    vscode.commands.registerCommand("corolint.showLog", () => log.show()),
    vscode.workspace.onDidChangeConfiguration((e) => {
      if (e.affectsConfiguration("corolint.path")) restart();
    }),
  );
  await start(context);
}

function deactivate() {
  return client ? client.stop() : undefined;
}

module.exports = { activate, deactivate };
