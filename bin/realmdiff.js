#!/usr/bin/env node
const { enableCompileCache } = require('node:module');

// Node 22 and later keep the compiled code of the last run.
enableCompileCache?.();
require('../dist/cli.cjs').main(process.argv.slice(2));
