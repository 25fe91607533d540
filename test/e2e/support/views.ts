import type { SessionView } from '../../../src/contract/routes/session';
import type { ImageView } from '../../../src/domain/image/imageView';
import { noPreferences } from '../../../src/domain/kernel/preferences';
import { rightsOf } from '../../../src/domain/kernel/roles';
import type { FeedbackView } from '../../../src/domain/study/feedback/feedbackView';
import type { StudyView } from '../../../src/domain/study/view/studyView';
import type { WorklistLine, WorklistView } from '../../../src/domain/worklist/worklistView';
import { hexId } from '../../domain/arbitraries';

const minute = 60_000;
export const ago = (minutes: number) => new Date(Date.now() - minutes * minute).toISOString();

export function session(more: Partial<SessionView> = {}): SessionView {
  return {
    name: 'Dr. Example',
    subject: 'development:Dr. Example',
    roles: ['reviewer'],
    rights: rightsOf(['reviewer']),
    signIn: 'development',
    expiresAt: ago(-60),
    serverTime: ago(0),
    preferences: noPreferences,
    settings: { firstImpression: false, worklistIdentities: false, undoSeconds: 30 },
    ...more,
  };
}

export function line(number: number, more: Partial<WorklistLine> = {}): WorklistLine {
  return {
    studyId: hexId(`study ${number}`),
    revision: 1,
    version: 1,
    priority: 'urgent',
    place: 'urgent',
    receivedAt: ago(10),
    dueAt: ago(-230),
    state: 'awaiting',
    escalated: false,
    images: 1,
    objects: 0,
    alerts: [],
    notAnalysed: 0,
    keyImageId: hexId(`image ${number}`),
    modality: 'DX',
    bodyPart: 'CHEST',
    view: 'PA',
    findings: [
      {
        label: 'lung-opacity',
        title: 'Lung opacity',
        score: 0.82,
        positive: true,
        stance: 'above',
        imageId: hexId(`image ${number}`),
        model: 'chest-opacity',
      },
    ],
    reasons: [],
    rank: number,
    ...more,
  };
}

/** A page of the tab that the query names, out of all its lines. */
export function worklist(
  lines: readonly WorklistLine[],
  query: Readonly<Record<string, unknown>>,
  more: Partial<WorklistView> = {},
): WorklistView {
  const offset = Number(query.offset ?? 0);
  const limit = Number(query.limit ?? 200);
  return {
    serverTime: ago(0),
    tab: (query.tab as WorklistView['tab']) ?? 'awaiting',
    counts: {
      awaiting: lines.length,
      reviewed: 0,
      'not-analysed': 0,
      quarantined: 0,
      processing: 0,
      kept: 0,
    },
    total: lines.length,
    offset,
    studies: lines.slice(offset, offset + limit),
    quarantined: [],
    processing: [],
    facets: { modalities: ['DX'], bodyParts: ['CHEST'] },
    ...more,
  };
}

const model = { id: 'chest-opacity', version: '2.0.0', sha256: 'ab'.repeat(32) };

export function study(more: Partial<StudyView> = {}): StudyView {
  return {
    schemaVersion: 1,
    studyId: hexId('study 1'),
    version: 1,
    revision: 1,
    recordedAt: ago(9),
    receivedAt: ago(10),
    dueAt: ago(-230),
    objects: [],
    setAside: [],
    alerts: [],
    images: [
      {
        imageId: hexId('image 1'),
        receivedAt: ago(10),
        modality: 'DX',
        bodyPart: 'CHEST',
        view: 'PA',
        frames: 1,
        baseline: 'routine',
        analyses: [
          {
            outcome: 'analysed',
            model,
            findings: [
              {
                label: 'lung-opacity',
                title: 'Lung opacity',
                score: 0.82,
                threshold: 0.5,
                band: [0.4, 0.6],
                positive: true,
              },
            ],
            tensorSha256: 'cd'.repeat(32),
            preprocessing: '1',
            notes: [],
          },
        ],
        notes: [],
      },
    ],
    decision: {
      priority: 'urgent',
      place: 'urgent',
      dueMinutes: 240,
      policyId: 'built-in',
      reasons: [{ kind: 'baseline', place: 'routine' }],
    },
    reviews: [],
    impressions: [],
    notifications: [],
    escalations: [],
    serverTime: ago(0),
    state: 'awaiting',
    standing: { priority: 'urgent', place: 'urgent' },
    ...more,
  };
}

/** An image that is shown as the server's picture, so that no stored values are needed. */
export function flatImage(more: Partial<ImageView> & Pick<ImageView, 'imageId'>): ImageView {
  return {
    format: 'png',
    rows: 1,
    columns: 1,
    frames: 1,
    photometricInterpretation: 'RGB',
    lossy: false,
    notes: [],
    flat: { reason: 'colour', words: 'This is a colour picture.' },
    ...more,
  };
}

export function feedback(model: { id: string; version: string }): FeedbackView {
  const share = (k: number, n: number) => ({
    k,
    n,
    low: Math.max(0, k / n - 0.08),
    high: Math.min(1, k / n + 0.06),
  });
  return {
    serverTime: ago(0),
    models: [
      {
        model,
        reviews: 138,
        agreement: share(120, 138),
        agreementPositive: share(30, 44),
        agreementNegative: share(90, 94),
        cannotAssess: 3,
        overrides: {
          missed: 4,
          'false-alarm': 11,
          'wrong-laterality': 0,
          'image-quality': 2,
          'out-of-scope': 1,
          other: 0,
        },
        byDay: Array.from({ length: 20 }, (_, at) => ({
          day: `2026-05-${String(at + 1).padStart(2, '0')}`,
          n: 3 + ((at * 7) % 9),
          agreed: 2 + ((at * 7) % 9),
        })),
        revision: { changed: share(9, 60), towardsModel: 7, awayFromModel: 2 },
      },
    ],
    unknownUrgency: [],
    timeToNotification: { n: 40, median: 12, p90: 31 },
    timeToDecision: { n: 138, median: 44, p90: 170, inTime: share(131, 138) },
  };
}
