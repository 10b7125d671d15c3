/** How long does one call take, compared with Node doing nothing? Prints paired ratios of whole processes; judges nothing. */

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [file = fileURLToPath(new URL('../../fixtures/realms/26.7.3-master-full.json', import.meta.url)), count = '20'] =
  process.argv.slice(2);
const bin = fileURLToPath(new URL('../../bin/realmdiff.js', import.meta.url));

/** Milliseconds from start to exit. */
function time(args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// In turn, so that both feel the same when the machine slows down; the first pair only warms the disk.
const pairs = Array.from({ length: Number(count) + 1 }, () => [
  time([bin, 'normalize', file]),
  time(['-e', '0']),
]).slice(1);
const [ours, nothing] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
const ratios = pairs.map(([a, b]) => a / b);
const show = (name, numbers, digits) => {
  const row = [Math.min(...numbers), median(numbers), Math.max(...numbers)].map((number) =>
    number.toFixed(digits).padStart(9),
  );
  console.log(`${name.padEnd(24)}${row.join('')}`);
};
console.log(`${file} (${Math.round(statSync(file).size / 1000)} kB), ${count} pairs, Node ${process.version}`);
console.log(`${' '.repeat(24)}${['min', 'median', 'max'].map((word) => word.padStart(9)).join('')}`);
show('realmdiff normalize, ms', ours, 1);
show('node -e 0, ms', nothing, 1);
show('ratio', ratios, 2);
