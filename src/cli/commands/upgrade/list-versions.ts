/** What moves between two versions of Keycloak? For realms that are upgraded, by the rows; for new realms, by what was recorded. */

import { chooseBaseline } from '../../../baseline/choose.ts';
import { diffRealms } from '../../../diff/diff-realms.ts';
import { effectiveRealm } from '../../../diff/effective.ts';
import { newSeals } from '../../../diff/seal-secret.ts';
import { groupBy } from '../../../json/group-by.ts';
import type { Change, Tables, UpgradeRow } from '../../../model.ts';
import { tellChanges } from '../../../report/folds.ts';
import { wordsOf } from '../../../report/words.ts';
import { freshRealm } from '../../../sources/read-realms.ts';
import { loadTables } from '../../../tables/load.ts';
import { sectionOfRow } from '../../../tables/upgrade-rows.ts';
import { rowsBetween } from '../../../upgrade/upgrade-realm.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Terminal } from '../../terminal.ts';
import { decideColor, loadTheme, type Theme } from '../../theme.ts';
import type { ListRequest } from './options.ts';

/** By section: what Keycloak's migrations do to realms that are there, and what a new realm has otherwise. */
interface Moves {
  readonly from: string;
  readonly to: string;
  readonly existing: readonly { readonly section: string; readonly rows: readonly UpgradeRow[] }[];
  readonly fresh: readonly { readonly section: string; readonly changes: readonly Change[] }[];
  /** The recorded versions that stand for the two. */
  readonly recorded: readonly [string | undefined, string | undefined];
}

export async function runList(
  request: ListRequest,
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const moves = movesBetween(request.from, request.to, loadTables());
  const theme = await loadTheme(decideColor(request.color, environment, terminal.isOutTerminal));
  terminal.writeOut(request.isJson ? `${JSON.stringify(asJson(moves), null, 2)}\n` : asText(moves, theme));
  return EXIT.fine;
}

function movesBetween(from: string, to: string, tables: Tables): Moves {
  const rows = rowsBetween(tables.upgrades, { from, to, via: 'database' });
  const fresh = (version: string) =>
    effectiveRealm(freshRealm(version, 'fresh'), `fresh:${version}`, tables, { seals: newSeals() });
  const recordedOf = (version: string) => chooseBaseline(version, tables.baselines).version;
  const recorded = [recordedOf(from), recordedOf(to)] as const;
  const [old, now] = [fresh(recorded[0] ?? from), fresh(recorded[1] ?? to)];
  const { changes } = diffRealms(old, now, tables);
  const bySection = [...groupBy(rows, sectionOfRow)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...{ from, to, recorded },
    existing: bySection.map(([section, ofSection]) => ({ section, rows: ofSection })),
    fresh: [...groupBy(changes, ({ section }) => section)].map(([section, ofSection]) => ({
      section,
      changes: ofSection,
    })),
  };
}

function asText({ from, to, existing, fresh, recorded }: Moves, theme: Theme): string {
  const lines = [`Keycloak ${from} -> ${to}`, '', theme.title('Realms that are upgraded')];
  for (const { section, rows } of existing) {
    lines.push('', `  ${theme.quiet('#')} ${wordsOf(section).plural}`);
    for (const { version, id, title } of rows) lines.push(`      ${version.padEnd(8)}${title}  ${theme.quiet(id)}`);
  }
  if (existing.length === 0) lines.push('', '  nothing');
  lines.push('', theme.title('New realms'));
  for (const { section, changes } of fresh) {
    lines.push('', `  ${theme.quiet('#')} ${wordsOf(section).plural}`);
    for (const text of tellChanges(changes)) lines.push(`      ${text}`);
  }
  if (fresh.length === 0) lines.push('', '  nothing');
  lines.push('', theme.quiet(`New realms as recorded from Keycloak ${recorded[0]} and ${recorded[1]}.`), '');
  return lines.join('\n');
}

function asJson({ from, to, existing, fresh, recorded }: Moves) {
  return {
    ...{ from, to, recorded },
    existing: existing.map(({ section, rows }) => ({
      section,
      rows: rows.map(({ version, id, title, why, source, onImport }) => ({
        version,
        id,
        title,
        why,
        source,
        onImport,
      })),
    })),
    fresh: fresh.map(({ section, changes }) => ({
      section,
      changes: changes.map(({ entity, path, kind, ...change }) => ({
        ...{ entity, path, kind },
        ...(change.secret === true ? { secret: true } : { before: change.before, after: change.after }),
      })),
    })),
  };
}
