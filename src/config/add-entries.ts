/** How are ignore entries added to a configuration file? At the end of its list; everything else stays as it was written. */

import { isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { printable, shorten } from '../json/show.ts';
import type { Finding } from '../model.ts';

export interface NewEntry {
  readonly finding: Finding;
  readonly reason: string;
  readonly until: string | undefined;
}

/** The new text of the file, or why it cannot be changed. `text` is '' for a new file. */
export function addEntries(
  text: string,
  entries: readonly NewEntry[],
): { readonly text: string } | { readonly refusal: string } {
  const document = parseDocument(text);
  if (document.errors.length > 0) return { refusal: 'the file is not YAML' };
  if (document.contents !== null && !isMap(document.contents)) return { refusal: 'expected a map' };
  if (!document.has('ignore')) document.set('ignore', document.createNode([]));
  const list = document.get('ignore');
  if (!isSeq(list)) return { refusal: 'expected a list under ignore' };
  list.flow = false;
  for (const entry of entries) append(list, entry, document.createNode.bind(document));
  return { text: document.toString({ lineWidth: 0 }) };
}

function append(
  list: YAMLSeq,
  { finding, reason, until }: NewEntry,
  createNode: ReturnType<typeof parseDocument>['createNode'],
): void {
  const node = createNode({ fingerprint: finding.fingerprint, reason, ...(until !== undefined && { until }) });
  const fingerprint = isMap(node) ? node.get('fingerprint', true) : undefined;
  // Twelve digits would be a number without them.
  if (fingerprint !== undefined && typeof fingerprint === 'object')
    Object.assign(fingerprint, { type: 'QUOTE_DOUBLE' });
  Object.assign(node as object, { commentBefore: ` ${finding.severity} ${finding.rule}: ${oneLine(finding.message)}` });
  list.add(node);
}

function oneLine(text: string): string {
  return printable(shorten(text, 160));
}
