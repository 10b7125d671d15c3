/** Where in a file does a change stand? For formats that point at lines; the file that people will have before them. */

import type { ChangePosition, Position, Report } from '../model.ts';

export interface Location {
  readonly file: string;
  readonly position: Position;
}

/** The place on the after side, or the first line of its file for what is gone from it. */
export function locate(change: { readonly position?: ChangePosition }, report: Report): Location {
  const { before, after } = change.position ?? {};
  if (after !== undefined) return { file: after.file, position: { line: after.line, column: after.column } };
  const file = fileOf(report);
  if (before !== undefined && (file === undefined || file === before.file)) {
    return { file: before.file, position: { line: before.line, column: before.column } };
  }
  return { file: file ?? report.after.source, position: { line: 1, column: 1 } };
}

/** A directory export has several files: then what is gone is told at the one that most changes are in. */
function fileOf({ changes, after }: Report): string | undefined {
  const counts = new Map<string, number>();
  for (const { position } of changes) {
    const file = position?.after?.file;
    if (file !== undefined) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  if (most !== undefined) return most[0];
  // `-`, `live:prod`, `main:realms/acme.json` are no files.
  return after.source === '-' || /^[A-Za-z]\w+:/.test(after.source) ? undefined : after.source;
}

/** A path as URIs and build servers write it. */
export function slashes(file: string): string {
  return file.replaceAll('\\', '/').replace(/^\.\//, '');
}
