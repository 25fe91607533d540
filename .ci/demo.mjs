// Runs the README's first command in a clone, as somebody does who meets the project: it must show the table with an
// outcome for every file, serve the worklist, and end with Ctrl-C.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const [clone, command] = process.argv.slice(2);
/** `npm ci` over a slow line takes the most of it. */
const patienceSeconds = 600;
const endingSeconds = 30;

// A group of its own: Ctrl-C in a terminal goes to every process of it.
const demo = spawn('bash', ['-c', command], {
  cwd: clone,
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
});
let said = '';
for (const stream of [demo.stdout, demo.stderr]) {
  stream.setEncoding('utf8').on('data', (text) => {
    said += text;
    process.stdout.write(text);
  });
}
let ended;
const end = new Promise((resolve) => {
  demo.on('close', (code, signal) => {
    ended = { code, signal };
    resolve(ended);
  });
});

try {
  const url = await served();
  const outcomes = /^12 files in [\d.]+ s: 10 analysed, 1 not analysed, 1 quarantined\.$/m;
  if (!outcomes.test(said)) throw new Error('the table of results is not what the demo shows');
  await lookAtWorklist(url);
} finally {
  if (!ended) process.kill(-demo.pid, 'SIGINT');
  await Promise.race([end, sleep(endingSeconds * 1000, undefined, { ref: false })]);
  if (!ended) process.kill(-demo.pid, 'SIGKILL');
}
// A shell that Ctrl-C ends tells so by the signal or by 130.
if (ended?.signal !== 'SIGINT' && ![0, 130].includes(ended?.code))
  throw new Error(`Ctrl-C: it ended with ${JSON.stringify(ended)}`);
if (!said.includes('Stopping …')) throw new Error('Ctrl-C: it did not end in good order');

/** Waits until it serves. @returns the address that it names */
async function served() {
  for (let second = 0; second < patienceSeconds && !ended; second += 1) {
    const url = /^The worklist: (http:\S+)$/m.exec(said)?.[1];
    if (url !== undefined && said.includes('Ctrl-C ends.')) return url;
    await sleep(1000);
  }
  throw new Error(
    ended ? `it ended with ${JSON.stringify(ended)}` : `it did not serve in ${patienceSeconds} s`,
  );
}

/** Signs in as a reviewer, as the README says, and opens the page and the worklist behind it. */
async function lookAtWorklist(url) {
  const signedIn = await fetch(new URL('/api/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Dr. Example', role: 'reviewer' }),
  });
  if (signedIn.status !== 204) throw new Error(`signing in was answered with ${signedIn.status}`);
  const headers = { cookie: signedIn.headers.getSetCookie()[0].split(';')[0] };
  const page = await fetch(new URL('/worklist', url), { headers });
  if (page.status !== 200 || !(await page.text()).includes('<html'))
    throw new Error(`the page was answered with ${page.status}`);
  const worklist = await (await fetch(new URL('/api/worklist', url), { headers })).json();
  // Eleven images that were read; three of them are of one study.
  if (worklist.studies?.length !== 9)
    throw new Error(`the worklist holds ${worklist.studies?.length} studies`);
}
