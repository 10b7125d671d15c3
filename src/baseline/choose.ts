/** Which recorded baseline belongs to a Keycloak version? Its own, or the nearest. Knows how versions are spelled. */

import type { Baselines } from '../model.ts';

/** RH-SSO 7.0 to 7.4 write their own numbers into exports, and Keycloak takes them for these (MigrationModelManager). */
const RH_SSO: { readonly [prefix: string]: string } = {
  '7.0': '1.9.8',
  '7.1': '2.5.5',
  '7.2': '3.4.3',
  '7.3': '4.8.3',
  '7.4': '9.0.3',
};

export interface Chosen {
  /** The recorded version; undefined when the realm names no version. */
  readonly version: string | undefined;
  /** True when it was recorded from this very version. */
  readonly isExact: boolean;
}

/**
 * The baseline for a `keycloakVersion` as exports write it: `26.0.5`, `999.0.0-SNAPSHOT`, `24.0.8.redhat-00001`,
 * `7.4.1.GA`. Of the same minor if there is one: defaults hardly ever change within one. Else the nearest lower one, and
 * for what is older than all of them the oldest: most of its defaults were the same already.
 */
export function chooseBaseline(keycloakVersion: string | undefined, baselines: Baselines): Chosen {
  const wanted = keycloakVersion === undefined ? undefined : parseVersion(keycloakVersion);
  if (wanted === undefined) return { version: undefined, isExact: false };
  const { versions } = baselines;
  const isLower = (recorded: string): boolean => compareVersions(parseVersion(recorded), wanted) <= 0;
  const ofMinor = versions.filter((recorded) => isSameMinor(parseVersion(recorded), wanted));
  const version = ofMinor.findLast(isLower) ?? ofMinor[0] ?? versions.findLast(isLower) ?? versions[0];
  return { version, isExact: version === keycloakVersion };
}

function isSameMinor(a: Version | undefined, b: Version): boolean {
  return a?.[0] === b[0] && a?.[1] === b[1];
}

type Version = readonly number[];

/** Three numbers; undefined when the text does not begin like a version. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor = '0', micro = '0'] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?![\d])/.exec(text) ?? [];
  if (major === undefined) return undefined;
  const product = /\.GA\b|\.GA-/i.test(text) ? RH_SSO[`${major}.${minor}`] : undefined;
  return product === undefined ? [Number(major), Number(minor), Number(micro)] : parseVersion(product);
}

export function compareVersions(a: Version | undefined, b: Version | undefined): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
