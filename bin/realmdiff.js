#!/usr/bin/env node
/** Where does a call begin? Loads the command line with the compiled code of an earlier run: git calls once per file. */

const nodeModule = require('node:module');

// Half of the processor time of a short run would go to a compiler whose work it never uses; cli/optimizer.ts turns it on for long ones. Before
// anything is compiled: kept code is taken only under the flags that it was made with.
require('node:v8').setFlagsFromString('--no-opt');

const cli = require.resolve('../dist/cli.cjs');

// Node 22 and later keep compiled code themselves.
if (nodeModule.enableCompileCache !== undefined) {
  nodeModule.enableCompileCache();
  require(cli).main(process.argv.slice(2));
} else {
  require('./load-kept.js').loadKept(cli).main(process.argv.slice(2));
}
