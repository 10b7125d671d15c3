/** How is the package built where npm prepares a clone for somebody, as it does for pre-commit? With what the build needs, and no more. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** esbuild, and the packages that it puts into `dist/`. */
const NEEDED = [
  'esbuild',
  'clipanion',
  'typanion',
  'yaml',
  'fast-glob',
  'chalk',
  'string-width',
  'diff',
  'jsonc-parser',
  '@octokit/core',
  '@octokit/plugin-paginate-rest',
  '@octokit/plugin-retry',
  '@octokit/plugin-throttling',
  '@gitbeaker/rest',
];

function isThere(name) {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function run(program, args, env = process.env) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined || status !== 0) process.exit(status ?? 1);
}

/**
 * `npm install --global git+...` prepares a clone with its own settings still in the environment, so that what the clone needs is
 * installed globally, too, and not where the build looks (npm 10, 11). So it is installed here.
 */
function installNeeded() {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packages = NEEDED.flatMap((name) =>
    devDependencies[name] === undefined ? [] : [`${name}@${devDependencies[name]}`],
  );
  const { npm_config_global: _, npm_config_location: __, npm_config_prefix: ___, ...env } = process.env;
  const options = ['--no-save', '--no-package-lock', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['install', '--location=project', ...options, ...packages], env);
}

const isClone = !NEEDED.slice(0, 2).every(isThere);
if (isClone) installNeeded();
run(process.execPath, ['tools/build.mjs']);
// Types are for programs that use the library; a hook needs none.
if (isThere('typescript'))
  run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']);
