/** How are many files looked at by several threads? Each file travels as its name, and comes back as what there is to tell of it. */

import { existsSync } from 'node:fs';
import { pMapIterable } from 'p-map';
import type { Input } from '../../../sources/input.ts';
import { openThreads, threadsFor } from '../../threads.ts';
import { type EachNormalized, isForThread, type Looking, normalizeOne, withSuggestions } from './look-at-files.ts';
import type { NormalizeRequest } from './options.ts';

/** What a thread works with. */
export interface ThreadData {
  readonly request: NormalizeRequest;
  readonly isColored: boolean;
}

/** In the order of the inputs; here where the package is not built. */
export async function* normalizeInThreads(inputs: readonly Input[], looking: Looking): AsyncGenerator<EachNormalized> {
  const { request, isColored } = looking;
  const script = new URL('./file-thread.cjs', import.meta.url);
  const count = existsSync(script) ? threadsFor(inputs.length) : 1;
  const data: ThreadData = { request, isColored };
  const threads = count < 2 ? undefined : openThreads<Input, EachNormalized>(script, data, count);
  const normalize = async (input: Input): Promise<EachNormalized> =>
    threads !== undefined && isForThread(input)
      ? threads.run(input)
      : withSuggestions(await normalizeOne(input, looking), looking);
  try {
    yield* pMapIterable(inputs, normalize, { concurrency: count, backpressure: 4 * count });
  } finally {
    await threads?.close();
  }
}
