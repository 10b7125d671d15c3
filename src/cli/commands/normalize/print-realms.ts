/** How do one or several normal forms become one text? One as it is; several as a JSON array or as a stream of YAML documents. */

import { emptyObject } from '../../../json/object.ts';
import { type KeyOrder, printInside, printJson } from '../../../json/print.ts';
import { printYaml } from '../../../json/print-yaml.ts';
import type { Container, Realm, Tables } from '../../../model.ts';
import { normalFormKeyOrder } from '../../../normalize/key-order.ts';
import { printNormalForm } from '../../../normalize/print-normal-form.ts';
import type { Text } from '../../../sources/write-file.ts';
import type { LongLists } from '../../large/normalize-large.ts';
import type { NormalizedInput } from '../../normalize-input.ts';
import type { Format } from './options.ts';

/** `single`: exactly one realm. `array`: a list, even of one. `stream`: YAML documents; in JSON a list. */
export type Shape = 'single' | 'array' | 'stream';

export function printRealms(realms: readonly Realm[], shape: Shape, format: Format, tables: Tables): string {
  const order = normalFormKeyOrder(tables);
  const list = { keys: () => [], child: () => order };
  const data = realms.map((realm) => realm.data);
  const [only] = realms;
  if (shape === 'single' && only !== undefined) {
    return format === 'json' ? printNormalForm(only, tables) : printYaml(only.data, order);
  }
  if (format === 'json') return `${printJson(data, list)}\n`;
  if (shape === 'array') return printYaml(data, list);
  return data.map((realm) => printYaml(realm, order)).join('---\n');
}

/** A realm, and the lists that it lacks because they are too long. */
export interface Printed {
  readonly realm: Realm;
  readonly lists: LongLists | undefined;
}

/** What there is to print of an input. */
export function printedOf({ realms, large }: Pick<NormalizedInput, 'realms' | 'large'>): readonly Printed[] {
  return realms.map(({ after }, index) => ({ realm: after, lists: large?.lists[index] }));
}

/** The same text; piece by piece where a realm is too large to be one. Of these there is no YAML. */
export function printAll(printed: readonly Printed[], shape: Shape, format: Format, tables: Tables): Text {
  if (printed.every(({ lists }) => lists === undefined))
    return printRealms(
      printed.map(({ realm }) => realm),
      shape,
      format,
      tables,
    );
  const [only] = printed;
  const order = normalFormKeyOrder(tables);
  return {
    *[Symbol.iterator]() {
      if (shape === 'single' && only !== undefined) yield* piecesOf(only, order, '\n');
      else {
        for (const [index, each] of printed.entries()) {
          yield `${index === 0 ? '[' : ','}\n  `;
          yield* piecesOf(each, order, '\n  ');
        }
        yield '\n]';
      }
      yield '\n';
    },
  };
}

/** A realm whose lines begin with `newline`. */
function* piecesOf(
  { realm, lists = new Map() }: Printed,
  order: KeyOrder,
  newline: string,
): Generator<string | Uint8Array> {
  const full = [...lists].filter(([, { count }]) => count > 0);
  const data = Object.assign(emptyObject(), realm.data, Object.fromEntries(full.map(([name]) => [name, []])));
  let separator = '{';
  for (const key of order.keys(data)) {
    yield `${separator}${newline}  ${JSON.stringify(key)}: `;
    separator = ',';
    const list = lists.get(key);
    if (list === undefined || list.count === 0) {
      yield printInside(data[key] ?? null, order.child(key, data), `${newline}  `);
      continue;
    }
    let before = '[';
    for (const text of list.texts()) {
      yield `${before}${newline}    `;
      before = ',';
      // Their lines begin as those of a realm that stands alone; a JSON text itself holds no line feed.
      yield newline === '\n' ? text : Buffer.from(text).toString().replaceAll('\n', newline);
    }
    yield `${newline}  ]`;
  }
  yield `${newline}}`;
}

/** The shape in which a file keeps what it held. */
export function shapeOf(container: Container): Shape {
  if (container === 'array') return 'array';
  return container === 'yaml-documents' ? 'stream' : 'single';
}

/** Standard input has no name that says it: there, what was read does. */
export function formatOf({ input, realms }: Pick<NormalizedInput, 'input' | 'realms'>): Format {
  if (input.kind !== 'stdin') return formatOfName(input.name);
  return realms.every(({ before }) => before.origins[0]?.document.format === 'yaml') ? 'yaml' : 'json';
}

/** By the extension; a file without one that we know is JSON. */
export function formatOfName(name: string): Format {
  return /\.ya?ml$/i.test(name) ? 'yaml' : 'json';
}
