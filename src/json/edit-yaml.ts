/** How does a YAML text look after a few of its values went or changed? Comments and everything else stay. */

import { parseAllDocuments } from 'yaml';
import { byElement, type Edit, lastFirst } from './edit-json.ts';

/** `index` is the document of the stream, from 0. */
export function editYaml(text: string, index: number, edits: readonly Edit[]): string {
  const documents = parseAllDocuments(text);
  const document = Array.isArray(documents) ? documents[index] : undefined;
  if (document === undefined) return text;
  for (const { path, value } of lastFirst(edits.flatMap(byElement))) {
    if (value === undefined) document.deleteIn([...path]);
    else document.setIn([...path], value);
  }
  return (Array.isArray(documents) ? documents : []).map((each) => each.toString({ lineWidth: 0 })).join('');
}
