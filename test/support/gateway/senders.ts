import { spawn } from 'node:child_process';
import path from 'node:path';

/** A run of DCMTK's storescu. */
export interface Sent {
  /** Files whose C-STORE was answered with success. */
  readonly accepted: readonly string[];
  readonly status: number | null;
  readonly output: string;
}

/** Sends files in one association, in their order, until one fails. */
export async function storescu(
  port: number,
  files: readonly string[],
  more: readonly string[] = [],
  aeTitle = 'SENDER',
): Promise<Sent> {
  const args = ['-v', '-aet', aeTitle, '-aec', 'TRIAGE', ...more, '127.0.0.1', String(port), ...files];
  const child = spawn('storescu', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const accepted: string[] = [];
  let current = '';
  for (const line of output.split('\n')) {
    const sending = /Sending file: (.+)$/.exec(line);
    if (sending) current = path.resolve(sending[1] as string);
    else if (line.includes('Received Store Response (Success)')) accepted.push(current);
  }
  return { accepted, status, output };
}
