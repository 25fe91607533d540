import path from 'node:path';
import { loadOf } from '../../../../domain/simulation/room';
import { simulate } from '../../../../domain/simulation/simulation';
import type { Policy } from '../../../../domain/study/policy/policySchema';
import type { Answer, EvaluationReport } from '../../../../inference/evaluation/reportSchema';
import { readPolicy } from '../../../../settings/settings';
import { type Spoken, spokenEnglish, texts, words } from '../../../language/language';
import { packageVersion } from '../../../site/packageVersion';
import { CliError, UsageError } from '../../../terminal/errors';
import { exitCodes } from '../../../terminal/exitCodes';
import { say } from '../../../terminal/say';
import { examplesOfAnswer } from '../../simulate/evaluationExamples';
import { type NamedRoom, readRoom } from '../../simulate/readRoom';
import type { SimulationReport } from '../../simulate/report';
import { assertFolder } from '../check';
import { manifestIn, storedEvaluations } from '../evaluation/storedEvaluations';
import { writeAtomically } from '../evaluation/writeAtomically';
import { reportPage, type SimulatedTriage } from './reportPage';

interface ReportOptions {
  readonly out: string;
  readonly room?: string;
  readonly policy?: string;
}

/** `triage models report`: one page on a classifier for whoever has to judge it. */
export function report(directory: string, { out, room, policy }: ReportOptions): number {
  assertFolder(directory);
  const manifest = manifestIn(directory);
  if (manifest.kind !== 'classifier')
    throw new UsageError(texts.reportPage.onlyClassifiers(manifest.id, manifest.kind));
  const reports = [...storedEvaluations(directory, manifest).values()];
  const triage = effectiveTriage(reports, readRoom(room), readPolicy(policy));
  const page = reportPage({ manifest, reports, triage, made: new Date().toISOString() });
  const file = path.resolve(out);
  writeAtomically(new Map([[file, page]]));
  say(texts.simulate.written(file));
  return exitCodes.done;
}

const plan = { seed: 1, repetitions: 20, days: 30, warmUpDays: 7, lists: 2000 };

/** The room with the scores of the best evidence that there is; undefined if no list has both classes. */
function effectiveTriage(
  reports: readonly EvaluationReport[],
  { room: base, title }: NamedRoom,
  policy: Policy,
): SimulatedTriage | undefined {
  if (!(loadOf(base) < 0.99)) throw new CliError(texts.reportPage.overload);
  const found = bestEvidence(reports, policy);
  if (found === undefined) return undefined;
  const { evaluation, answer } = found;
  const room = { ...base, model: { ...base.model, finding: answer.question.label } };
  const { model: _, ...described } = room;
  const scores = ({ texts: { reportPage: says } }: Spoken) =>
    says.scores(evaluation.list.title, answer.question.title);
  const report: SimulationReport = {
    schemaVersion: 1,
    software: packageVersion(),
    about: scores(spokenEnglish),
    room: { ...described, finding: answer.question.label },
    policy: {
      id: policy.id,
      dueCurves: policy.dueCurves.filter(({ finding }) => finding === answer.question.label),
    },
    plan,
    ...simulate(room, examplesOfAnswer(answer), policy, plan),
  };
  const spoken = { texts, words };
  return { report, room: title(spoken), scores: scores(spoken) };
}

const roleOrder = ['external', 'test', 'validation', 'unstated', 'training'];

/** Of a label that the policy knows, on pictures that are as far as possible from those of the training. */
function bestEvidence(reports: readonly EvaluationReport[], policy: Policy) {
  const known = new Set([...policy.rules, ...policy.dueCurves].map(({ finding }) => finding));
  const candidates = reports.flatMap((evaluation) =>
    evaluation.answers
      .filter(
        ({ roc, operatingPoint, question }: Answer) =>
          roc.length > 0 && operatingPoint !== undefined && known.has(question.label),
      )
      .map((answer) => ({ evaluation, answer })),
  );
  return candidates.sort(
    (a, b) => roleOrder.indexOf(a.evaluation.list.role) - roleOrder.indexOf(b.evaluation.list.role),
  )[0];
}
