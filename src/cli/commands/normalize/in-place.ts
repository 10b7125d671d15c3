/** May a file hold the normal form of what it holds now, and which text would that be? Shared by --write and --check. */

import type { Container, Tables } from '../../../model.ts';
import { fileHolds } from '../../../sources/file-holds.ts';
import type { FileStamp, FileState } from '../../../sources/input.ts';
import type { Text } from '../../../sources/write-file.ts';
import type { NormalizedInput } from '../../normalize-input.ts';
import type { Format } from './options.ts';
import { formatOf, formatOfName, printAll, printedOf, printRealms, shapeOf } from './print-realms.ts';

export type InPlace =
  | { readonly refusal: string; readonly isWrapped?: boolean }
  | { readonly file: FileStamp | FileState; readonly text: Text; readonly isNormalized: boolean };

/** Is what came in on standard input its own normal form? */
export function isNormalizedInput(normalized: NormalizedInput, tables: Tables): boolean {
  const [first = ''] = normalized.contents;
  return holdsText(Buffer.from(first), sameShape(normalized, tables));
}

/** The normal form in the language and the shape of the input. */
export function sameShape(normalized: NormalizedInput, tables: Tables): string {
  const realms = normalized.realms.map(({ after }) => after);
  return printRealms(realms, shapeOf(normalized.container), formatOf(normalized), tables);
}

function holdsText(content: Uint8Array, text: Text): boolean {
  return typeof text === 'string' && Buffer.from(text).equals(content);
}

/** What would stand in the file. Refuses inputs whose wrapper the normal form would drop. */
export function textInPlace(normalized: NormalizedInput, format: Format | undefined, tables: Tables): InPlace {
  const wrapped = refuseWrapped(normalized);
  if (wrapped !== undefined) return { refusal: `${wrapped}; use --out or --stdout`, isWrapped: true };
  const refusal = refuseInPlace(normalized, format);
  const [file] = filesOf(normalized);
  if (refusal !== undefined || file === undefined) return { refusal: refusal ?? noFile(normalized) };
  if ('content' in file) {
    const text = sameShape(normalized, tables);
    return { file, text, isNormalized: holdsText(file.content, text) };
  }
  const text = printAll(printedOf(normalized), shapeOf(normalized.container), 'json', tables);
  return { file, text, isNormalized: fileHolds(file.path, text) };
}

function filesOf({ states, large }: NormalizedInput): readonly (FileStamp | FileState)[] {
  return large?.stamps ?? states;
}

function noFile({ input }: NormalizedInput): string {
  const what = input.kind === 'live' ? 'a server' : input.kind === 'stdin' ? 'standard input' : 'a revision';
  return `${what} is no file that could be rewritten; use --stdout or --out`;
}

const WRAPPERS: { readonly [Name in Container]?: string } = {
  'custom-resource': 'a custom resource',
  'config-map': 'a ConfigMap',
  secret: 'a Secret',
};

/** Why the normal form cannot stand where the input stands: it would lose what is around the realm. */
export function refuseWrapped(normalized: NormalizedInput): string | undefined {
  const wrapper = wrapperOf(normalized);
  return wrapper === undefined ? undefined : `the realm is inside ${wrapper}, which the normal form would drop`;
}

/** Kubernetes objects and other documents beside realms are not read, so they would be lost. */
function wrapperOf({ input, container, isMixed }: NormalizedInput): string | undefined {
  if (input.kind === 'stdin') return undefined;
  return WRAPPERS[container] ?? (isMixed ? 'a file with other objects' : undefined);
}

function refuseInPlace(normalized: NormalizedInput, format: Format | undefined): string | undefined {
  const { input, container } = normalized;
  if (filesOf(normalized).length === 0) return noFile(normalized);
  if (container === 'directory-export') {
    return 'the realm is spread over the files of a directory export; use --out or --stdout';
  }
  const own = formatOfName(input.name);
  if (format === undefined || format === own) return undefined;
  return `--format ${format} contradicts the file's name, which says ${own}; leave it out, or use --out`;
}
