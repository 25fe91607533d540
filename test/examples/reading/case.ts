import { readFile } from '../../../src/decoder/child/readFile';
import type { ReadImage } from '../../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import type { RefusalCode } from '../../../src/domain/reasons/refusalCode';
import { greyBytes } from '../../../src/imaging/encoding/greyBytes';
import { displayPicture } from '../../../src/imaging/transforms/displayPicture';
import type { Example } from '../example';
import { noteExamples } from '../noteExamples';
import { refusalExamples } from '../refusalExamples';

/** A file, and what must become of it for a claim of the page to hold. */
export interface Case {
  readonly what: string;
  /** The codes that the check asserts. */
  readonly codes: readonly string[];
  readonly check: () => Promise<void>;
}

type Make = Example['make'];

const reading = async (make: Make, name = '') => readFile(await make(), name, defaultReadLimits);

/** It is read; `codes`: those that `check` asserts. */
export function isRead(
  what: string,
  make: Make,
  check: (image: ReadImage) => void,
  ...codes: readonly string[]
): Case {
  return { what, codes, check: async () => check(await reading(make)) };
}

/** It is read with this note. */
export function isNoted(code: string, what: string, make: Make, check?: (image: ReadImage) => void): Case {
  return isRead(
    what,
    make,
    (image) => {
      expect(image.description.notes).toContain(code);
      check?.(image);
    },
    code,
  );
}

export function isRefused(code: RefusalCode, what: string, make: Make, detail: object = {}): Case {
  return {
    what,
    codes: [code],
    check: async () => {
      await expect(reading(make)).rejects.toMatchObject({ code, detail });
    },
  };
}

/** The published example of a note. */
export function noteOf(code: keyof typeof noteExamples, check?: (image: ReadImage) => void): Case {
  const one = noteExamples[code];
  if (!('make' in one)) throw new Error(`no file makes ${code}`);
  return isNoted(code, one.what, one.make, check);
}

/** The published example of a refusal. */
export function refusalOf(code: RefusalCode): Case {
  const one = refusalExamples.get(code);
  if (one === undefined || !('make' in one)) throw new Error(`no file is refused as ${code}`);
  return isRefused(code, one.what, one.make);
}

/** The stored values, in their width. */
export function storedValues({ description, pixels }: ReadImage): number[] {
  const { buffer } = pixels.slice();
  const { bitsAllocated, pixelRepresentation } = description;
  const arrays = { 8: [Uint8Array, Int8Array], 16: [Uint16Array, Int16Array], 32: [Uint32Array, Int32Array] };
  const [unsigned, signed] = arrays[bitsAllocated as keyof typeof arrays];
  return Array.from(new (pixelRepresentation === 1 ? signed : unsigned)(buffer));
}

/** The grey levels (0 … 255) that are shown of the first frame. */
export function shownLevels({ description, pixels }: ReadImage): number[] {
  return Array.from(greyBytes(displayPicture(description, pixels)).bytes);
}
