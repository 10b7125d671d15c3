/** Which comment is ours, and what becomes of it? One for each target: its first line says so. */

import type { Host, HostComment } from '../../../hosts/host.ts';
import type { WhenUnchanged } from './options.ts';

/** What was done, and where people see it. */
export interface Done {
  readonly did: 'created' | 'updated' | 'unchanged' | 'hidden' | 'deleted' | 'nothing';
  readonly url?: string;
}

/** The line that a report begins with; undefined for what is no report of ours. */
export function markerOf(body: string): string | undefined {
  const [first = ''] = body.split(/\r?\n/, 1);
  return /^<!-- realmdiff: \{.*\} -->$/.test(first) ? first : undefined;
}

export async function makeSticky(
  host: Host,
  body: string,
  { isUnchanged, whenUnchanged }: { readonly isUnchanged: boolean; readonly whenUnchanged: WhenUnchanged },
): Promise<Done> {
  const ours = await findOurs(host, markerOf(body) ?? '');
  if (ours === undefined) {
    if (isUnchanged) return { did: 'nothing' };
    return { did: 'created', url: (await host.create(body)).url };
  }
  if (isUnchanged && whenUnchanged === 'delete') {
    await host.remove(ours.id);
    return { did: 'deleted' };
  }
  const isSame = ours.body.replaceAll('\r\n', '\n').trimEnd() === body.trimEnd();
  const { url } = isSame ? ours : await host.update(ours.id, body);
  if (isUnchanged && whenUnchanged === 'hide' && host.hide !== undefined) {
    await host.hide(ours.id);
    return { did: 'hidden', url };
  }
  return { did: isSame ? 'unchanged' : 'updated', url };
}

/** The oldest with our line, of somebody who could have written it: a stranger may quote it. */
async function findOurs(host: Host, marker: string): Promise<HostComment | undefined> {
  for await (const comment of host.comments()) {
    if (comment.isTrusted && markerOf(comment.body) === marker) return comment;
  }
  return undefined;
}
