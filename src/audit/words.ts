import type { AuditEvent, AuditEventOf } from '../domain/audit/auditEvent';
import type { AuditedAnalysis } from '../domain/audit/auditParts';
import type { Actor } from '../domain/kernel/actor';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** One event in words, for a person. */
export function describeEvent(event: AuditEvent): string {
  switch (event.type) {
    case 'file-accepted':
      return `A file was accepted (${event.format}, ${event.size} bytes).`;
    case 'result':
      return resultWords(event);
    case 'shadow':
      return `Models in shadow looked; nothing is shown or ordered by it.${modelWords(event.analyses)}`;
    case 'refusal':
      return `A file was refused: ${event.reason}.`;
    case 'arrival-closed':
      return event.outcome === 'unpacked' ? 'An export was unpacked.' : 'A DICOMDIR was read.';
    case 'decision':
      return `Version ${event.version}: ${event.priority}, read as ${event.place}, due ${event.dueAt}; policy ${event.policyId}.${event.reasons
        .map(({ kind, place, what }) => `\n    ${[kind, place, what].filter(Boolean).join(': ')}`)
        .join('')}`;
    case 'review':
      return reviewWords(event);
    case 'escalation':
      return `Version ${event.version} was due at ${event.dueAt}, and nobody had reviewed it.`;
    case 'impression':
      return `${event.actor.subject} would read version ${event.version} as ${event.priority}, before anything of the models was shown.`;
    case 'notification':
      return `Version ${event.version}: ${event.notice} was taken by the ${event.channel}.`;
    case 'model-change':
      return `The model ${event.model.id}@${event.model.version} was ${event.change} by ${event.actor.subject}: ${event.reason}`;
    case 'identity-access':
      return `${event.actor.subject} looked up whom the study shows: ${event.purpose}`;
    case 'erasure':
      return `${event.actor.subject} erased what was known: ${event.reason}`;
    case 'key-change':
      return `${event.actor.subject} changed the key of the log: ${event.reason}`;
    case 'access-denied':
      return `${whoOf(event.actor)} was denied access: ${event.method} ${event.route}, ${event.code}`;
  }
}

function whoOf({ subject, roles, address }: Actor): string {
  const as = roles && roles.length > 0 ? ` (${roles.join(', ')})` : '';
  return `${subject}${as}${address === undefined ? '' : ` from ${address}`}`;
}

function resultWords({ outcome, reason, analyses }: AuditEventOf<'result'>): string {
  return `The image is ${outcome}${reason === undefined ? '' : `: ${reason}`}.${modelWords(analyses)}`;
}

function modelWords(analyses: readonly AuditedAnalysis[]): string {
  const lines = analyses.map(({ model, findings, reason, tensorSha256 }) => {
    const scores = findings.map(
      ({ label, score, positive }) => `${label} ${percent(score)}${positive ? ' (positive)' : ''}`,
    );
    const said = reason === undefined ? scores.join(', ') : `abstained: ${reason}`;
    const tensor = tensorSha256 === undefined ? '' : ` [tensor ${tensorSha256.slice(0, 12)}…]`;
    return `\n    ${model.id}@${model.version}: ${said}${tensor}`;
  });
  return lines.join('');
}

function reviewWords({
  signature,
  decision,
  priority,
  reason,
  studyVersion,
  outcome,
  conflict,
  withdrawnAt,
}: AuditEventOf<'review'>): string {
  const to = priority === undefined ? '' : ` to ${priority}`;
  const why = reason === undefined ? '' : `, reason: ${reason}`;
  const kept = {
    accepted: '',
    conflict: ` It came too late (${conflict}), and changed nothing.`,
    withdrawn: ` It was taken back at ${withdrawnAt}.`,
  }[outcome];
  return `${signature.name} signed version ${studyVersion}: ${decision}${to}${why}. Meaning: ${signature.meaning}.${kept}`;
}
