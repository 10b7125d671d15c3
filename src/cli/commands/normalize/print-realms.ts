/** How do one or several normal forms become one text? One as it is; several as a JSON array or as a stream of YAML documents. */

import { printJson } from '../../../json/print.ts';
import { printYaml } from '../../../json/print-yaml.ts';
import type { Container, Realm, Tables } from '../../../model.ts';
import { normalFormKeyOrder } from '../../../normalize/key-order.ts';
import { printNormalForm } from '../../../normalize/print-normal-form.ts';
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
