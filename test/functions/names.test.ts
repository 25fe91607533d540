import { type Elements, imageFile } from '../dicom/dicomBuilder';
import { type AppRuntime, appRuntime } from '../support/appRuntime';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Names as senders all over the world write them, and as a reviewer has to read them. */
const people: [what: string, set: string, bytes: Buffer, name: string][] = [
  [
    'Japanese',
    '\\ISO 2022 IR 87',
    latin1('Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B'),
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'Korean',
    '\\ISO 2022 IR 149',
    Buffer.concat([latin1('Hong^Gildong=\x1b$)C'), hex('fbf3'), latin1('^\x1b$)C'), hex('d1ced4d7')]),
    'Hong^Gildong=洪^吉洞',
  ],
  [
    'Chinese',
    'GB18030',
    Buffer.concat([latin1('Wang^XiaoDong='), hex('cdf5 5e d0a1 b6ab')]),
    'Wang^XiaoDong=王^小东',
  ],
  ['Arabic', 'ISO_IR 127', hex('e2c8c7e6ea5ee4e6d2c7d1'), 'قباني^لنزار'],
  ['Hebrew', 'ISO_IR 138', hex('f9f8e5ef5ee3e1e5f8e4'), 'שרון^דבורה'],
  ['Thai', 'ISO_IR 166', hex('cac1aad1c25e'), 'สมชัย^'],
  ['Cyrillic', 'ISO_IR 144', hex('bbeedae1d5dcd1e3e0d3'), 'Люксембург'],
  [
    'any, in UTF-8',
    'ISO_IR 192',
    Buffer.from('Łukasz^Jürgen=王^小東=ワン', 'utf8'),
    'Łukasz^Jürgen=王^小東=ワン',
  ],
];

function file(index: number, set: string, bytes: Buffer): Buffer {
  const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, latin1(' ')]);
  const more: Elements = [
    [0x00080005, 'CS', set],
    [0x00080018, 'UI', `2.25.90${index}`],
    [0x00100010, 'PN', even],
    [0x0020000d, 'UI', `2.25.91${index}`],
  ];
  return imageFile({ pixels: [1, 2, 3, 4], more });
}

test.each(people.map(([what, ...rest], index) => [what, index, ...rest] as const))(
  'a name that is %s goes whole to the identity, and nowhere else',
  async (_, index, set, bytes, name) => {
    const outcome = await running.outcome(await running.drop(`${index}.dcm`, file(index, set, bytes)));
    if (outcome.outcome !== 'analysed' && outcome.outcome !== 'not-analysed')
      throw new Error(outcome.outcome);
    const { studyId, imageId } = outcome;
    expect((await running.store.identity.identities(studyId)).get(imageId)?.patientName).toBe(name);

    const container = running.blobs.getContainerClient('identity');
    const names: string[] = [];
    const prefix = `${studyId}/${imageId}/`;
    for await (const { name } of container.listBlobsFlat({ prefix })) names.push(name);
    const blob = container.getBlobClient(names[0] as string);
    const { contentType, readableStreamBody } = await blob.download();
    const chunks: Buffer[] = [];
    for await (const chunk of readableStreamBody as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(contentType).toBe('application/json; charset=utf-8');
    expect(Buffer.concat(chunks).toString('utf8')).toContain(name);

    const study = await (await running.fetch(`/api/studies/${studyId}`)).text();
    const page = await (await running.fetch('/worklist')).text();
    const [longest = ''] = name.split(/[=^]/).sort((a, b) => b.length - a.length);
    expect(`${study}${page}${JSON.stringify(await running.store.images.attributes(imageId))}`).not.toContain(
      longest,
    );
    expect(await running.store.images.attributes(imageId)).toMatchObject({
      profile: 'PS3.15 2026d Table E.1-1',
      attributes: { '00080060': { vr: 'CS', Value: ['DX'] }, '00100010': { vr: 'PN' } },
    });
  },
);
