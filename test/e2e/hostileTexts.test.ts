import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { hexId } from '../domain/arbitraries';
import { describeWith } from '../support/requirements';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, type Opened, sideways } from './support/pages';
import { payloads } from './support/payloads';
import { feedback, flatImage, line, session, study, worklist } from './support/views';

/** Everything that a page shows of one study, said by a file, a model or a person, is this text. */
function everywhere(text: string) {
  const imageId = hexId('image 1');
  const analyses = study().images[0].analyses.map((analysis) => ({
    ...analysis,
    model: { id: text, version: text, sha256: text },
    notes: [text],
    ...(analysis.outcome === 'analysed'
      ? {
          findings: analysis.findings.map((finding) => ({ ...finding, title: text, label: text })),
          notLookedFor: [text],
        }
      : {}),
  }));
  const image = {
    ...study().images[0],
    modality: text,
    bodyPart: text,
    view: text,
    laterality: text,
    analyses,
    notes: [text],
  };
  const review = {
    reviewId: 'r',
    studyVersion: 1,
    decision: 'cannot-assess' as const,
    comment: text,
    reviewer: text,
    subject: text,
    submittedAt: study().receivedAt,
    signature: { name: text, at: study().receivedAt, meaning: text },
    outcome: 'conflict' as const,
  };
  return {
    line: line(1, {
      modality: text,
      bodyPart: text,
      view: text,
      findings: [{ ...line(1).findings[0], label: text, title: text, model: text } as never],
      reasons: [text],
      images: 2,
      notAnalysed: 1,
    }),
    study: study({ images: [image], reviews: [review] }),
    identity: {
      patientName: text,
      patientId: text,
      patientBirthDate: text,
      accessionNumber: text,
      studyDate: text,
      studyTime: text,
      studyDescription: text,
      institutionName: text,
      patientSex: text,
      patientAge: text,
      referringPhysicianName: text,
      ward: text,
      reasonForRequest: text,
      patientHistory: text,
      studyInstanceUid: text,
      contradicting: [text],
    },
    image: flatImage({
      imageId,
      modality: text,
      bodyPart: text,
      view: text,
      laterality: text,
      notes: [{ code: text, words: text }],
    }),
    prior: {
      studyId: hexId('study 2'),
      receivedAt: study().receivedAt,
      studyDate: text,
      modality: text,
      bodyPart: text,
      images: [{ imageId: hexId('image 2'), frames: 1, view: text, laterality: text }],
    },
    audit: {
      entries: [],
      waiting: [
        {
          type: 'identity-access',
          eventId: 'e',
          at: study().receivedAt,
          actor: { subject: text, kind: 'reviewer' },
          purpose: text,
        },
      ],
    },
  };
}

describeWith([chrome], 'hostile texts on the pages', () => {
  let browser: Browser;
  let app: FakeApp;
  let desk: Opened;
  let text = '';

  beforeAll(async () => {
    browser = await launch();
    app = await FakeApp.start((method, url, body) => {
      const said = everywhere(text);
      const id = said.study.studyId;
      const query = (body as Record<string, unknown> | undefined) ?? Object.fromEntries(url.searchParams);
      const answers: Record<string, unknown> = {
        '/api/session': session({
          name: text.slice(0, 200),
          settings: {
            firstImpression: false,
            worklistIdentities: false,
            undoSeconds: 30,
            ohifUrl: 'https://pacs.example',
          },
        }),
        '/api/worklist': worklist([said.line], query, { facets: { modalities: [text], bodyParts: [text] } }),
        [`/api/studies/${id}`]: said.study,
        [`/api/studies/${id}/identity`]: said.identity,
        [`/api/studies/${id}/priors`]: [said.prior],
        [`/api/studies/${id}/priors/count`]: { earlier: 1 },
        [`/api/studies/${id}/audit`]: said.audit,
        [`/api/studies/${id}/rank`]: { rank: 1, of: 1, reasons: [], because: [text] },
        [`/api/images/${said.image.imageId}`]: said.image,
        '/api/feedback': feedback({ id: text, version: text }),
      };
      if (method === 'POST')
        return {
          status: 409,
          json: { status: 409, code: 'already-reviewed', detail: text, changes: [text] },
        };
      const json = answers[url.pathname];
      return json === undefined ? undefined : { json };
    });
    desk = await newPage(browser, { width: 1280 });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Goes to every place of the pages that shows something of a study. */
  async function walk(page: Page): Promise<void> {
    await page.goto(`${app.url}/worklist`);
    await page.locator('.row-link').waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press('j');
    await page.keyboard.press('w');
    await page.locator('dialog .because').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.row-link').click();
    await page.locator('.patient').waitFor();
    await page.getByText('What happened to this study').click();
    await page.locator('.story li').waitFor();
    await page.keyboard.press('p');
    await page.locator('.prior .choice select').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.locator('.notice.conflict').waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Feedback' }).click();
    await page.locator('.model-feedback').waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  }

  test.each(payloads.map((payload) => [payload.slice(0, 60), payload] as const))(
    '%j is shown as text and does nothing',
    async (_name, payload) => {
      text = payload;
      app.asked.length = 0;
      const { page, complaints } = desk;
      complaints.length = 0;
      await walk(page);
      // The conflict is the one answer that a page may rightly complain of on the console.
      expect(complaints.filter((said) => !said.includes('409'))).toEqual([]);
      expect(app.asked.filter((path) => path.includes('payload-request'))).toEqual([]);
      expect(
        await page.locator('main script, main iframe, main base, main meta, main style, main object').count(),
      ).toBe(0);
    },
  );

  test('at least fifty of them, and on a phone nothing is wider than the screen', async () => {
    expect(payloads.length).toBeGreaterThanOrEqual(50);
    const { page, context } = await newPage(browser, { width: 390 });
    for (const long of payloads.filter(({ length }) => length > 300)) {
      text = long;
      await walk(page);
    }
    await context.close();
  });

  test('an exported worklist holds no formula', async () => {
    const { page, context } = await newPage(browser);
    for (const formula of payloads.filter((payload) => /^\s*[=+\-@]/.test(payload))) {
      text = formula;
      await page.goto(`${app.url}/worklist`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByText('Export CSV').click(),
      ]);
      const [, row] = parse(readFileSync(await download.path(), 'utf8'), { bom: true }) as string[][];
      expect(row).toContain(`'${formula}`);
      expect(row?.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    }
    await context.close();
  });
});
