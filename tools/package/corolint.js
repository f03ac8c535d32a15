#!/usr/bin/env node
// Runs the program that the package for this platform carries.
"use strict";
const { spawnSync } = require("child_process");
const os = require("os");

let program;
try {
  program = require.resolve(`corolint-${process.platform}-${process.arch}/bin/corolint`);
} catch {
  console.error(`corolint: there is no package for ${process.platform}-${process.arch}, or npm left it out ` +
    "(--no-optional)");
  process.exit(2);
}
const run = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (run.error) {
  console.error(`corolint: ${run.error.message}`);
  process.exit(2);
}
process.exit(run.signal ? 128 + os.constants.signals[run.signal] : run.status);
