import { createRandom } from '../../src/cli/synthetic/random';
import { defaultExportLimits } from '../../src/domain/kernel/limits';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { listArchive } from '../../src/formats/archive/listArchive';
import { readMember, readMemberStart } from '../../src/formats/archive/readMember';
import { buildZip, sourceOf, withZip64End } from './zipBuilder';

const contents = [
  Buffer.from('a short one'),
  Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) >> 4)),
  Buffer.alloc(50_000),
  Buffer.alloc(0),
];
const plain = buildZip(
  contents.map((content, index) => ({
    name: `IM${index}`,
    content,
    method: index % 2 === 0 ? 8 : 0,
    descriptor: index > 1,
  })),
);
const archives = [plain, withZip64End(plain, contents.length)];

/** Bytes that lie in headers oftener than others, and sizes that make arithmetic go wrong. */
const favourites = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x50, 0x4b];

function mutate(zip: Buffer, random: ReturnType<typeof createRandom>): Buffer {
  const bytes = Buffer.from(zip);
  const below = (most: number) => Math.floor(random.next() * most);
  for (let times = 1 + below(4); times > 0; times -= 1) {
    // Half of the time near the end, where the directory is.
    const at =
      random.next() < 0.5 ? bytes.length - 1 - below(Math.min(350, bytes.length)) : below(bytes.length);
    bytes[at] = random.next() < 0.5 ? (favourites[below(favourites.length)] as number) : below(256);
  }
  const cut = below(bytes.length);
  return random.next() < 0.1 ? bytes.subarray(0, cut) : bytes;
}

/** The code of a refusal; anything else fails the test. */
function codeOf(error: unknown): string {
  if (!(error instanceof RefusedError)) throw error;
  return error.code;
}

test('3 000 damaged archives: refused by a reason, or every byte is what it was', async () => {
  const random = createRandom(20_260_501);
  const seen = new Map<string, number>();
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (let round = 0; round < 3000; round += 1) {
    const source = sourceOf(mutate(archives[round % 2] as Buffer, random));
    try {
      const entries = await listArchive(source, defaultExportLimits);
      expect(entries).toHaveLength(contents.length);
      for (const [index, entry] of entries.entries()) {
        await readMemberStart(source, entry);
        try {
          const bytes = await readMember(source, entry, 1 << 20);
          expect(Buffer.from(bytes).equals(contents[index] as Buffer)).toBe(true);
          note('read');
        } catch (error) {
          note(codeOf(error));
        }
      }
    } catch (error) {
      note(codeOf(error));
    }
  }
  for (const code of [
    'read',
    'truncated',
    'corrupt-archive',
    'unsafe-member-name',
    'encrypted-archive',
    'bomb',
  ]) {
    expect([code, seen.get(code) ?? 0]).toEqual([code, expect.any(Number)]);
    expect(seen.get(code)).toBeGreaterThan(0);
  }
});
