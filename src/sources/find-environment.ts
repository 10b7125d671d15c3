/** Which environment does `live:NAME` mean? What the configuration says of it, and nothing else of that file. */

import { dirname, join } from 'node:path';
import type { Config, Environment } from '../config/config.ts';
import { nameParameters, type Parameters } from '../config/parameters.ts';
import { environmentsIn, parametersIn } from '../config/parse-environment.ts';
import type { Failure, Realm } from '../model.ts';
import { parseDocuments } from '../read/parse-document.ts';
import { CONFIG_NAME, findConfig, readConfigText } from './find-config.ts';
import { LIVE } from './is-live.ts';
import { parseConfigPart } from './parse-config-part.ts';

/** An environment that an argument names. */
export interface NamedEnvironment {
  readonly name: string;
  readonly environment: Environment;
  readonly parameters: Parameters;
  /** Of the configuration: relative paths in it begin here. */
  readonly folder: string;
}

/** `live:prod`, or `live:prod/acme` for one realm of several. `config` is a file; otherwise it is looked for above this folder. */
export async function findEnvironment(argument: string, config?: string): Promise<NamedEnvironment | Failure> {
  const [name = '', ...rest] = argument.slice(LIVE.length).split('/');
  const file = config ?? findConfig('.');
  if (file === undefined)
    return { file: argument, message: `expected a ${CONFIG_NAME} with environments here or above; write one` };
  const declared = await readEnvironments(file);
  if ('message' in declared) return declared;
  const { environments } = declared;
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (environment === undefined) {
    const known = Object.keys(environments);
    const list = known.length === 0 ? 'it names none' : `known are ${known.join(', ')}`;
    return { file: argument, message: `no environment of that name in ${file}; ${list}` };
  }
  const parameters = Object.hasOwn(declared.parameters, name) ? (declared.parameters[name] ?? {}) : {};
  const named = { name, environment, parameters, folder: dirname(file) };
  if (rest.length === 0) return named;
  const realm = rest.join('/');
  if (environment.url !== undefined && !environment.realms.includes(realm))
    return {
      file: argument,
      message: `the environment names no such realm; known are ${environment.realms.join(', ')}`,
    };
  return { ...named, environment: { ...environment, realms: [realm] } };
}

/** What the parameters are in one environment: all that is declared, or why nobody knows. */
export async function findParameters(
  name: string,
): Promise<{ readonly parameters: Parameters } | { readonly failure: Failure }> {
  const file = findConfig('.');
  const none = `declares no parameters for ${name}; write parameters.${name}`;
  if (file === undefined) return { failure: { file: CONFIG_NAME, message: none } };
  const declared = await readEnvironments(file);
  if ('message' in declared) return { failure: declared };
  const parameters = Object.hasOwn(declared.parameters, name) ? declared.parameters[name] : undefined;
  return parameters === undefined ? { failure: { file, message: none } } : { parameters };
}

type Declared = Pick<Config, 'environments' | 'parameters'>;

async function readEnvironments(file: string): Promise<Declared | Failure> {
  const read = readConfigText(file);
  if ('message' in read) return read;
  const parsed = await parseDocuments({ file, text: read.text, name: 'config.yaml' });
  if ('failure' in parsed) return parsed.failure;
  const [first] = parsed.documents;
  if (first === undefined) return { environments: {}, parameters: {} };
  const declared = await parseConfigPart(file, first, (value) => ({
    environments: environmentsIn(value),
    parameters: parametersIn(value),
  }));
  return 'failure' in declared ? declared.failure : declared.said;
}

/** Where an environment's saved export lies: below the configuration, or a name that git understands. */
export function savedExport(
  { environment: { file = '' }, folder }: NamedEnvironment,
  exists: (file: string) => boolean,
): string {
  const below = join(folder, file);
  return exists(below) ? below : file;
}

/** Those of the realms that the environment names, or all, with each declared value as its name. */
export function realmsOf(
  { environment, parameters }: Pick<NamedEnvironment, 'environment' | 'parameters'>,
  realms: readonly Realm[],
): readonly Realm[] {
  const wanted = environment.realms;
  return realms
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
    .map((realm) => ({ ...realm, data: nameParameters(realm.data, parameters, realm.isNormalForm) }));
}
