/** What does `--check` say of a file that is not normalized? The first few places, never a secret. */

import { type KeyOrder, onManyLines, printJson } from '../../../json/print.ts';
import { showPath } from '../../../json/show.ts';
import type { JsonObject, Tables } from '../../../model.ts';
import { normalFormKeyOrder } from '../../../normalize/key-order.ts';
import type { NormalizedInput, RealmPair } from '../../normalize-input.ts';
import { showFile } from '../../problem-reporter.ts';
import type { Theme } from '../../theme.ts';
import { type Difference, type DifferenceKind, findDifferences } from './find-differences.ts';

const SHOWN = 5;

type Checked = Pick<NormalizedInput, 'realms'> & Partial<Pick<NormalizedInput, 'large'>>;

/** Lines for standard output, with a final newline. */
export function renderCheck(file: string, { realms, large }: Checked, tables: Tables, theme: Theme): string {
  const found = realms.flatMap(({ before, after }, index) => {
    const differences = [
      ...findDifferences(before.data, after.data, tables.root),
      ...[...(large?.lists[index]?.values() ?? [])].flatMap((list) => list.differences),
    ];
    return differences.map((difference) => ({ difference, realm: realms.length > 1 ? [before.name] : [] }));
  });
  const name = theme.place(showFile(file));
  if (found.length === 0) return `${name}: not normalized, ${sameData(realms, tables)}\n`;
  const isOrderOnly = found.every(({ difference }) => difference.kind === 'order');
  const lines = found
    .slice(0, SHOWN)
    .map(({ difference, realm }) => `  ${renderDifference(difference, realm, theme)}\n`);
  // Of a large input only the first few were looked for.
  const more = large === undefined ? `${found.length - SHOWN} more` : 'more';
  const rest = found.length > SHOWN ? theme.quiet(`  ... and ${more}\n`) : '';
  return `${name}: not normalized${isOrderOnly ? ', order differs' : ''}\n${lines.join('')}${rest}`;
}

const WORDS: { readonly [Kind in DifferenceKind]: string } = {
  added: 'added',
  'left-out': 'left out',
  changed: 'written in another way',
  secret: '(secret)',
  order: 'order differs',
};

function renderDifference({ kind, path, values }: Difference, realm: readonly string[], theme: Theme): string {
  const place = showPath([...realm, ...path]);
  if (values === undefined) return `${place}: ${theme.quiet(WORDS[kind])}`;
  return `${place}: ${theme.removed(values.before)} -> ${theme.added(values.after)}`;
}

/** The data is equal: either the keys stand in another order, or only spaces, line ends or escapes differ. */
function sameData(realms: readonly RealmPair[], tables: Tables): string {
  const order = onManyLines(normalFormKeyOrder(tables));
  const isOrdered = realms.every(
    ({ before, after }) => printJson(before.data, AS_READ) === printJson(after.data, order),
  );
  return isOrdered ? 'formatting only' : 'order differs';
}

const AS_READ: KeyOrder = { keys: (object: JsonObject) => Object.keys(object), child: () => AS_READ };
