/** What does a thread do that normalizes portions? Reads the frame of its realm once, and then one portion after the other. */

import { isObject } from '../../json/object.ts';
import { parseJson } from '../../json/parse.ts';
import { printJson } from '../../json/print.ts';
import type { Realm } from '../../model.ts';
import type { Portion } from '../../read/portions.ts';
import { sliceReader } from '../../sources/cut-file.ts';
import { loadTables } from '../../tables/load.ts';
import { serve } from '../threads.ts';
import { type PortionAnswer, type PortionTask, portionWorker } from './portion-work.ts';

/** A task as it travels: what is copied into a thread would lose exact numbers and keys such as `__proto__`, a text does not. */
export interface SentTask extends Omit<PortionTask, 'realm'> {
  readonly realm: Omit<Realm, 'data' | 'origins'>;
  readonly data: string;
}

export function sendTask({ realm, ...rest }: PortionTask): SentTask {
  const { data, origins: _, ...said } = realm;
  return { ...rest, realm: said, data: printJson(data) };
}

function receiveTask({ realm, data, ...rest }: SentTask): PortionTask {
  const parsed = parseJson(data);
  if ('failure' in parsed || !isObject(parsed.value)) throw new Error(`the realm ${realm.name} was not sent as JSON`);
  return { ...rest, realm: { ...realm, data: parsed.value, origins: [] } };
}

serve<SentTask, Portion, PortionAnswer>(
  (sent) => portionWorker(receiveTask(sent), loadTables(), sliceReader().read),
  (answer) => ('run' in answer ? [answer.run.buffer, answer.numbers.names.buffer, answer.numbers.ids.buffer] : []),
);
