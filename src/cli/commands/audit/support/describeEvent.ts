import type { AuditEvent } from '../../../../domain/audit/auditEvent';
import type { AuditedAnalysis } from '../../../../domain/audit/auditParts';
import { phrases, words } from '../../../language/language';

/** An auditor wants names and times exactly as they are in the log. */
const asRecorded = { name: (subject: string) => subject, time: (at: string) => at };

/** One event in words, with its details on separate lines. */
export function describeEvent(event: AuditEvent): string {
  return [phrases.auditWords(event, asRecorded), ...detailsOf(event)].join('\n    ');
}

function detailsOf(event: AuditEvent): string[] {
  if (event.type === 'result' || event.type === 'shadow') return event.analyses.map(analysisWords);
  if (event.type !== 'decision') return [];
  return [words.policy(event.policyId), ...event.reasons.map(reasonWords)];
}

function analysisWords(analysis: AuditedAnalysis): string {
  const { tensorSha256 } = analysis;
  return [words.auditedAnalysis(analysis), ...(tensorSha256 ? [words.tensor(tensorSha256)] : [])].join(
    words.sentenceSpace,
  );
}

type Reason = Extract<AuditEvent, { type: 'decision' }>['reasons'][number];

function reasonWords({ kind, place, what }: Reason): string {
  const known: Readonly<Record<string, (typeof words.auditedReasons)['finding']>> = words.auditedReasons;
  return known[kind]?.(place, what) ?? [kind, place, what].filter(Boolean).join(': ');
}
