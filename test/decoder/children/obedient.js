const { serve } = require('../../../dist/decoder/child/serve');
const { RefusedError } = require('../../../dist/domain/reasons/refusals');

/** A decoding process that does what the file says, with the same pipe and watchdog as the real one. */

const description = {
  schemaVersion: 1,
  format: 'png',
  rows: 2,
  columns: 2,
  frames: 1,
  samplesPerPixel: 1,
  bitsAllocated: 8,
  bitsStored: 8,
  pixelRepresentation: 0,
  photometricInterpretation: 'MONOCHROME2',
  modalityTransform: { kind: 'identity' },
  windows: [],
  voiTables: [],
  lossy: false,
  notes: [],
};
const picture = (changes = {}, parts = [Uint8Array.of(1, 2, 3, 4)]) => ({
  json: { description: { ...description, ...changes }, identity: {} },
  parts,
});
/** Pixels that lie in the file itself. */
const inFile = (pixelsAt) => ({ json: { ...picture().json, pixelsAt }, parts: [] });
const leaked = [];
/** Taken from the process when it begins to serve. */
const { _kill: kill } = process;

/** Computes for so many milliseconds of CPU time, however long that takes. */
function compute(milliseconds) {
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    if (user + system > milliseconds * 1000) return;
  }
}

/** Neither computes nor ends. */
function hang() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function fill(megabytes) {
  const buffers = [];
  for (let count = 0; count < megabytes; count += 1) buffers.push(Buffer.alloc(2 ** 20, 1));
  return buffers;
}

const orders = {
  good: () => picture(),
  'good after a while': () => {
    compute(100);
    return picture();
  },
  hang,
  /** As a process that others keep from the processor; a new one is spared. */
  'stand still': () => {
    if (leaked.length > 0) hang();
    return picture();
  },
  loop: () => {
    for (;;);
  },
  'hog buffers': () => fill(Number.POSITIVE_INFINITY),
  'hog heap': () => {
    const lists = [];
    for (;;) lists.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
  },
  'leak 50': () => {
    leaked.push(fill(50));
    return picture();
  },
  'fill 145': () => {
    fill(145);
    return picture();
  },
  leak: () => {
    leaked.push(fill(100));
    return picture();
  },
  abort: () => process.abort(),
  exit: () => process.exit(0),
  kill: () => kill.call(process, process.pid, 9),
  stray: () => {
    setImmediate(() => {
      throw new Error('nobody waits for this');
    });
    return new Promise(() => undefined);
  },
  refuse: () => {
    throw new RefusedError('truncated', { tag: '(7FE0,0010)', value: 17, offset: 99 });
  },
  fail: () => {
    throw new TypeError('Doe^John is no number');
  },
  'refuse with a name': () => {
    throw new RefusedError('truncated', { value: 'Doe^John' });
  },
  'unknown note': () => picture({ notes: ['Doe^John'] }),
  'too few pixels': () => picture({}, [Uint8Array.of(1, 2, 3)]),
  'too many pixels': () => picture({}, [new Uint8Array(5)]),
  'far too many pixels': () => picture({}, fill(8)),
  'pixels in the file': () => inFile(7),
  'pixels outside of the file': () => inFile(23),
  'no description': () => ({ json: { identity: {} }, parts: [] }),
  'not finite': () => picture({ windows: [{ centre: Number.NaN, width: 1, function: 'LINEAR' }] }),
  'large picture': () => picture({ rows: 20000, columns: 20000 }, []),
  'long description': () =>
    picture({ voiTables: [{ firstMapped: 0, bits: 16, values: new Array(3e6).fill(1) }] }),
};

serve(
  {
    'read-file': async (_request, bytes) => orders[bytes.toString()](),
    'decode-codestream': async (_request, bytes) => ({ json: {}, parts: [bytes] }),
  },
  JSON.parse(process.argv[2]),
);
