const { execFile, execFileSync, spawn } = require('node:child_process');
const { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createServer, connect } = require('node:net');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const { dicomImage } = require('./support/dicomImage');
const { median, table } = require('./support/measure');

const command = path.resolve(__dirname, '../../dist/cli/main.js');
const senders = 8;
const rounds = 3;
/** Squares of 16-bit values: a compressed radiograph, an uncompressed CT slice, an uncompressed radiograph. */
const kinds = [
  { name: '0.5 MB', side: 512, files: 100 },
  { name: '8 MB', side: 2048, files: 10 },
];

/**
 * Files a second that eight senders at once (DCMTK storescu) get rid of: at the gateway, which answers once a file is
 * safe on disk, and at DCMTK's storescp, which answers before: without and with the time until its files are on disk, too.
 */
async function run() {
  const folder = mkdtempSync(path.join(tmpdir(), 'triage-bench-gateway-'));
  try {
    const rows = [];
    for (const kind of kinds) rows.push(await measure(folder, kind));
    table(
      [
        'files',
        'storescp, files/s',
        'until on disk',
        'gateway, files/s',
        'ratio',
        'gateway, MB/s',
        'peak memory, MB',
      ],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder, kind) {
  const inputs = writeFiles(path.join(folder, 'in'), kind);
  const rates = { storescp: [], onDisk: [], gateway: [] };
  let peak = 0;
  for (let round = 0; round < rounds; round += 1) {
    const theirs = await throughStorescp(folder, inputs, kind);
    rates.storescp.push(theirs.answered);
    rates.onDisk.push(theirs.onDisk);
    const { rate, megabytes } = await throughGateway(folder, inputs, kind);
    rates.gateway.push(rate);
    peak = Math.max(peak, megabytes);
  }
  rmSync(path.join(folder, 'in'), { recursive: true });
  const [theirs, ours] = [median(rates.storescp), median(rates.gateway)];
  const size = (kind.side * kind.side * 2) / 1e6;
  return [
    kind.name,
    theirs.toFixed(0),
    median(rates.onDisk).toFixed(0),
    ours.toFixed(0),
    (ours / theirs).toFixed(2),
    (ours * size).toFixed(0),
    peak.toFixed(0),
  ];
}

function writeFiles(folder, { side, files }) {
  const pixels = Buffer.alloc(side * side * 2, 7);
  return Array.from({ length: senders }, (_, sender) => {
    const own = path.join(folder, String(sender));
    mkdirSync(own, { recursive: true });
    for (let nth = 0; nth < files; nth += 1) {
      const number = 1_000_000 + sender * 10_000 + nth;
      const picture = { rows: side, columns: side, samples: 1, bits: 16, pixels, number, study: 1 };
      writeFileSync(path.join(own, `${nth}.dcm`), dicomImage(picture));
    }
    return own;
  });
}

/** Files a second of all senders together. */
async function send(inputs, port, { files }) {
  const began = performance.now();
  await Promise.all(
    inputs.map((own) =>
      promisify(execFile)('storescu', [
        '-aet',
        'BENCH',
        '-aec',
        'TRIAGE',
        '+sd',
        '127.0.0.1',
        String(port),
        own,
      ]),
    ),
  );
  return (senders * files) / ((performance.now() - began) / 1000);
}

async function throughStorescp(folder, inputs, kind) {
  const out = path.join(folder, 'storescp');
  mkdirSync(out);
  const port = await freePort();
  const server = spawn('storescp', ['--fork', '+B', '-od', out, String(port)], {
    stdio: 'ignore',
    detached: true,
  });
  try {
    await listening(port);
    const began = performance.now();
    const answered = await send(inputs, port, kind);
    execFileSync('sync', ['-f', out]);
    return { answered, onDisk: (senders * kind.files) / ((performance.now() - began) / 1000) };
  } finally {
    process.kill(-server.pid, 'SIGKILL');
    rmSync(out, { recursive: true });
  }
}

/** Its storage is away, so that what is measured is the taking of files; sending them is as fast as the network. */
async function throughGateway(folder, inputs, kind) {
  const spool = path.join(folder, 'spool');
  const [port, statusPort] = [await freePort(), await freePort()];
  const config = path.join(folder, 'gateway.json');
  writeFileSync(
    config,
    JSON.stringify({ port, statusPort, address: '127.0.0.1', spool, peers: [{ aeTitle: 'BENCH' }] }),
  );
  const account =
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:9/a';
  const env = { ...process.env, TRIAGE_STORAGE: account };
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', command, 'gateway', '--config', config],
    { env, stdio: 'ignore' },
  );
  try {
    await listening(port);
    const rate = await send(inputs, port, kind);
    const kept = readdirSync(path.join(spool, 'ready/BENCH')).length;
    if (kept !== senders * kind.files)
      throw new Error(`${kept} of ${senders * kind.files} files are in the spool`);
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'));
    return { rate, megabytes: Number(kilobytes) / 1024 };
  } finally {
    server.kill('SIGKILL');
    rmSync(spool, { recursive: true });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function listening(port) {
  for (let tries = 0; tries < 200; tries += 1) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.unref();
      setTimeout(() => socket.destroy(), 50).unref();
    });
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error(`nothing listens on port ${port}`);
}

module.exports = { run };
