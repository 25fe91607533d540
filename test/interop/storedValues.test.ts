import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { describeWith, tool } from '../support/requirements';
import { conformanceTable, type JudgedImage } from './conformanceTable';
import { askOracles, pythonWithReaders, type Verdict } from './oracles';
import { alone, exceptions, refused, twins } from './publicFileNotes';
import { isImage, type PublicFile, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(600_000);

/** Generated: `npm run docs:conformance`. */
const page = path.resolve(__dirname, '../../docs/conformance.md');

/** A folder of images without pixels: one line of the list for all of them. */
const emptied = /^(pydicom\/dicomdir\/TINY_ALPHA\/.*\/)[^/]+$/;

type Image = PublicFile & { readonly outcome: ReadImage };

describeWith(
  [publicFolder, pythonWithReaders, tool('dcmdjpeg', 'dcmtk'), tool('ojph_expand', 'openjph-tools')],
  'stored values of public files',
  () => {
    let files: PublicFile[];
    let directory: string;
    let judged: JudgedImage[];

    beforeAll(async () => {
      directory = mkdtempSync(path.join(tmpdir(), 'triage-oracle-'));
      files = await readPublicFiles();
      const images = files.filter(({ outcome }) => isImage(outcome)) as Image[];
      const verdicts = askOracles(
        images.map(({ path: file, outcome }) => ({ path: file, image: outcome })),
        directory,
      );
      judged = images.map(({ name, outcome: { description } }, index) => ({
        name,
        transferSyntax: description.transferSyntax as string,
        verdict: verdicts[index] as Verdict,
      }));
    });

    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    test('equal those of pydicom, GDCM, DCMTK and OpenJPH, as far as each can read the file', () => {
      const differing = judged.flatMap(({ name, verdict: { differed } }) =>
        differed.length === 0 ? [] : [[name, differed]],
      );
      const expected = Object.entries(exceptions).map(([name, readers]) => [name, Object.keys(readers)]);
      expect(Object.fromEntries(differing)).toEqual(Object.fromEntries(expected));
      const confirmed = judged.filter(({ verdict }) => verdict.agreed.length > 0);
      expect(judged.filter((one) => !confirmed.includes(one)).map(({ name }) => name)).toEqual(alone);
      expect(confirmed.length).toBeGreaterThanOrEqual(180);
    });

    test.each(twins)('%s has the values of %s', (name, twin) => {
      const [one, other] = [name, twin].map((wanted) => files.find((file) => file.name === wanted)?.outcome);
      expect(Buffer.from((one as ReadImage).pixels).equals((other as ReadImage).pixels)).toBe(true);
    });

    test('every other file is refused by name, or has no pixels', () => {
      const others = files.flatMap(({ name, outcome }) =>
        outcome instanceof RefusedError ? [[name.replace(emptied, '$1*'), outcome.code]] : [],
      );
      const codes = Object.entries(refused).map(([name, { code }]) => [name, code]);
      expect(Object.fromEntries(others)).toEqual(Object.fromEntries(codes));
    });

    test('docs/conformance.md says so', () => {
      const table = conformanceTable({ images: judged, exceptions, refused });
      if (process.env.CONFORMANCE === 'write') writeFileSync(page, table);
      expect(readFileSync(page, 'utf8')).toBe(table);
    });
  },
);
