/**
 * How is a module loaded without being compiled again? Node 22 and later can keep compiled code, too, but only of what a file runs at once, and not of
 * functions that are called later, which are most. Falls back to `require` for whatever reason.
 */

const fs = require('node:fs');
const nodeModule = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { setFlagsFromString } = require('node:v8');
const vm = require('node:vm');

/** Half of the processor time of a short run would go to a compiler whose work it never uses; cli/optimizer.ts turns it on for long ones. */
const NO_OPTIMIZER = '--no-opt';

/** Nearly all that a start makes stays: room for it at once spares the garbage collector five looks at it, of eight. */
const ROOM = '--semi-space-growth-factor=16';

/** Only what we wrote ourselves is run: others may write into the folder for temporary files, too. */
function readOwn(file) {
  try {
    const descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    try {
      const { uid, mode } = fs.fstatSync(descriptor);
      const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
      return isOurs ? fs.readFileSync(descriptor) : undefined;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another process may do the same. */
function keep(file, data) {
  try {
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, data, { mode: 0o600, flag: 'wx' });
    fs.renameSync(draft, file);
  } catch {
    // The next run compiles again.
  }
}

/** The exports of the CommonJS file. It, and each bundle beside it that it loads, keeps its code. */
exports.loadKept = (file) => {
  // Before anything is compiled: V8 takes kept code only under the flags that it was made with.
  setFlagsFromString(NO_OPTIMIZER);
  if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString(ROOM);
  const defaultLoader = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  if (defaultLoader === undefined || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return require(file);
  const folder = path.dirname(file);
  const compiled = [];
  const compileAnew = require.extensions['.js'];
  require.extensions['.cjs'] = (module, filename) => {
    if (path.dirname(filename) !== folder) return compileAnew(module, filename);
    const kept = keptFile(filename);
    const cachedData = readOwn(kept);
    const script = new vm.Script(nodeModule.wrap(fs.readFileSync(filename, 'utf8')), {
      ...{ filename, cachedData },
      importModuleDynamically: defaultLoader,
    });
    if (cachedData === undefined || script.cachedDataRejected) compiled.push({ kept, script });
    const run = script.runInThisContext();
    return run.call(module.exports, module.exports, nodeModule.createRequire(filename), module, filename, folder);
  };
  // At the end, so that it has the functions that this run needed; a call for help needs few.
  if (process.argv[2]?.startsWith('-') === false)
    process.on('exit', () => {
      setFlagsFromString(NO_OPTIMIZER);
      for (const { kept, script } of compiled) keep(kept, script.createCachedData());
    });
  return require(file);
};

/** Another Node, another processor, another build: another file. */
function keptFile(filename) {
  const { mtimeMs, size } = fs.statSync(filename);
  const build = [path.basename(filename, '.cjs'), size, Math.floor(mtimeMs), process.version, process.arch];
  return path.join(os.tmpdir(), `realmdiff-${process.getuid?.() ?? 0}-${build.join('-')}.code`);
}
