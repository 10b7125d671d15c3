#!/usr/bin/env node
/** Where does a call begin? Loads the command line with the compiled code of an earlier run: git calls once per file. */

const fs = require('node:fs');
const path = require('node:path');

/** What is the same for everybody is a text that the build wrote: nothing has to be loaded for it. */
const TEXTS = { '--help': 'help.txt', '-h': 'help.txt', '--version': 'version.txt', '-v': 'version.txt' };

function printsText(words) {
  const name = words.length === 1 && Object.hasOwn(TEXTS, words[0]) ? TEXTS[words[0]] : undefined;
  if (name === undefined) return false;
  try {
    const text = fs.readFileSync(path.join(__dirname, '../dist', name));
    return fs.writeSync(1, text) === text.length;
  } catch {
    // No text, or a reader that is gone or slow: the command line knows what to do.
    return false;
  }
}

if (!printsText(process.argv.slice(2)))
  require('./load-kept.js').loadKept(require.resolve('../dist/cli.cjs')).main(process.argv.slice(2));
