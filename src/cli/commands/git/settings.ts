/** Which settings of git make it show and merge realms? One row each; `install` writes them, `uninstall` takes them away. */

import type { Mode } from './options.ts';

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

/** `program` is how a shell starts us; `version` stands in the command, so that git forgets what another one showed. */
export function settingsFor(program: string, version: string): readonly Setting[] {
  return [
    {
      mode: 'textconv',
      key: 'diff.realmdiff.textconv',
      value: `REALMDIFF_VERSION=${version} ${program} git textconv --`,
    },
    { mode: 'textconv', key: 'diff.realmdiff.cachetextconv', value: 'true' },
    { mode: 'textconv', key: 'diff.realmdiff.xfuncname', value: NAMING_LINE },
    { mode: 'merge', key: 'merge.realmdiff.name', value: 'Keycloak realms, by entity (realmdiff)' },
    { mode: 'merge', key: 'merge.realmdiff.driver', value: `${program} git merge-driver %O %A %B %L -- %P` },
  ];
}

/** A word for a POSIX shell, which git has on every system. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
