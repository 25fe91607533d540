import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Values as numbers or text; none where the attribute is absent or empty, `error` where it cannot be converted. */
export type TheirValue = readonly (number | string | null)[] | { readonly error: true };
export type TheirValues = Readonly<Record<string, TheirValue>>;

/** pydicom in a process of its own, which reads one file after the other. */
export class PydicomReader {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: ((line: string) => void)[] = [];

  constructor(program: string) {
    this.child = spawn(program, [path.join(__dirname, 'pydicom_values.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    }) as unknown as ChildProcessWithoutNullStreams;
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(line));
    this.child.on('exit', () => {
      for (const answer of this.waiting.splice(0)) answer('null');
    });
  }

  /** @returns `undefined` where pydicom does not accept the file */
  async read(bytes: Uint8Array): Promise<TheirValues | undefined> {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    this.child.stdin.write(length);
    this.child.stdin.write(bytes);
    const line = await new Promise<string>((resolve) => this.waiting.push(resolve));
    return JSON.parse(line) ?? undefined;
  }

  close(): void {
    this.child.stdin.end();
  }
}
