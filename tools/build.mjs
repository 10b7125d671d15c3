/** How does `dist/` come to be? Bundles our code with what it needs from other packages; lists their licences. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { commandsAside } from './commands.mjs';
import { renderNotices } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * clipanion opens standard input, output and error and asks for the terminal's colors when it is loaded. We decide on
 * colors ourselves and hand it no streams: opening them costs more than the rest of clipanion.
 */
const leanClipanion = {
  name: 'lean-clipanion',
  setup(builder) {
    const contents = 'export const getDefaultColorDepth = () => 1;\nexport const getCaptureActivator = () => null;\n';
    // The package names its module only where tools look that know "exports" in another place than it has them.
    builder.onResolve({ filter: /^clipanion$/ }, () => ({
      path: join(root, 'node_modules/clipanion/lib/advanced/index.mjs'),
    }));
    // Only commands with a typanion schema need typanion; ours check their options themselves.
    builder.onResolve({ filter: /^typanion$/ }, () => ({ path: 'typanion', external: true }));
    builder.onResolve({ filter: /^\.\.\/platform$/ }, () => ({ path: 'platform', namespace: 'lean' }));
    builder.onLoad({ filter: /^platform$/, namespace: 'lean' }, () => ({ contents }));
    builder.onLoad({ filter: /clipanion[\\/]lib[\\/]advanced[\\/]Cli\.mjs$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const context = /Cli\.defaultContext = \{[^}]*\};/;
      if (!context.test(text)) throw new Error(`${path}: clipanion's default context is not where it was`);
      return { contents: text.replace(context, 'Cli.defaultContext = { env: process.env, colorDepth: 1 };') };
    });
  },
};

/** Packages that most runs do not need are files of their own, which load when they are asked for. */
const ASIDE = {
  ...{ yaml: './yaml.cjs', 'fast-glob': './glob.cjs', chalk: './chalk.cjs' },
  ...{ 'string-width': './width.cjs', 'cli-progress': './progress.cjs' },
};
const aside = (isCommonJs) => ({
  name: 'aside',
  setup(builder) {
    builder.onResolve({ filter: /^(yaml|fast-glob|chalk|string-width|cli-progress)$/ }, ({ path, kind }) =>
      isCommonJs && kind === 'dynamic-import'
        ? { path: ASIDE[path], namespace: 'later' }
        : { path: ASIDE[path], external: true },
    );
    requireLater(builder);
  },
});

/** What is asked for later is required, not imported: from CommonJS that spares Node its loader of modules. */
function requireLater(builder) {
  builder.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
    contents: `module.exports = require(${JSON.stringify(path)});`,
  }));
  builder.onResolve({ filter: /\.cjs$/, namespace: 'later' }, ({ path }) => ({ path, external: true }));
}

/** What is asked for later and stands in a bundle of its own, whose name `nameOf` tells. */
const ownBundles = (name, filter, nameOf) => ({
  name,
  setup(builder) {
    builder.onResolve({ filter }, (asked) =>
      asked.kind === 'dynamic-import' ? { path: `./${nameOf(asked)}.cjs`, namespace: 'later' } : undefined,
    );
  },
});
const ownName = ({ path }) => basename(path, '.ts');

/** So are the clients of hosts, which are larger than we are. */
const hosts = ownBundles('hosts', /\/hosts\/(github|gitlab)\.ts$/, ownName);

/** So is what reads servers, files that do not fit into memory, and many: most runs read one small file. */
const LATER = [
  ...['src/sources/read-live.ts', 'src/sources/find-environment.ts'],
  ...['normalize-large', 'select-users', 'portion-thread'].map((name) => `src/cli/large/${name}.ts`),
  ...['files-in-threads', 'file-thread'].map((name) => `src/cli/commands/normalize/${name}.ts`),
];
const later = ownBundles(
  'later',
  /\/(read-live|find-environment|normalize-large|select-users|files-in-threads)\.ts$/,
  ownName,
);

/** So is what a command needs that is not the one git calls for every file. */
const commandBundles = ownBundles('command-bundles', /^\.\/run\.ts$/, ({ importer }) => basename(dirname(importer)));

/**
 * What the command line holds anyway, and what several commands need, is taken from there: no command's bundle repeats it, and
 * tables are read once. A core is such a bundle, with its modules, and the names that each of these hands out.
 */
const takeShared = (...cores) => ({
  name: 'take-shared',
  setup(builder) {
    const coreOf = (file) => cores.find(({ names }) => names.has(file));
    builder.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const file = relative(root, join(resolveDir, path));
      return coreOf(file) === undefined ? undefined : { path: file, namespace: 'shared' };
    });
    builder.onResolve({ filter: /^\.\/\w+\.cjs$/, namespace: 'shared' }, ({ path }) => ({ path, external: true }));
    builder.onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => {
      const { bundle, names } = coreOf(path);
      // Constants, not getters: some of them are called for every value of a realm.
      const constants = [...names.get(path)].map((name) => `export const ${name} = core.${sharedName(path, name)};\n`);
      return { contents: `const core = require('./${bundle}').share();\n${constants.join('')}` };
    });
  },
});

/** One name for each thing that a core hands out: only what somebody asks for stays in it. */
function sharedName(file, name) {
  return `${file.replace(/\W/g, '_')}__${name}`;
}

/** By module of a core: the names that the other bundles import from it, each by itself or by `name.` of a whole module. */
function namesShared(modules, others) {
  const names = new Map(modules.map((file) => [file, new Set()]));
  for (const other of others) {
    const text = readFileSync(join(root, other), 'utf8');
    for (const [, list, path] of text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)';/gms)) {
      const file = relative(root, join(root, dirname(other), path));
      const values = list
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '' && !each.startsWith('type '));
      for (const value of values) names.get(file)?.add(value.split(' as ')[0]);
    }
    for (const [, name, path] of text.matchAll(/^import \* as (\w+) from '(\.[^']*)';/gm)) {
      const file = relative(root, join(root, dirname(other), path));
      for (const [, value] of text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))) names.get(file)?.add(value);
    }
  }
  return names;
}

/** Our modules that a start loads: not those that are asked for later, which must stay so. */
function loadedAtOnce(main, inputs) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file) || !file.startsWith('src/')) return;
    found.add(file);
    for (const { path, kind } of inputs[file].imports) if (kind === 'import-statement') visit(path);
  };
  visit(main);
  found.delete(main);
  return [...found].sort();
}

/** The command line is CommonJS: Node starts it faster, and `import.meta.url` is what it would be in a module. */
const COMMON_JS = {
  format: 'cjs',
  define: { REALMDIFF_VERSION: JSON.stringify(version), 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

async function bundle(file, source, options) {
  return build({
    absWorkingDir: root,
    ...(typeof source === 'string' ? { entryPoints: [source] } : { stdin: source }),
    outfile: `dist/${file}`,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    // Ours is not minified: it would start no faster, and stack traces stay readable.
    minify: false,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
    ...options,
  });
}

const MAIN = { ...COMMON_JS, plugins: [leanClipanion, later, aside(true), commandBundles] };
const { metafile } = await bundle('cli.cjs', 'src/cli/main.ts', MAIN);
const ours = loadedAtOnce('src/cli/main.ts', metafile.inputs);
/** What is a bundle of its own, by the bundle's name. */
const bundles = [
  ...commandsAside().map((name) => ({ name, file: `src/cli/commands/${name}/run.ts` })),
  ...LATER.map((file) => ({ name: basename(file, '.ts'), file })),
];
const asides = await Promise.all(
  bundles.map(({ name, file }) => bundle(`${name}.cjs`, file, { ...COMMON_JS, plugins: [hosts, later, aside(true)] })),
);
const closures = bundles.map(({ file }, index) => loadedAtOnce(file, asides[index].metafile.inputs));
/** What at least two commands need and a start does not. */
const common = [...new Set(closures.flat())]
  .filter((file) => !ours.includes(file) && closures.filter((files) => files.includes(file)).length > 1)
  .sort();
const modules = [...new Set(asides.flatMap(({ metafile: { inputs } }) => Object.keys(inputs)))].filter((file) =>
  file.startsWith('src/'),
);
const without = (...known) => new Set(modules.filter((file) => !known.flat().includes(file)));
const start = { bundle: 'cli.cjs', names: namesShared(ours, without(ours)) };
const core = { bundle: 'core.cjs', names: namesShared(common, without(ours, common)) };
/** What a core hands out is one object, made when another bundle asks for it: most starts need no other bundle. */
const exportsOf = ({ names }) => {
  const all = [...names].flatMap(([file, each]) =>
    [...each].map((name) => ({ file, name, as: sharedName(file, name) })),
  );
  return [
    ...all.map(({ file, name, as }) => `import { ${name} as ${as} } from './${file}';`),
    'let shared;',
    `export const share = () => (shared ??= { ${all.map(({ as }) => as).join(', ')} });`,
  ];
};
const entry = (lines, sourcefile) => ({ contents: lines.join('\n'), resolveDir: root, sourcefile });
const results = [
  await bundle('cli.cjs', entry(["export { main } from './src/cli/main.ts';", ...exportsOf(start)], 'cli.js'), MAIN),
  await bundle('core.cjs', entry(exportsOf(core), 'core.js'), {
    ...COMMON_JS,
    plugins: [takeShared(start), later, aside(true)],
  }),
  ...(await Promise.all(
    bundles.map(({ name, file }) =>
      bundle(`${name}.cjs`, file, {
        ...COMMON_JS,
        plugins: [hosts, later, takeShared(start, core), aside(true)],
        // Most of it is other people's, as with the clients of hosts.
        minify: name === 'read-live',
      }),
    ),
  )),
  await bundle('github.cjs', 'src/hosts/github.ts', { ...COMMON_JS, minify: true }),
  await bundle('gitlab.cjs', 'src/hosts/gitlab.ts', { ...COMMON_JS, minify: true }),
  await bundle('index.js', 'src/index.ts', { format: 'esm', plugins: [aside(false)] }),
  // Its build for browsers is written in modules; what it leaves out are Node's own warnings, which we do not want.
  await bundle('yaml.cjs', 'node_modules/yaml/browser/index.js', { format: 'cjs', minify: true }),
  await bundle('progress.cjs', 'cli-progress', { format: 'cjs', minify: true }),
  await bundle('glob.cjs', 'fast-glob', { format: 'cjs', minify: true }),
  // Who imports a CommonJS file from here gets all of it as `default`: so all of it is the function.
  await bundle('width.cjs', 'string-width', { format: 'cjs', footer: { js: 'module.exports = stringWidth;' } }),
  await bundle('chalk.cjs', 'chalk', { format: 'cjs', define: { 'import.meta.url': '""' } }),
];

rmSync(join(root, 'dist'), { recursive: true, force: true });
mkdirSync(join(root, 'dist'), { recursive: true });
for (const { path, text } of results.flatMap(({ outputFiles }) => outputFiles)) {
  writeFileSync(join(root, 'dist', basename(path)), text);
}
// Every baseline with what it extends, so that a run reads one file instead of a chain of thirty; equal ones once.
const { baselines } = (await import(pathToFileURL(join(root, 'dist/index.js')).href)).loadTables();
mkdirSync(join(root, 'dist/baselines'));
const sameAs = new Map();
for (const baseline of baselines.versions.map(baselines.read)) {
  const { version, ...content } = baseline;
  const text = JSON.stringify(content);
  const same = sameAs.get(text);
  sameAs.set(text, same ?? version);
  writeFileSync(
    join(root, 'dist/baselines', `${version}.json`),
    same === undefined ? JSON.stringify({ keycloakVersion: version, ...content }) : JSON.stringify({ same }),
  );
}
// All rules in one file, and their examples, which few calls need, in another one.
const filesOf = (folder) =>
  readdirSync(join(root, 'rules', folder))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(root, 'rules', folder, name), 'utf8')));
const rulesOf = (folder) => filesOf(folder).map(({ $schema: _, examples: __, ...rule }) => rule);
const examples = ['changes', 'states'].flatMap(filesOf).map(({ id, examples }) => [id, examples]);
writeFileSync(join(root, 'dist/examples.json.gz'), gzipSync(JSON.stringify(Object.fromEntries(examples))));
const lists = JSON.parse(readFileSync(join(root, 'rules/lists.json'), 'utf8'));
writeFileSync(
  join(root, 'dist/rules.json'),
  JSON.stringify({ lists, change: rulesOf('changes'), state: rulesOf('states') }),
);
// What a call prints that asks for nothing else.
for (const word of ['help', 'version']) {
  const text = execFileSync(process.execPath, [join(root, 'bin/realmdiff.js'), `--${word}`]);
  writeFileSync(join(root, `dist/${word}.txt`), text);
}
writeFileSync(
  join(root, 'THIRD-PARTY-NOTICES.txt'),
  renderNotices(
    root,
    results.flatMap(({ metafile }) => Object.keys(metafile.inputs)),
  ),
);
