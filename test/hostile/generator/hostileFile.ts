import type { Random } from '../../../src/cli/synthetic/random';
import type { ReadImage } from '../../../src/domain/image/imageDescription';
import type { RefusalCode } from '../../../src/domain/reasons/refusalCode';

/** A file that is made to do harm, and what must become of it. */
export interface HostileFile {
  /** Which class of the table in the design it belongs to, or the reason code that it stands for. */
  readonly group: string;
  readonly what: string;
  /** What its sender calls it. */
  readonly name: string;
  readonly make: (random: Random) => Uint8Array | Promise<Uint8Array>;
  /** The reason that it is refused for; or what must hold of it where it is read. */
  readonly expected: RefusalCode | ((image: ReadImage) => void);
}

/** Files of one group. */
export function group(
  name: string,
  expected: HostileFile['expected'],
  files: readonly (readonly [what: string, make: HostileFile['make'], fileName?: string])[],
): HostileFile[] {
  return files.map(([what, make, fileName = 'image.dcm']) => ({
    group: name,
    what,
    name: fileName,
    make,
    expected,
  }));
}

/** A whole number, both ends included. */
export function whole(random: Random, low: number, high: number): number {
  return low + Math.floor(random.next() * (high - low + 1));
}
