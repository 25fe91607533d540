import type { Page } from 'playwright-core';
import { worklistTabs } from '../../../../src/domain/kernel/worklistTabs';
import {
  renderNotice,
  renderSignIn,
  type SignInView,
} from '../../../../src/functions/http/signInPage/signInPage';
import { hexId } from '../../../domain/arbitraries';
import { pictureShown } from '../canvas';
import type { Answer, Api } from '../fakeApp';
import { siteApi } from '../siteViews';
import { ago, line, session, worklist } from '../views';
import { auditor, readerApi, reviewer, studies, studyId } from './reader';

/** A page in one state: how it is reached, and how one knows that it is there. */
export interface Shown {
  readonly name: string;
  readonly path: string;
  readonly api: Api;
  readonly ready: (page: Page) => Promise<void>;
}

const seen = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();
const pressed =
  (ready: Shown['ready'], keys: readonly string[], then: Shown['ready']): Shown['ready'] =>
  async (page) => {
    await ready(page);
    for (const key of keys) await page.keyboard.press(key);
    await then(page);
  };

/** These answers before all others, by method and path. */
function over(answers: Readonly<Record<string, Answer | Promise<never>>>, api: Api = readerApi): Api {
  return (method, url, body) => answers[`${method} ${url.pathname}`] ?? api(method, url, body);
}

const never = new Promise<never>(() => undefined);
const failure: Answer = {
  status: 503,
  json: {
    status: 503,
    code: 'storage-unreachable',
    detail: 'The storage cannot be reached. Try again in a minute.',
  },
};
const unknown: Answer = {
  status: 404,
  json: { status: 404, code: 'no-such-study', detail: 'There is no such study.' },
};
const asSession = (json: unknown) => ({ 'GET /api/session': { json } });
const asStudy = (json: unknown) => over({ [`GET /api/studies/${studyId}`]: { json } });
const none = { awaiting: 0, reviewed: 0, 'not-analysed': 0, quarantined: 0, processing: 0, kept: 0 };

const list = seen('tr[data-line]');
const withPatients: Shown['ready'] = async (page) => {
  await list(page);
  await page.locator('.cell-patient b').first().waitFor();
};
const dialog = seen('dialog[open]');

export const worklistScreens: readonly Shown[] = [
  ...worklistTabs.map((tab) => ({
    name: `worklist-${tab}`,
    path: `/worklist?tab=${tab}`,
    api: readerApi,
    ready: tab === 'quarantined' || tab === 'processing' ? list : withPatients,
  })),
  {
    name: 'worklist-without-patients',
    path: '/worklist',
    api: over(asSession(auditor)),
    ready: list,
  },
  {
    name: 'worklist-no-study-yet',
    path: '/worklist',
    api: over({ 'GET /api/worklist': { json: worklist([], {}, { counts: none }) } }),
    ready: seen('.empty'),
  },
  {
    name: 'worklist-nothing-fits',
    path: '/worklist?priority=unclassified',
    api: readerApi,
    ready: seen('.empty'),
  },
  {
    name: 'worklist-loading',
    path: '/worklist',
    api: over({ 'GET /api/worklist': never }),
    ready: seen('.state'),
  },
  {
    name: 'worklist-failed',
    path: '/worklist',
    api: over({ 'GET /api/worklist': failure }),
    ready: seen('.failed'),
  },
  {
    name: 'worklist-view-dialog',
    path: '/worklist',
    api: readerApi,
    ready: async (page) => {
      await withPatients(page);
      await page.getByRole('button', { name: /^View/ }).click();
      await dialog(page);
    },
  },
  {
    name: 'worklist-why',
    path: '/worklist',
    api: readerApi,
    ready: pressed(withPatients, ['j', 'w'], seen('.because li')),
  },
  { name: 'keys', path: '/worklist', api: readerApi, ready: pressed(withPatients, ['?'], dialog) },
];

/** A study that comes to stand at stat while somebody reads another one. */
function newStat(): Api {
  let asked = 0;
  return (method, url, body) => {
    if (url.pathname !== '/api/worklist' || url.searchParams.get('priority') !== 'stat')
      return readerApi(method, url, body);
    asked += 1;
    const lines = asked === 1 ? [] : [line(1, { place: 'stat', priority: 'stat' })];
    return { json: worklist(lines, Object.fromEntries(url.searchParams)) };
  };
}

const place = `/studies/${studyId}`;
const reading: Shown['ready'] = async (page) => {
  await pictureShown(page);
  await page.getByTestId('patient-name').waitFor();
};
const opened = (summary: string, ready: string): Shown['ready'] => {
  return async (page) => {
    await reading(page);
    await page.locator(summary).first().click();
    await page.locator(ready).first().waitFor();
  };
};

export const studyScreens: readonly Shown[] = [
  { name: 'study', path: place, api: readerApi, ready: reading },
  { name: 'study-without-patient', path: place, api: over(asSession(auditor)), ready: pictureShown },
  { name: 'study-not-analysed', path: place, api: asStudy(studies.notAnalysed), ready: reading },
  { name: 'study-reviewed', path: place, api: asStudy(studies.reviewed), ready: reading },
  { name: 'study-alarming', path: place, api: asStudy(studies.alarming), ready: reading },
  {
    name: 'study-set-aside',
    path: place,
    api: asStudy(studies.alarming),
    ready: async (page) => {
      await reading(page);
      await page.locator('[data-aside="rejected"] button').click();
      await page.locator('[data-looking-at]').waitFor();
    },
  },
  { name: 'study-changed-outside', path: place, api: asStudy(studies.changedOutside), ready: reading },
  { name: 'study-first-impression', path: place, api: asStudy(studies.awaitsImpression), ready: reading },
  {
    name: 'study-claimed',
    path: place,
    api: over({
      [`POST /api/studies/${studyId}/claim`]: {
        json: { subject: 'vireo', name: 'Dr. Vireo', until: ago(-5) },
      },
    }),
    ready: async (page) => {
      await reading(page);
      await page.getByText('Dr. Vireo').first().waitFor();
    },
  },
  {
    name: 'study-override',
    path: place,
    api: readerApi,
    ready: pressed(reading, ['o'], seen('.decision-form select')),
  },
  {
    name: 'study-earlier',
    path: place,
    api: readerApi,
    ready: pressed(reading, ['p'], seen('.prior canvas')),
  },
  {
    name: 'study-heat-map',
    path: place,
    api: readerApi,
    ready: pressed(reading, ['h'], seen('.stage input[type="range"]')),
  },
  {
    name: 'study-tools',
    path: place,
    api: readerApi,
    ready: async (page) => {
      await reading(page);
      const box = await page.locator('canvas').first().boundingBox();
      const at = (x: number, y: number) =>
        page.mouse.click((box?.x ?? 0) + x * (box?.width ?? 0), (box?.y ?? 0) + y * (box?.height ?? 0));
      for (const [key, points] of [
        [
          'l',
          [
            [0.35, 0.3],
            [0.65, 0.3],
          ],
        ],
        [
          'e',
          [
            [0.55, 0.45],
            [0.68, 0.6],
          ],
        ],
        [
          't',
          [
            [0.35, 0.7],
            [0.5, 0.55],
            [0.6, 0.75],
          ],
        ],
      ] as const) {
        await page.keyboard.press(key);
        for (const [x, y] of points) await at(x, y);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('v');
    },
  },
  {
    name: 'study-outputs',
    path: place,
    api: readerApi,
    ready: opened('[data-outputs] summary', 'li[data-output]'),
  },
  { name: 'study-record', path: place, api: readerApi, ready: opened('[data-record] summary', '.story li') },
  {
    name: 'study-loading',
    path: place,
    api: over({ [`GET /api/studies/${studyId}`]: never }),
    ready: seen('.state'),
  },
  {
    name: 'study-failed',
    path: place,
    api: over({ [`GET /api/studies/${studyId}`]: failure }),
    ready: seen('.failed'),
  },
  {
    name: 'study-unknown',
    path: `/studies/${hexId('none')}`,
    api: over({ [`GET /api/studies/${hexId('none')}`]: unknown }),
    ready: seen('.failed'),
  },
  { name: 'new-stat', path: place, api: newStat(), ready: seen('.new-stat') },
];

const sites = siteApi();
/** The pages of the administrator, and what is on each once it is there. */
const sitePages = [
  ['intake', 'sends as usual'],
  ['quarantine', 'IM0001.dcm'],
  ['closing', 'Select all 3 studies'],
  ['models', 'Roll back'],
  ['drift', 'than usual since'],
  ['outputs', 'AR 207'],
  ['health', 'What to do'],
  ['audit', 'Proof of one study'],
  ['users', 'dr.example'],
  ['settings', 'TRIAGE_SITE_KEY'],
] as const;
export const siteScreens: readonly Shown[] = [
  ...sitePages.map(([path, shown]) => ({
    name: `site-${path}`,
    path: `/site/${path}`,
    api: sites,
    ready: (page: Page) => page.getByText(shown).first().waitFor(),
  })),
  {
    name: 'site-intake-files',
    path: '/site/intake',
    api: sites,
    ready: async (page) => {
      await page.getByRole('button', { name: /^2 quarantined/ }).click();
      await page.locator('dialog td').first().waitFor();
    },
  },
  {
    name: 'site-quarantine-dismiss',
    path: '/site/quarantine',
    api: sites,
    ready: async (page) => {
      await page.getByRole('button', { name: /^truncated/ }).click();
      await page.getByRole('button', { name: /^Dismiss all/ }).click();
      await dialog(page);
    },
  },
  {
    name: 'site-models-roll-back',
    path: '/site/models',
    api: sites,
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^Roll back/ })
        .first()
        .click();
      await dialog(page);
    },
  },
  {
    name: 'site-intake-failed',
    path: '/site/intake',
    api: over({ 'GET /api/accounting': failure }, sites),
    ready: seen('.failed'),
  },
];

const nobody = session({ roles: [], rights: [] });
export const otherScreens: readonly Shown[] = [
  { name: 'feedback', path: '/feedback', api: readerApi, ready: seen('.model-feedback') },
  {
    name: 'feedback-empty',
    path: '/feedback',
    api: over({ 'GET /api/feedback': { json: { serverTime: ago(0), models: [], unknownUrgency: [] } } }),
    ready: seen('.empty'),
  },
  { name: 'no-such-page', path: '/nowhere', api: readerApi, ready: seen('.empty') },
  {
    name: 'dashboard-failed',
    path: '/worklist',
    api: over({ 'GET /api/session': failure }),
    ready: seen('.failed'),
  },
  ...['sign-in', 'sign-in-entra', 'locked', 'refused', 'no-sign-in'].map((name) => ({
    name,
    path: `/${name}`,
    api: over(asSession(nobody)),
    ready: seen('main h1'),
  })),
];

const view: SignInView = { development: 'here', entra: false, easyAuth: false, to: '/worklist' };

/** The pages that the server makes, by path. */
export const serverPages: Readonly<Record<string, string>> = {
  '/sign-in': renderSignIn('en', view),
  '/sign-in-entra': renderSignIn('en', {
    ...view,
    development: 'off',
    entra: true,
    message: 'Sign-in was cancelled.',
  }),
  '/locked': renderSignIn('en', { ...view, locked: 'development' }),
  '/no-sign-in': renderSignIn('en', { ...view, development: 'off' }),
  '/refused': renderNotice('en', 'denied', 'Your role may not do this.', {
    name: reviewer.name,
    roles: ['auditor'],
  }),
};
