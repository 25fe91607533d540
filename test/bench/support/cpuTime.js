const { readdirSync, readFileSync } = require('node:fs');

const ticksPerSecond = 100;

/** What a process of the app is, by its command line: the first that fits. */
const parts = [
  ['Azurite', /azurite/i],
  ['decoders', /\/decoder\//],
  ['networks', /\/onnx\//],
  ['app', /worker/],
];

/**
 * Seconds of processor time that this process and its descendants have used so far, those that ended included.
 *
 * @returns a Map by part; this process is `runtime`. Undefined where there is no /proc
 */
function cpuTime() {
  const processes = processesByParent();
  if (processes === undefined) return undefined;
  const used = new Map();
  const add = (pid, part) => {
    const { ticks, children } = processes.get(pid) ?? { ticks: 0, children: [] };
    used.set(part, (used.get(part) ?? 0) + ticks / ticksPerSecond);
    for (const child of children) add(child, partOf(child));
  };
  add(process.pid, 'runtime');
  return used;
}

function processesByParent() {
  const processes = new Map();
  const at = (pid) => {
    const known = processes.get(pid) ?? { ticks: 0, children: [] };
    processes.set(pid, known);
    return known;
  };
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const stat = read(`/proc/${name}/stat`);
      if (stat === undefined) continue;
      // The name of the program stands in brackets, and may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [parent] = fields.slice(1).map(Number);
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      at(Number(name)).ticks = ticks;
      at(parent).children.push(Number(name));
    }
  } catch {
    return undefined;
  }
  return processes;
}

function partOf(pid) {
  const command = read(`/proc/${pid}/cmdline`) ?? '';
  return parts.find(([, pattern]) => pattern.test(command))?.[0] ?? 'other';
}

/** Undefined if the process has ended. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

module.exports = { cpuTime };
