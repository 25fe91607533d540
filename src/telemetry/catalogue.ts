import { features } from '../domain/drift/features';

/** What one metric is. Names and units as OpenTelemetry writes them (UCUM). */
export interface Declared {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly unit: string;
  readonly help: string;
  /** Each takes few values, all from closed lists: outcomes, reason codes, steps, models. */
  readonly labels: readonly string[];
  /** Upper ends of a histogram's buckets, ascending; the last bucket has none. */
  readonly bounds?: readonly number[];
}

/** Bins of scores, 0…1. Evaluation reports have a multiple of them. */
export const scoreBins = features.score.bounds.length + 1;

const waiting = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400];
const working = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600];
const differences = [-0.5, -0.2, -0.1, -0.05, -0.01, 0.01, 0.05, 0.1, 0.2, 0.5];

export const metrics = {
  'triage.files': {
    kind: 'counter',
    unit: '{file}',
    help: 'Files that came to an end, by outcome; with the reason why one was refused or not analysed.',
    labels: ['outcome', 'reason'],
  },
  'triage.time_to_result': {
    kind: 'histogram',
    unit: 's',
    help: 'From the arrival of a file to its outcome.',
    labels: ['outcome'],
    bounds: waiting,
  },
  'triage.analyses': {
    kind: 'counter',
    unit: '{analysis}',
    help: 'Answers of models: analysed, or abstained with the reason.',
    labels: ['model', 'outcome', 'reason'],
  },
  'triage.score': {
    kind: 'histogram',
    unit: '1',
    help: 'Calibrated scores of a model for one of its labels.',
    labels: ['model', 'label'],
    bounds: features.score.bounds,
  },
  'triage.input.brightness': {
    kind: 'histogram',
    unit: '1',
    help: 'Mean of what a model was shown, from 0 (black) to 1 (white).',
    labels: ['model'],
    bounds: features.brightness.bounds,
  },
  'triage.input.size': {
    kind: 'histogram',
    unit: '{pixel}',
    help: 'Longer side of the images that a model was asked about.',
    labels: ['model'],
    bounds: features.size.bounds,
  },
  'triage.input.views': {
    kind: 'counter',
    unit: '{image}',
    help: 'Images that a model was asked about, by view.',
    labels: ['model', 'view'],
  },
  'triage.input.manufacturers': {
    kind: 'counter',
    unit: '{image}',
    help: 'Images that a model was asked about, by the maker of the device.',
    labels: ['model', 'manufacturer'],
  },
  'triage.reviews': {
    kind: 'counter',
    unit: '{review}',
    help: 'Reviews of studies that a model analysed: whether the study kept its place.',
    labels: ['model', 'place'],
  },
  'triage.shadow.answers': {
    kind: 'counter',
    unit: '{image}',
    help: 'What a model in shadow said of a label, and what the promoted version said of it.',
    labels: ['model', 'against', 'label', 'said', 'promoted'],
  },
  'triage.shadow.difference': {
    kind: 'histogram',
    unit: '1',
    help: 'Score of a model in shadow, less that of the promoted version.',
    labels: ['model', 'against', 'label'],
    bounds: differences,
  },
  'triage.step.duration': {
    kind: 'histogram',
    unit: 's',
    help: 'How long one attempt at a step of an orchestration took.',
    labels: ['step', 'result'],
    bounds: working,
  },
  'triage.files.open': {
    kind: 'gauge',
    unit: '{file}',
    help: 'Files that arrived and have no outcome yet.',
    labels: [],
  },
  'triage.files.oldest_age': {
    kind: 'gauge',
    unit: 's',
    help: 'Age of the oldest file without an outcome; 0 if there is none.',
    labels: [],
  },
  'triage.sources.silent': {
    kind: 'gauge',
    unit: '{source}',
    help: 'Sources of files from which far fewer files came than is usual at these hours of the week.',
    labels: [],
  },
  'triage.files.quarantined': {
    kind: 'gauge',
    unit: '{file}',
    help: 'Refused files on the worklist, by reason.',
    labels: ['reason'],
  },
  'triage.studies.awaiting': {
    kind: 'gauge',
    unit: '{study}',
    help: 'Studies that wait for a review, by priority.',
    labels: ['priority'],
  },
  'triage.studies.overdue': {
    kind: 'gauge',
    unit: '{study}',
    help: 'Studies that wait for a review past their due time.',
    labels: [],
  },
  'triage.studies.changed_outside': {
    kind: 'gauge',
    unit: '{study}',
    help: 'Studies that something other than the app changed.',
    labels: [],
  },
  'triage.audit.sealing_lag': {
    kind: 'gauge',
    unit: 's',
    help: 'Age of the oldest audit record that is not sealed; 0 if there is none.',
    labels: [],
  },
  'triage.score.drift': {
    kind: 'gauge',
    unit: '1',
    help: 'Population stability index of the scores of the last weeks against those of an evaluation of the model.',
    labels: ['model', 'label', 'reference'],
  },
  'triage.drift.alarms': {
    kind: 'gauge',
    unit: '{feature}',
    help: 'Features of what a model is shown and says that left what is usual, until somebody ends the alarm.',
    labels: ['model'],
  },
} as const satisfies Readonly<Record<string, Declared>>;

export type MetricName = keyof typeof metrics;
export type NameOf<K extends Declared['kind']> = {
  [N in MetricName]: (typeof metrics)[N]['kind'] extends K ? N : never;
}[MetricName];

/** A value for each label of a metric; one that does not apply is left out. */
export type LabelsOf<N extends MetricName> = {
  readonly [L in (typeof metrics)[N]['labels'][number]]?: string | undefined;
};

export function declared(name: MetricName): Declared {
  return metrics[name];
}
