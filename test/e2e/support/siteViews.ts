import type { ModelDetail } from '../../../src/contract/routes/modelDetail';
import type { AccountingView } from '../../../src/domain/accounting/accountingView';
import { balanceOf, totalOf } from '../../../src/domain/accounting/columns';
import { type DriftView, driftViewOf } from '../../../src/domain/drift/driftView';
import { type Feature, featureNames, groupCount } from '../../../src/domain/drift/features';
import { type Watched, withObserved } from '../../../src/domain/drift/watch';
import { rightsOf } from '../../../src/domain/kernel/roles';
import type { OutputView } from '../../../src/domain/outputs/outputView';
import { hexId } from '../../domain/arbitraries';
import type { Api } from './fakeApp';
import { ago, line, session, worklist } from './views';

const administrator = session({ name: 'A. Admin', roles: ['admin'], rights: rightsOf(['admin']) });

/** Three studies that await review, one of them stat. */
const waiting = [
  line(1, { priority: 'stat', place: 'stat' }),
  line(2, { priority: 'routine', place: 'routine', findings: [], receivedAt: ago(60 * 24 * 9) }),
  line(3, { priority: 'routine', place: 'routine', findings: [], receivedAt: ago(60 * 24 * 40) }),
];

const refused = (number: number, reason: string, more: object = {}) => ({
  arrivalId: hexId(`refused ${number}`),
  name: `CR2/2026/IM000${number}.dcm`,
  source: 'CR2',
  size: 8_400_000 + number,
  receivedAt: ago(30 + number),
  quarantinedAt: ago(29 + number),
  reason,
  ...more,
});

const files = [
  refused(1, 'truncated', { tag: '7FE00010' }),
  refused(2, 'truncated', { name: 'DX1/export.zip', source: 'DX1', member: 'DICOM/PAT00001/IM2' }),
  refused(3, 'timeout', { size: undefined, name: 'IM0003.dcm', source: '' }),
];

const named = [
  {
    arrivalId: hexId('named 1'),
    name: 'CR2/2026/IM0001.dcm',
    source: 'CR2',
    receivedAt: ago(30),
    state: 'analysed',
    studyId: hexId('study 1'),
  },
  {
    arrivalId: hexId('named 2'),
    name: 'CR2/2026/IM0002.dcm',
    source: 'CR2',
    receivedAt: ago(31),
    state: 'quarantined',
    reason: 'truncated',
  },
];

const dead = (number: number, receiver: string, more: object): OutputView => ({
  studyId: hexId(`study ${number}`),
  receiver,
  form: 'oru',
  edition: 'v1',
  version: 1,
  isFinal: false,
  corrects: false,
  state: 'refused',
  tries: 1,
  lastTriedAt: ago(12),
  answer: 'rejected',
  status: 'AR 207',
  objects: 1,
  ...more,
});

const outputs = [
  dead(1, 'ris', {}),
  dead(2, 'ris', { state: 'given-up', answer: 'unreachable', status: 'ECONNREFUSED', tries: 130 }),
  dead(3, 'pacs', { form: 'sr', state: 'held', reason: 'patients-differ', tries: 0, objects: 0 }),
];

const common = {
  schemaVersion: 1,
  eventId: hexId('event'),
  actor: { subject: 'dr.example', kind: 'caller', roles: ['reviewer'] },
};

const model = {
  id: 'chest-opacity',
  title: 'Chest opacity',
  kind: 'classifier',
  sha256: hexId('network'),
  where: 'folder',
  measured: true,
  loaded: true,
};

const health = {
  status: 'degraded',
  storage: 'ok',
  storageFaults: [],
  loading: false,
  models: [{ id: 'chest-opacity', version: '2.1.0', standing: 'promoted' }],
  problems: [],
  changedOutside: 0,
  sealing: { state: 'ok' },
  files: { open: 3, oldest: ago(70) },
  reconcile: { endedAt: ago(4), failed: 0 },
  disks: [],
  drift: [],
  deniedOutputs: [],
  advice: ['A file has waited for 70 minutes: see the tab "Processing" of the worklist.'],
  toldAdvice: [{ code: 'fileWaits', values: [70] }],
  fence: 'kernel',
};

const hour = (hours: number) => ago(hours * 60).slice(0, 13);

function accounting(): AccountingView {
  const row = (hours: number, source: string, analysed: number, quarantined: number, inProgress = 0) => ({
    hour: hour(hours),
    source,
    ...balanceOf([
      { state: 'analysed', files: analysed },
      { state: 'quarantined', files: quarantined },
      { state: 'received', files: inProgress },
    ]),
  });
  const rows = [row(1, 'CR2', 12, 2, 1), row(1, 'DX1', 3, 0), row(2, 'CR2', 20, 1), row(2, '', 1, 0)];
  return {
    asOf: ago(0),
    since: hour(24),
    total: totalOf(rows),
    rows,
    silent: [{ source: 'CT4', lastHour: hour(9), usual: 140 }],
    sources: [
      { source: 'CR2', lastHour: hour(1), usual: 0, silent: false },
      { source: 'CT4', lastHour: hour(9), usual: 140, silent: true },
      { source: 'DX1', lastHour: hour(1), usual: 0, silent: false },
    ],
  };
}

/** A version whose views changed, one feature that learns, and others that are as usual. */
function driftView(): DriftView {
  const counts = (feature: Feature, group: number, n: number) =>
    Array.from({ length: groupCount(feature) }, (_, at) => (at === group ? n : Math.round(n / 10)));
  let watched: Watched[] = [];
  for (let day = 20_000; day < 20_020; day += 1)
    watched = withObserved(
      watched,
      featureNames.map((feature) => {
        const label = feature === 'score' ? { label: 'lung-opacity' } : {};
        const changed = feature === 'view' && day > 20_015;
        const n = feature === 'agreement' ? 5 : 90;
        return {
          model: 'chest-opacity@2.1.0',
          feature,
          ...label,
          counts: counts(feature, changed ? 2 : 0, n),
        };
      }),
      day,
    );
  return driftViewOf(watched, ago(0));
}

const share = (value: number) => ({ value, low: value - 0.05, high: Math.min(1, value + 0.05) });

/** A version in shadow, whose card tries to be more than text. */
const modelDetail: ModelDetail = {
  id: 'chest-opacity',
  version: '2.2.0',
  title: 'Chest opacity',
  card: [
    '# Chest opacity',
    '',
    'For **frontal** radiographs; `PA` and `AP`. [not followed](javascript:alert(1))',
    '',
    '## Trained on',
    '',
    '- one list',
    '',
    '| question | AUC |',
    '| --- | --- |',
    '| opacity against normal | 0.940 |',
    '',
    '<script>alert(1)</script>',
  ].join('\n'),
  unreadable: [],
  evaluations: [
    {
      list: 'Adults, held back',
      made: ago(9000),
      files: { listed: 210, analysed: 200, notAnalysed: 8, refused: 2 },
      measured: [
        {
          label: 'lung-opacity',
          labelTitle: 'Lung opacity',
          question: 'opacity against normal',
          n: 200,
          positives: 80,
          negatives: 120,
          auc: share(0.94),
          operatingPoint: { threshold: 0.3, sensitivity: share(0.85), specificity: share(0.9) },
          roc: [0, 0.1, 0.3, 1].map((x) => ({ falsePositiveRate: x, sensitivity: Math.sqrt(x) })),
          calibration: {
            expectedError: 0.04,
            bins: [0.1, 0.5, 0.9].map((score) => ({ meanScore: score, observed: score, n: 60 })),
          },
          histogram: {
            positives: Array.from({ length: 20 }, (_, bin) => bin),
            negatives: Array.from({ length: 20 }, (_, bin) => 20 - bin),
          },
        },
      ],
    },
  ],
  comparisons: [
    {
      against: 'chest-opacity@2.1.0',
      label: 'lung-opacity',
      answers: [
        { said: 'positive', promoted: 'positive', images: 30 },
        { said: 'negative', promoted: 'negative', images: 60 },
        { said: 'positive', promoted: 'negative', images: 10 },
        { said: 'abstained', promoted: 'negative', images: 3 },
      ],
      agreement: { k: 90, n: 100, low: 0.82, high: 0.94 },
      differences: { bounds: [-0.1, 0, 0.1], counts: [5, 45, 45, 5], mean: 0.012 },
    },
  ],
};

/** What the administrator's pages ask for, by method and path. */
const answers: Readonly<Record<string, (body: unknown) => unknown>> = {
  'GET /api/session': () => administrator,
  'POST /api/session/activity': () => administrator,
  'POST /api/quarantine/search': (body) => {
    const { reason, dismissed } = body as { reason?: string; dismissed: boolean };
    const found = files.filter((file) => !dismissed && (reason === undefined || file.reason === reason));
    const byReason = dismissed
      ? []
      : [
          { reason: 'truncated', files: 2 },
          { reason: 'timeout', files: 1 },
        ];
    return { total: found.length, byReason, files: found, serverTime: ago(0) };
  },
  'GET /api/health': () => health,
  'GET /api/models': () => ({
    problems: [],
    models: [
      { ...model, version: '2.1.0', standing: 'promoted', since: ago(9000) },
      { ...model, version: '2.2.0', standing: 'shadow' },
    ],
  }),
  'GET /api/drift': () => driftView(),
  'GET /api/models/chest-opacity/2.2.0': () => modelDetail,
  'POST /api/drift/restart': () => driftView(),
  'GET /api/settings': () => ({
    version: '0.1.0',
    node: 'v24.0.0',
    settings: [
      { name: 'TRIAGE_HISTORY_DAYS', value: '7', isHidden: false, source: 'default' },
      { name: 'TRIAGE_OHIF_URL', isHidden: false, source: 'default' },
      { name: 'TRIAGE_SITE_KEY', isHidden: true, source: 'environment' },
    ],
  }),
  'GET /api/activity': () => ({
    since: ago(600),
    users: [
      {
        subject: 'dr.example',
        roles: ['reviewer'],
        lastAt: ago(3),
        did: [{ type: 'picture-access', times: 4 }],
      },
      { subject: 'root', roles: [], lastAt: ago(90), did: [{ type: 'retry', times: 1 }] },
    ],
    entries: [
      { sequence: 41, event: { ...common, type: 'picture-access', at: ago(3), study: hexId('study') } },
      {
        sequence: 12,
        event: { ...common, type: 'retry', at: ago(90), arrival: hexId('a'), file: 'refused' },
      },
    ],
  }),
  'GET /api/audit/checkpoint': () => 'triage/1f2e3d4c\n42\nq0tF…=\n\n— triage/1f2e3d4c 5cWl…=\n',
  'POST /api/audit/seal': () => ({ entries: 0, busy: false }),
  'POST /api/audit/verify': () => ({
    size: 42,
    checkpoints: 3,
    key: 'log+1234+AAAA',
    faults: [],
    asOf: ago(0),
  }),
  'GET /api/accounting': () => accounting(),
  'POST /api/accounting/check': () => ({ files: 40, differences: [], asOf: ago(0) }),
  'POST /api/files/search': () => ({ files: named, total: 2 }),
  'GET /api/outputs': () => ({
    total: outputs.length,
    byReceiver: [
      { receiver: 'pacs', outputs: 1 },
      { receiver: 'ris', outputs: 2 },
    ],
    outputs,
  }),
  'POST /api/outputs/resend': (body) => ({ resent: (body as { outputs: unknown[] }).outputs.length }),
  'POST /api/quarantine/dismiss': () => ({ done: ['a', 'b'], not: [] }),
  'GET /api/worklist': () => {
    const view = worklist(waiting, {});
    return { ...view, counts: { ...view.counts, kept: 4 } };
  },
  'GET /api/worklist/sources': () => [{ id: 'a'.repeat(16), name: 'CR2' }],
  'POST /api/closings': (body) => {
    const { studies } = body as { studies: { studyId: string }[] };
    const [first, ...others] = studies.map(({ studyId }) => studyId);
    return { done: others, not: [{ studyId: first, code: 'changed-since', why: 'it has changed' }] };
  },
};

/** Answers as an app does at which an administrator is signed in. @param asked what was sent, in order */
export function siteApi(asked: { path: string; body: unknown }[] = []): Api {
  return (method, url, body) => {
    asked.push({ path: `${method} ${url.pathname}`, body });
    const answer = answers[`${method} ${url.pathname}`];
    return answer && { json: answer(body) };
  };
}
