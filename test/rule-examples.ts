/** What does a rule find in its own examples? Runs them through the real comparison. Also makes rules with one condition less. */

import fs from 'node:fs';
import path from 'node:path';
import { type Example, type Prepared, prepareExample } from '../src/cli/commands/rules/examples.ts';
import { loadTables } from '../src/tables/load.ts';

export { type Fragment, findingsIn, messagesIn, type Prepared } from '../src/cli/commands/rules/examples.ts';

export const RULES = path.join(import.meta.dirname, '../rules');

/** A rule's file. */
export interface RawRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly message: string;
  readonly severity: string;
  readonly direction: string;
  readonly mirror?: string;
  readonly waiver?: string;
  readonly when: { readonly [key: string]: unknown };
  readonly examples: readonly Example[];
}

export interface RawFile {
  readonly file: string;
  readonly speaksOf: 'change' | 'state';
  readonly raw: RawRule;
}

/** Every rule as its file has it. */
export function rawRules(): readonly RawFile[] {
  return (['changes', 'states'] as const).flatMap((folder) =>
    fs
      .readdirSync(path.join(RULES, folder))
      .sort()
      .map((file) => ({
        file: path.basename(file, '.json'),
        speaksOf: folder === 'changes' ? ('change' as const) : ('state' as const),
        raw: JSON.parse(fs.readFileSync(path.join(RULES, folder, file), 'utf8')) as RawRule,
      })),
  );
}

const tables = loadTables();

export const prepare = (example: Example): Promise<Prepared> => prepareExample(example, tables);

/** A condition that was taken away, and what is left of `when`. */
export interface Weaker {
  readonly without: string;
  readonly when: { readonly [key: string]: unknown };
}

/** Keys that say where to look; without them there is no rule. */
const NEEDED = new Set(['section', 'check', 'flow.isBound']);
/** Maps of conditions, each of which must be needed. */
const MAPS = new Set(['has', 'none', 'where', 'realm', 'before', 'after', 'flow']);

/** `when` without one of its conditions, or without one of several paths: as often as there is one. */
export function weakerThan(when: { readonly [key: string]: unknown }): readonly Weaker[] {
  return [...without(when, '')].map(([name, rest]) => ({ without: name, when: rest }));
}

type Bag = { readonly [key: string]: unknown };

function* without(conditions: Bag, above: string): Generator<readonly [string, Bag]> {
  for (const [key, value] of Object.entries(conditions)) {
    const name = `${above}${key}`;
    const { [key]: _, ...rest } = conditions;
    if (!NEEDED.has(name) && !(above !== '' && Object.keys(rest).length === 0)) yield [name, rest];
    if (key === 'path' && Array.isArray(value) && value.length > 1) {
      for (const path of value) {
        yield [`${name} ${path}`, { ...conditions, [key]: value.filter((each) => each !== path) }];
      }
    }
    if (isBag(value) && (MAPS.has(key) || above !== '' || Object.keys(value).length > 1)) {
      for (const [below, less] of without(value, `${name}.`)) yield [below, { ...conditions, [key]: less }];
    }
  }
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
