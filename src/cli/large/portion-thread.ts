/** What does a thread do that works on portions? Reads the frame of its realm once, and then one portion after the other. */

import type { Portion } from '../../read/portions.ts';
import { sliceReader } from '../../sources/cut-file.ts';
import { loadTables } from '../../tables/load.ts';
import { serve } from '../threads.ts';
import { type AnswerTo, type PortionTask, receiveTask, type SentTask, workerFor } from './portion-task.ts';

serve<SentTask, Portion, AnswerTo<PortionTask>>(
  (sent) => workerFor(receiveTask(sent), loadTables(), sliceReader().read),
  (answer) => ('run' in answer ? [answer.run.buffer, answer.numbers.names.buffer, answer.numbers.ids.buffer] : []),
);
