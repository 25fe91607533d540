import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { drawChest } from '../../../../src/cli/synthetic/chest';
import { writeDx } from '../../../../src/cli/synthetic/writeDx';
import { arrivalIdOf } from '../../../../src/domain/kernel/identifiers/ids';
import { commitmentOf } from '../../../../src/domain/kernel/sealing/commitment';
import { findingsOf } from '../../../../src/domain/models/findings';
import { formatModelName, type ModelName } from '../../../../src/domain/models/modelName';
import { loadModelRepository } from '../../../../src/inference/repository/modelRepository';
import { shippedModels, shippedVersion } from '../../../inference/shippedModels';
import { type AppRuntime, appRuntime } from '../../../support/appRuntime';
import { zipOf } from '../../../support/zipOf';

const megabyte = 1024 * 1024;
const patient = 'SYNTHETIC^CLASSIFY';

let running: AppRuntime;
/** As `id@version`. */
let shipped: string;

beforeAll(async () => {
  const { classifiers } = await loadModelRepository(shippedModels);
  const named = classifiers.find(({ manifest }) => manifest.id === 'chest-opacity');
  shipped = formatModelName(named?.manifest as ModelName);
  running = await appRuntime({ TRIAGE_MODELS: shippedModels, TRIAGE_MAX_FILE_MEGABYTES: '4' });
});

afterAll(() => running?.stop(), 60_000);

const chest = (more: Partial<Parameters<typeof writeDx>[1]> = {}) =>
  writeDx(drawChest(7, { width: 512, height: 600 }), {
    photometric: 'MONOCHROME2',
    studyUid: '2.25.2001',
    seriesUid: '2.25.2002',
    sopUid: '2.25.2003',
    patientName: patient,
    patientId: 'SYN-2',
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    ...more,
  });

interface Answer {
  readonly results: readonly { label: string; score: number; rank: number }[];
  readonly [key: string]: unknown;
}

async function outcomeOf(bytes: Uint8Array) {
  const outcome = await running.outcome(await running.drop(`${randomUUID()}.dcm`, bytes));
  if (!('imageId' in outcome)) throw new Error(outcome.outcome);
  return outcome;
}

/** Events of one type that are durable, sealed or not. */
async function recorded(type: string) {
  const ids = await running.store.auditLog.announced();
  const events = await Promise.all(ids.map((id) => running.store.audit.find(id)));
  return events.filter((event) => event?.type === type);
}

type Body = Uint8Array | string | FormData | ReadableStream;

function send(body: Body, type?: string, query = ''): Promise<Response> {
  return running.fetch(`/api/classify${query}`, {
    method: 'POST',
    ...(type && { headers: { 'content-type': type } }),
    body: body as string,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);
}

async function answer(body: Body, type?: string, query = ''): Promise<Answer> {
  const response = await send(body, type, query);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return (await response.json()) as Answer;
}

const form = (...files: [name: string, bytes: Uint8Array][]) => {
  const form = new FormData();
  form.append('remark', 'from a page');
  for (const [name, bytes] of files) form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name);
  return form;
};

describe('an image', () => {
  test('is answered with the scores that the workflow gives the same file, exactly', async () => {
    const bytes = chest();
    const outcome = await running.outcome(await running.drop('workflow.dcm', bytes));
    if (!('imageId' in outcome)) throw new Error(outcome.outcome);
    const study = await running.store.results.study(outcome.studyId);
    const found = findingsOf(study?.images[0]?.analyses ?? []);
    expect(found).not.toHaveLength(0);

    const { results } = await answer(bytes, 'application/dicom', '?k=100');
    const scores = (list: readonly { label: string; score: number }[]) =>
      Object.fromEntries(list.map(({ label, score }) => [label, score]));
    expect(scores(results)).toEqual(scores(found));
  });

  test('is answered with all that belongs to it, and nothing of whom it shows', async () => {
    const text = await (await send(chest(), 'application/dicom')).text();
    expect(JSON.parse(text)).toEqual({
      outcome: 'analysed',
      results: expect.any(Array),
      notes: expect.any(Array),
      gate: [
        {
          class: 'frontal-chest',
          title: expect.any(String),
          accepted: expect.any(Number),
          model: `frontal-chest@${shippedVersion('frontal-chest')}`,
        },
      ],
      image: {
        format: 'dicom',
        width: 512,
        height: 600,
        frames: 1,
        modality: 'DX',
        bodyPart: 'CHEST',
        view: 'PA',
      },
      timing: { readMs: expect.any(Number), modelsMs: expect.any(Number) },
    });
    for (const result of (JSON.parse(text) as Answer).results)
      expect(result).toEqual({
        rank: expect.any(Number),
        label: expect.any(String),
        title: expect.any(String),
        score: expect.any(Number),
        threshold: expect.any(Number),
        positive: expect.any(Boolean),
        indeterminate: expect.any(Boolean),
        model: shipped,
      });
    for (const secret of ['SYNTHETIC', 'CLASSIFY', 'SYN-2', '2.25.200']) {
      expect(text).not.toContain(secret);
      expect(running.log.join('\n')).not.toContain(secret);
    }
  });

  test('may come with any of its content types, none at all, in a form, or by its name: one answer', async () => {
    const bytes = chest();
    const name = `${randomUUID()}.dcm`;
    await running.outcome(await running.drop(name, bytes));
    const answers = [
      await answer(bytes, 'application/dicom'),
      await answer(bytes, 'application/octet-stream'),
      await answer(bytes, 'Image/DICOM+jpeg; x=y'),
      await answer(bytes),
      await answer(form(['chest.dcm', bytes])),
      await answer(JSON.stringify({ container: 'incoming', blob: name }), 'application/json; charset=utf-8'),
    ].map(({ timing: _, ...same }) => same);
    for (const same of answers) expect(same).toEqual(answers[0]);
  });

  test('stores nothing', async () => {
    const before = await running.store.worklist.studies();
    await answer(chest({ studyUid: '2.25.2099', sopUid: '2.25.2098' }), 'application/dicom');
    expect(await running.store.worklist.studies()).toEqual(before);
  });

  test('that no model is meant for is not analysed, with the reason in words', async () => {
    expect(await answer(chest({ bodyPart: 'HAND' }), 'application/dicom')).toMatchObject({
      outcome: 'not-analysed',
      reason: 'body-part-not-covered',
      words: expect.stringContaining('body part'),
      results: [],
    });
  });

  test('that a model looked at and would not judge is not analysed, and the model is named', async () => {
    const blank = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#777' } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect(await answer(blank, 'image/png')).toMatchObject({
      outcome: 'not-analysed',
      reason: 'blank-picture',
      abstained: [{ model: shipped, reason: 'blank-picture' }],
      image: { format: 'png', width: 200, height: 200 },
    });
  });
});

describe('one model', () => {
  test('may be named by its id, or with its version', async () => {
    for (const name of ['chest-opacity', shipped]) {
      const { results } = await answer(chest(), 'application/dicom', `?model=${name}&k=1`);
      expect(results).toMatchObject([{ rank: 1, model: shipped }]);
    }
  });

  test.each(['heart', 'chest-opacity@9.9.9', 'lung-field'])(
    '%s is no classifier that is loaded: 404, and which are',
    async (name) => {
      const response = await send(chest(), 'application/dicom', `?model=${name}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        code: 'no-such-model',
        detail: expect.stringContaining(shipped),
      });
    },
  );
});

describe('what cannot be looked at', () => {
  const png = () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
  const naming = (blob: string) => JSON.stringify({ container: 'incoming', blob });
  const tooMuch = new Uint8Array(4 * megabyte + 1);
  const cases: [number, string, string | undefined, () => Promise<Body> | Body, string?][] = [
    [422, 'not-an-image', 'image/png', () => 'this is no picture at all'],
    [422, 'empty-file', 'image/png', () => ''],
    [422, 'truncated', 'application/dicom', () => chest().subarray(0, 5000)],
    [422, 'nested-archive', 'application/octet-stream', async () => zipOf({ 'a.dcm': chest() })],
    [422, 'extension-mismatch', undefined, async () => form(['picture.dcm', await png()])],
    [404, 'no-such-blob', 'application/json', () => '{"container":"incoming","blob":"none"}'],
    [404, 'no-such-blob', 'application/json', () => '{"container":"identity","blob":"x"}'],
    [400, 'bad-body', 'application/json', () => naming('../identity/x')],
    [400, 'bad-body', 'application/json', () => naming('a/../../identity/x')],
    [400, 'bad-body', 'application/json', () => naming('..\\identity\\x')],
    [400, 'bad-body', 'application/json', () => naming('')],
    [400, 'bad-body', 'application/json', () => '{"container":1}'],
    [400, 'bad-body', 'application/json', () => '{"container":"incoming","blob":"a","more":1}'],
    [400, 'bad-body', 'application/json', () => 'no json'],
    [413, 'too-large', 'application/json', () => ' '.repeat(65 * 1024)],
    [400, 'bad-body', undefined, () => form()],
    [400, 'bad-body', undefined, () => form(['a.png', Uint8Array.of(1)], ['b.png', Uint8Array.of(2)])],
    [400, 'bad-body', 'multipart/form-data; boundary=x', () => '--x\r\ncut off'],
    [400, 'bad-body', 'multipart/form-data', () => 'no boundary'],
    [
      400,
      'bad-body',
      'multipart/form-data; boundary=x',
      () => `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(60_000)}--x--\r\n`,
    ],
    [413, 'too-large', 'application/dicom', () => tooMuch],
    [411, 'length-required', 'application/dicom', () => new Blob([tooMuch]).stream()],
    [413, 'too-large', undefined, () => form(['a.png', new Uint8Array(5 * megabyte)])],
    [415, 'unsupported-content-type', 'application/x-www-form-urlencoded', () => 'a=b'],
    [415, 'unsupported-content-type', 'text/plain', () => 'an image'],
    [400, 'bad-query', 'application/dicom', chest, '?k=0'],
    [400, 'bad-query', 'application/dicom', chest, '?k=many'],
    [400, 'bad-query', 'application/dicom', chest, '?model=../x'],
    [400, 'bad-query', 'application/dicom', chest, '?model=a@b'],
  ];
  test.each(cases)('%d %s (%s)', async (status, code, type, body, query = '') => {
    const response = await send(await body(), type, query);
    expect(await response.json()).toMatchObject({ status, code, detail: expect.stringMatching(/\.$/) });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('lies in another container: nothing is read out of it, and nothing tells whether it is there', async () => {
    const { imageId } = await outcomeOf(chest({ sopUid: '2.25.2077' }));
    const answers = await Promise.all(
      [`../images/${imageId}/pixels`, '../images/none'].map(async (blob) =>
        (await send(naming(blob), 'application/json')).json(),
      ),
    );
    expect(answers[0]).toMatchObject({ status: 400, code: 'bad-body' });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('is a stored file, named by somebody who may only hand in files: whether it is there is not told', async () => {
    const name = `${randomUUID()}.dcm`;
    await running.outcome(await running.drop(name, chest({ sopUid: '2.25.2078' })));
    const asked = async (blob: string, role: 'uploader' | 'service') => {
      const headers = { 'content-type': 'application/json' };
      const response = await running.fetch(
        '/api/classify',
        { method: 'POST', headers, body: naming(blob) },
        role,
      );
      return [response.status, ((await response.json()) as { code?: string }).code];
    };
    expect(await asked(name, 'uploader')).toEqual([403, 'missing-right']);
    expect(await asked('none', 'uploader')).toEqual([403, 'missing-right']);
    const before = (await recorded('classification')).map((event) => event?.eventId);
    expect(await asked(name, 'service')).toEqual([200, undefined]);
    const [event, ...others] = (await recorded('classification')).filter(
      (one) => !before.includes(one?.eventId),
    );
    expect(others).toEqual([]);
    const version = await running.store.incoming.current(name);
    const id = arrivalIdOf(running.settings.siteKey, 'incoming', name, version?.etag ?? '');
    const arrival = await running.store.arrivals.read(id);
    expect(event).toMatchObject({
      actor: { roles: ['service'] },
      arrival: commitmentOf(arrival?.salt ?? '', 'arrival', id),
    });
    const denials = await recorded('access-denied');
    expect(denials).toContainEqual(
      expect.objectContaining({
        route: 'api/classify',
        code: 'missing-right',
        actor: expect.objectContaining({ roles: ['uploader'] }),
      }),
    );
  });

  test('is said to be so without quoting a blob, whose name may be a patient', async () => {
    const body = JSON.stringify({ container: 'incoming', blob: `${patient}.dcm` });
    expect(await (await send(body, 'application/json')).text()).not.toContain('SYNTHETIC');
    expect(running.log.join('\n')).not.toContain('SYNTHETIC');
  });
});
