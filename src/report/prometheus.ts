/** How does Prometheus read a drift report? As a text file for node_exporter's textfile collector or a push gateway. */

import { oldestOf } from '../drift/count-cells.ts';
import type { RememberedCell } from '../drift/drift.ts';
import { secondsOf } from '../drift/time.ts';
import type { Report } from '../model.ts';
import type { ReportOptions } from './reporter.ts';
import { SEVERITIES } from './words.ts';

/** One metric: what it is called, what it says, and its value for one cell; no sample where there is none. */
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: (
    cell: RememberedCell,
  ) => readonly (readonly [labels: { readonly [name: string]: string }, value: number])[];
}

const METRICS: readonly Metric[] = [
  {
    name: 'realmdiff_drift_differences',
    help: 'Differences that are not allowed, by the severity of their worst finding.',
    samples: ({ drifts, failure }) =>
      failure !== undefined
        ? []
        : [...SEVERITIES, 'none'].map((severity) => [
            { severity },
            drifts.filter((drift) => drift.state !== 'young' && (drift.severity ?? 'none') === severity).length,
          ]),
  },
  {
    name: 'realmdiff_drift_new',
    help: 'Of these, the differences that no earlier report told.',
    samples: ({ drifts, failure }) =>
      failure !== undefined ? [] : [[{}, drifts.filter(({ state }) => state === 'new').length]],
  },
  {
    name: 'realmdiff_drift_oldest_timestamp_seconds',
    help: 'When the oldest difference was first seen.',
    samples: ({ drifts }) => seconds(oldestOf(drifts.filter(({ state }) => state !== 'young'))),
  },
  {
    name: 'realmdiff_drift_last_success_timestamp_seconds',
    help: 'When the realm was last read.',
    samples: ({ lastRead }) => seconds(lastRead),
  },
  {
    name: 'realmdiff_drift_failed',
    help: '1 where the realm could not be read.',
    samples: ({ failure }) => [[{}, failure === undefined ? 0 : 1]],
  },
  {
    name: 'realmdiff_drift_not_verified',
    help: 'Parts that the account was not let see.',
    samples: ({ notVerified }) => [[{}, notVerified.length]],
  },
];

export const prometheus = {
  about: 'gauges, for a text file that Prometheus reads',
  extension: 'prom',
  render: (_: readonly Report[], { drift }: ReportOptions): string => renderMetrics(drift?.cells ?? []),
};

function renderMetrics(cells: readonly RememberedCell[]): string {
  return METRICS.map(({ name, help, samples }) => {
    const lines = cells.flatMap((cell) =>
      samples(cell).map(([labels, value]) => `${name}${labelsOf(cell, labels)} ${value}\n`),
    );
    return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
  }).join('');
}

function labelsOf({ environment, realm }: RememberedCell, more: { readonly [name: string]: string }): string {
  const labels = Object.entries({ environment, realm, ...more }).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${labels.join(',')}}`;
}

/** The text format's own escapes: backslash, quote and newline. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function seconds(time: string | undefined): readonly (readonly [{ readonly [name: string]: string }, number])[] {
  return time === undefined ? [] : [[{}, secondsOf(time)]];
}
