/** May a file hold the normal form of what it holds now, and which text would that be? Shared by --write and --check. */

import type { Container, Tables } from '../../../model.ts';
import type { FileState } from '../../../sources/input.ts';
import type { NormalizedInput } from '../../normalize-input.ts';
import type { Format } from './options.ts';
import { formatOfName, printRealms, shapeOf } from './print-realms.ts';

export type InPlace =
  | { readonly refusal: string }
  | { readonly file: FileState; readonly text: string; readonly isNormalized: boolean };

/** What would stand in the file. Refuses inputs whose wrapper the normal form would drop. */
export function textInPlace(normalized: NormalizedInput, format: Format | undefined, tables: Tables): InPlace {
  const { container, realms } = normalized;
  const refusal = refuseInPlace(normalized, format);
  const [file] = normalized.states;
  if (refusal !== undefined || file === undefined) return { refusal: refusal ?? STDIN };
  const after = realms.map((realm) => realm.after);
  const text = printRealms(after, shapeOf(container), formatOfName(file.path), tables);
  return { file, text, isNormalized: Buffer.from(text).equals(file.content) };
}

const STDIN = 'standard input is no file that could be rewritten; use --stdout or --out';

const WRAPPERS: { readonly [Name in Container]?: string } = {
  'custom-resource': 'a custom resource',
  'config-map': 'a ConfigMap',
  secret: 'a Secret',
};

function refuseInPlace({ input, container, states }: NormalizedInput, format: Format | undefined): string | undefined {
  if (input.kind === 'stdin') return STDIN;
  if (container === 'directory-export') {
    return 'the realm is spread over the files of a directory export; use --out or --stdout';
  }
  const wrapper =
    WRAPPERS[container] ?? (hasOtherDocuments(container, states) ? 'a stream with other objects' : undefined);
  if (wrapper !== undefined)
    return `the realm is inside ${wrapper}, which the normal form would drop; use --out or --stdout`;
  const own = formatOfName(input.name);
  if (format === undefined || format === own) return undefined;
  return `--format ${format} contradicts the file's name, which says ${own}; leave it out, or use --out`;
}

/** Kubernetes objects beside realms are not read, so they would be lost. */
function hasOtherDocuments(container: Container, states: readonly FileState[]): boolean {
  if (container !== 'yaml-documents') return false;
  const text = Buffer.from(states[0]?.content ?? []).toString('utf8');
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}
