/** Which settings of git make it show and merge realms? One row each; `install` writes them, `uninstall` takes them away. */

import type { Mode, Secrets } from './options.ts';

export interface Setting {
  readonly mode: Mode;
  readonly key: string;
  readonly value: string;
}

/**
 * The lines of a normal form that name an entity: a hunk is headed by the last one above it (gitattributes(5), "Defining a custom
 * hunk-header"). Deeper lines name mappers and steps, which belong to somebody.
 */
const NAMING_LINE = String.raw`^ {4,8}(\{? ?"(clientId|alias|name|username)": ".*)$`;

/** `program` is how a shell starts us; `stored` what a filter makes of secrets, where there is one; `version` stands in the command, so that git forgets what another one showed. */
export function settingsFor(program: string, version: string, stored?: Secrets): readonly Setting[] {
  const storing = stored === undefined || stored === 'mask' ? '' : ` --secrets ${stored}`;
  // What the filter will make of a file of the work tree is what a difference is about.
  const shown = stored === 'env' ? ' --secrets env' : '';
  const compared = stored === undefined ? '' : ` --secrets ${stored}`;
  return [
    {
      mode: 'textconv',
      key: 'diff.realmdiff.textconv',
      value: `REALMDIFF_VERSION=${version} ${program} git textconv${shown} --`,
    },
    { mode: 'textconv', key: 'diff.realmdiff.cachetextconv', value: 'true' },
    { mode: 'textconv', key: 'diff.realmdiff.xfuncname', value: NAMING_LINE },
    { mode: 'merge', key: 'merge.realmdiff.name', value: 'Keycloak realms, by entity (realmdiff)' },
    { mode: 'merge', key: 'merge.realmdiff.driver', value: `${program} git merge-driver %O %A %B %L -- %P` },
    { mode: 'driver', key: 'diff.realmdiff.command', value: `${program} git diff-driver${compared} --` },
    // Git takes the process where it can, for what goes in and for what comes out; the others are for those that cannot.
    { mode: 'filter', key: 'filter.realmdiff.process', value: `${program} git filter-process${storing}` },
    { mode: 'filter', key: 'filter.realmdiff.clean', value: `${program} git clean${storing} -- %f` },
    { mode: 'filter', key: 'filter.realmdiff.smudge', value: 'cat' },
    { mode: 'filter', key: 'filter.realmdiff.required', value: 'true' },
  ];
}

/** A word for a POSIX shell, which git has on every system. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
