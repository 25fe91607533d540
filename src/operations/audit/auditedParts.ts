import type { AuditedAnalysis } from '../../domain/audit/auditParts';
import { sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { Analysis } from '../../domain/models/analysis';
import type { StudyRecord } from '../../domain/study/studyRecord';

/** The log keeps only the highest scores of a model with many labels; its hash covers them all. */
const maxFindings = 32;

const maxReasons = 32;

/** An analysis as recorded in the log. */
export function auditedAnalysis(analysis: Analysis): AuditedAnalysis {
  const { model, outcome, notes, gate } = analysis;
  const common = {
    model,
    outcome,
    notes: [...notes],
    gate: gate && { model: gate.model, class: gate.class, accepted: gate.accepted },
    sha256: sha256OfJson(analysis),
  };
  if (analysis.outcome === 'abstained') return { ...common, reason: analysis.reason, findings: [] };
  const { tensorSha256, preprocessing, findings } = analysis;
  const highest = [...findings].sort((a, b) => b.score - a.score).slice(0, maxFindings);
  return {
    ...common,
    tensorSha256,
    preprocessing,
    findings: highest.map(({ label, score, threshold, positive }) => ({ label, score, threshold, positive })),
  };
}

/** Why a study has its place, as recorded in the log. */
export function auditedReasons({ reasons }: StudyRecord['decision']) {
  // What was taken out of reading must not be cut off behind what was not analysed.
  const isAside = ({ kind }: Reason) => kind === 'rejected' || kind === 'superseded';
  const told = [...reasons.filter(isAside), ...reasons.filter((reason) => !isAside(reason))];
  return told.slice(0, maxReasons).map(reasonOf);
}

type Reason = StudyRecord['decision']['reasons'][number];

function reasonOf(reason: Reason) {
  switch (reason.kind) {
    case 'baseline':
      return { kind: reason.kind, place: reason.place };
    case 'finding':
      return {
        kind: reason.kind,
        place: reason.place,
        what: `${reason.label} ${reason.score} by ${reason.model}`,
      };
    case 'due-nearer':
      return {
        kind: reason.kind,
        what: `${reason.label} ${reason.score} by ${reason.model}, ${reason.dueMinutes} min in place of ${reason.otherwiseMinutes}`,
      };
    case 'not-analysed':
      return { kind: reason.kind, what: reason.reason };
    case 'rejected':
      return { kind: reason.kind, what: reason.code };
    case 'superseded':
      return { kind: reason.kind };
  }
}
