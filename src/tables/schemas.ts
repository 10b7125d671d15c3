/** Which JSON Schemas are there, and what do they say? Files of `rules/schema/`, for editors and pipelines. */

import { readFileSync } from 'node:fs';
import { findInRules } from './find-in-rules.ts';

export const SCHEMAS = ['report', 'config', 'rule'] as const;
export type SchemaName = (typeof SCHEMAS)[number];

/** The text of the file. */
export function readSchema(name: SchemaName): string {
  return findInRules(`schema/${name}.schema.json`, (file) => readFileSync(file, 'utf8'));
}
