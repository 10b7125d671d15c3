/** How is a module loaded without being compiled again, where Node itself keeps no compiled code? Falls back to `require` for whatever reason. */

const fs = require('node:fs');
const nodeModule = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { setFlagsFromString } = require('node:v8');
const vm = require('node:vm');

/** V8 takes kept code only under the flags that it was made with. See cli/optimizer.ts: optimized code is for long runs. */
const FLAGS = '--no-opt';

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

/** The exports of the CommonJS file. */
exports.loadKept = (file) => {
  const defaultLoader = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  if (defaultLoader === undefined || process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return require(file);
  const { mtimeMs, size } = fs.statSync(file);
  const name = `realmdiff-${process.getuid?.() ?? 0}-${process.version}-${process.arch}-${size}-${Math.floor(mtimeMs)}.code`;
  const kept = path.join(os.tmpdir(), name);
  const cachedData = readOwn(kept);
  const script = new vm.Script(nodeModule.wrap(fs.readFileSync(file, 'utf8')), {
    ...{ filename: file, cachedData },
    importModuleDynamically: defaultLoader,
  });
  const loaded = new nodeModule(file, module);
  Object.assign(loaded, { filename: file, paths: module.paths });
  script
    .runInThisContext()
    .call(loaded.exports, loaded.exports, nodeModule.createRequire(file), loaded, file, path.dirname(file));
  // At the end, so that it has the functions that this run needed; a call for help needs few.
  const isWorth = process.argv[2]?.startsWith('-') === false;
  if (isWorth && (cachedData === undefined || script.cachedDataRejected))
    process.on('exit', () => {
      setFlagsFromString(FLAGS);
      keep(kept, script.createCachedData());
    });
  return loaded.exports;
};
