import { writeFileSync } from 'node:fs';
import { PictureLostError } from '../../../src/imaging/openPicture';
import { PictureThreads } from '../../../src/imaging/threads/pictureThreads';
import { greyDescription } from '../../support/greyDescription';
import { openHere } from '../../support/openPictures';
import { TemporaryFolder } from '../../support/temporaryFolder';

const opened: PictureThreads[] = [];
afterEach(async () => {
  for (const threads of opened.splice(0)) await threads.close();
});
function threadsOf(most: number, program?: string): PictureThreads {
  const threads = new PictureThreads(most, program);
  opened.push(threads);
  return threads;
}

const [rows, columns] = [300, 400];
const description = { ...greyDescription(rows, columns), bitsAllocated: 16, bitsStored: 12 } as const;

/** Values without a pattern, in 12 of 16 bits. */
function noise(count: number, seed = 1): Uint8Array {
  const values = Uint16Array.from(
    { length: count },
    (_, at) => (Math.imul(at + seed, 2654435761) >>> 7) & 4095,
  );
  return new Uint8Array(values.buffer);
}

const crop = {
  values: 'display',
  box: { x: -20, y: 31.5, width: 350, height: 250 },
  width: 160,
  height: 96,
} as const;

test('a thread answers as if the picture were here', async () => {
  const there = threadsOf(1).open(description, noise(rows * columns));
  const here = openHere(description, noise(rows * columns));
  expect([there.width, there.height]).toEqual([columns, rows]);
  expect(await there.facts()).toEqual(await here.facts());
  for (const request of [crop, { ...crop, values: 'modality' }, { ...crop, resampling: 'triangle' }] as const)
    expect(await there.resample(request)).toEqual(await here.resample(request));
  expect(await there.preview(100)).toEqual(await here.preview(100));
});

test('several pictures at once are told apart, in one thread or in two', async () => {
  for (const most of [1, 2]) {
    const threads = threadsOf(most);
    const seeds = [1, 2, 3, 4, 5];
    const pictures = seeds.map((seed) => threads.open(description, noise(rows * columns, seed)));
    const answers = await Promise.all(pictures.map((picture) => picture.resample(crop)));
    for (const [at, seed] of seeds.entries())
      expect(answers[at]).toEqual(await openHere(description, noise(rows * columns, seed)).resample(crop));
    for (const picture of pictures) picture.close();
  }
});

test('what cannot be shown is an error of the picture, and the thread goes on', async () => {
  const threads = threadsOf(1);
  const wrong = { ...description, windows: [{ centre: 1, width: 0, function: 'LINEAR' as const }] };
  const picture = threads.open(wrong, noise(rows * columns));
  await expect(picture.facts()).rejects.toThrow('window of centre 1 and width 0');
  await expect(picture.facts()).rejects.not.toBeInstanceOf(PictureLostError);
  expect(await threads.open(description, noise(rows * columns)).facts()).toMatchObject({ shorterSide: rows });
});

test('a closed picture answers nothing any more', async () => {
  const picture = threadsOf(1).open(description, noise(rows * columns));
  picture.close();
  await expect(picture.facts()).rejects.toThrow('is not open');
});

describe('a thread that ends', () => {
  const folder = new TemporaryFolder();
  afterAll(() => folder.remove());
  const dying = () => {
    const program = folder.file('dying.js');
    const source = "require('node:worker_threads').parentPort.on('message', ({ kind }) => {\n";
    writeFileSync(program, `${source}  if (kind === 'ask') process.exit(3);\n});\n`);
    return program;
  };

  test('loses its pictures, and says that it was not them; the next picture gets another thread', async () => {
    const threads = threadsOf(1, dying());
    for (let round = 0; round < 2; round += 1) {
      const picture = threads.open(description, noise(rows * columns));
      const asked = [picture.facts(), picture.preview(10)];
      for (const answer of await Promise.allSettled(asked))
        expect(answer).toMatchObject({ status: 'rejected', reason: expect.any(PictureLostError) });
      await expect(picture.facts()).rejects.toBeInstanceOf(PictureLostError);
    }
  });

  test('so do threads that are closed, of which none opens a picture any more', async () => {
    const threads = threadsOf(1);
    const picture = threads.open(description, noise(rows * columns));
    await threads.close();
    await expect(picture.facts()).rejects.toBeInstanceOf(PictureLostError);
    expect(() => threads.open(description, noise(rows * columns))).toThrow(PictureLostError);
  });
});

test('the event loop is hardly used for a picture of fifteen megapixels', async () => {
  const [width, height] = [3750, 4000];
  const large = { ...description, rows: height, columns: width };
  const threads = threadsOf(1);
  /** Microseconds for which this thread kept a core busy. */
  const busyIn = async (open: typeof openHere) => {
    const pixels = noise(width * height);
    const before = process.threadCpuUsage();
    const picture = open(large, pixels);
    await picture.facts();
    for (let n = 0; n < 3; n += 1) await picture.resample({ ...crop, box: { x: 0, y: 0, width, height } });
    await picture.preview(1024);
    const { user, system } = process.threadCpuUsage(before);
    return user + system;
  };
  const here = await busyIn(openHere);
  // All of it, were the work done here. What is left is the copying, a tenth to a quarter.
  expect(await busyIn((...image) => threads.open(...image))).toBeLessThan(here / 2);
});
