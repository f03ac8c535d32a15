// Is this SARIF valid, and as GitHub wants it? usage: validate.mjs NODE_DIR REPORT…
//
// Three judges: the schema (ajv), Microsoft's validator with its GitHub rules,
// and what neither of them looks at. The validator exits with 0 whatever it
// finds: its log is what counts.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [nodeDir, ...reports] = process.argv.slice(2);
const require = createRequire(join(nodeDir, "package.json"));
const Ajv = require("ajv/dist/2020.js");
const addFormats = require("ajv-formats");
const multitool = join(nodeDir, "node_modules/@microsoft/sarif-multitool-linux");
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const bySchema = ajv.compile(JSON.parse(readFileSync(join(multitool, "sarif-2.1.0.json"), "utf8")));

const list = readFileSync(new URL("../../checks/checks.def", import.meta.url), "utf8");
const checks = list.match(/^CHECK\(/gm).length;

const wrong = [];
for (const report of reports) {
  const say = (words) => wrong.push(`${report}: ${words}`);
  const sarif = JSON.parse(readFileSync(report, "utf8"));
  if (!bySchema(sarif))
    for (const error of bySchema.errors) say(`schema: ${error.instancePath} ${error.message}`);

  const log = join(mkdtempSync(join(tmpdir(), "sarif-")), "log.sarif");
  execFileSync(join(multitool, "Sarif.Multitool"),
    ["validate", report, "--rule-kind", "Sarif;Ghas", "--log", "ForceOverwrite", "-o", log, "--quiet", "true"],
    { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" }, stdio: "ignore" });
  const judged = JSON.parse(readFileSync(log, "utf8"));
  for (const result of judged.runs[0].results ?? [])
    if (result.level === "error") say(`validator: ${result.ruleId} ${JSON.stringify(result.message)}`);

  if (sarif.runs.length !== 1) say("must have one run");
  const [run] = sarif.runs;
  if (run.tool.driver.rules.length !== checks) say("must list every rule");
  for (const rule of run.tool.driver.rules) {
    if ((rule.properties.tags ?? []).length > 10) say(`${rule.id}: too many tags`);
    if (!rule.properties.precision || !rule.properties["problem.severity"]) say(`${rule.id}: no precision or severity`);
  }
  for (const result of run.results) {
    const { artifactLocation, region } = result.locations[0].physicalLocation;
    if (/^(\/|\.\/|file:)/.test(artifactLocation.uri)) say(`not a relative URI: ${artifactLocation.uri}`);
    if (region.startLine !== region.endLine) say(`a region of more than one line: ${artifactLocation.uri}:${region.startLine}`);
    if (!/^[0-9a-f]+:\d+$/.test(result.partialFingerprints?.primaryLocationLineHash ?? "")) say("no fingerprint for GitHub");
    if (!result.partialFingerprints?.["corolint/v1"]) say("no fingerprint of our own");
    if (result.suppressions) say("a suppressed result shows up as an open alert");
  }
}
if (wrong.length) {
  console.error(wrong.join("\n"));
  process.exit(1);
}
console.log(`${reports.length} valid`);
