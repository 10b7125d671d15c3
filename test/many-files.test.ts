/** Do threads say of many files what one process says of a few? */

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './run-cli.ts';

const RICH = fs.readFileSync(path.join(import.meta.dirname, '../fixtures/realms/26.7.3-rich-partial.json'), 'utf8');

/** Enough for threads: more than six megabytes. */
const NAMES = Array.from({ length: 40 }, (_, index) => `r${String(index).padStart(2, '0')}.json`);

function contentOf(name: string, index: number): string {
  if (index === 7) return RICH.slice(0, 90_000);
  if (index === 11) return '{ "something": "else" }';
  if (index === 13) return RICH.replace('"clientId": "account"', '"clientId": "broker"');
  return RICH.replaceAll('"rich"', `"rich-${name}"`);
}

/** The lines about files, without the count at the end. */
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => /r\d\d\.json/.test(line));

describe('many files', () => {
  it('are checked, written and told in their order, each as if it were alone', () => {
    const { run, read } = folderWith(
      Object.fromEntries(NAMES.map((name, index) => [`all/${name}`, contentOf(name, index)])),
    );
    const files = NAMES.map((name) => `all/${name}`);
    const few = [files.slice(0, 20), files.slice(20)].map((half) => run('normalize', '--check', ...half));
    const many = run('normalize', '--check', ...files);
    expect(many.exit).toBe(2);
    expect(lines(many.stdout)).toEqual(few.flatMap(({ stdout }) => lines(stdout)));
    expect(lines(many.stderr)).toEqual(few.flatMap(({ stderr }) => lines(stderr)));
    expect(lines(many.stdout)).toHaveLength(38);

    const written = run('normalize', '--write', 'all');
    expect(written.exit).toBe(2);
    expect(lines(written.stderr).filter((line) => line.endsWith(' normalized'))).toHaveLength(38);
    expect(read('all/r07.json')).toBe(contentOf('', 7));
    expect(read('all/r05.json')).toBe(run('normalize', 'all/r05.json').stdout);
    expect(run('normalize', '--check', ...files.filter((_, index) => index !== 7 && index !== 11)).exit).toBe(0);
  });
});
