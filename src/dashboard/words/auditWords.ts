import type { AuditEvent, AuditEventOf } from '../../domain/audit/auditEvent';
import { notAnalysedWords, type OverrideReason, overrideWords, percent, plural } from './words';

type Said = AuditEventOf<'result'>['analyses'];

function modelWords(analyses: Said): string {
  return analyses
    .map(({ model, findings, reason }) => {
      const scores = findings.map(
        ({ label, score, positive }) => `${label} ${percent(score)}${positive ? ' (positive)' : ''}`,
      );
      return ` ${model.id} ${model.version}: ${reason === undefined ? scores.join(', ') : notAnalysedWords(reason)}`;
    })
    .join('');
}

const decisions: Readonly<Record<string, string>> = {
  accept: 'agreed',
  override: 'overrode',
  'cannot-assess': 'could not assess it',
};

function reviewWords(event: AuditEventOf<'review'>): string {
  const { signature, decision, priority, reason, studyVersion, outcome } = event;
  const did = decisions[decision] ?? decision;
  if (outcome === 'withdrawn')
    return `${signature.name} took back, within the time for it, that they ${did}, on version ${studyVersion}.`;
  const to = priority === undefined ? '' : ` to ${priority}`;
  const why = reason === undefined ? '' : ` (${overrideWords[reason as OverrideReason] ?? reason})`;
  const kept = outcome === 'conflict' ? ' It came too late, and changed nothing.' : '';
  return `${signature.name} ${did}${to}${why}, on version ${studyVersion}. Meaning of the signature: ${signature.meaning}.${kept}`;
}

/** Whom the subjects stand for, as far as they signed something in these records. */
export function namesIn(events: readonly AuditEvent[]): ReadonlyMap<string, string> {
  return new Map(
    events.flatMap((event) =>
      event.type === 'review' ? [[event.actor.subject, event.signature.name] as const] : [],
    ),
  );
}

/** One record of the audit log, for a clinician. @param names by subject; a subject without one is shown as it is */
export function auditWords(event: AuditEvent, names: ReadonlyMap<string, string>): string {
  const who = names.get(event.actor.subject) ?? event.actor.subject;
  switch (event.type) {
    case 'file-accepted':
      return `A file arrived and was kept as an image (${event.format}, ${Math.ceil(event.size / 1024)} KiB).`;
    case 'result':
      return event.outcome === 'analysed'
        ? `The models looked.${modelWords(event.analyses)}`
        : `Not analysed. ${notAnalysedWords(event.reason ?? '')}`;
    case 'shadow':
      return 'A model on trial looked. Nothing is shown or ordered by it.';
    case 'decision':
      return `Version ${event.version}, ${plural(event.images, 'image')}: ${event.priority}, read as ${event.place}.`;
    case 'review':
      return reviewWords(event);
    case 'escalation':
      return `Version ${event.version} was due and nobody had reviewed it: escalated.`;
    case 'identity-access':
      return `${who} looked up whom the study shows (${event.purpose}).`;
    case 'refusal':
      return `A file was refused (${event.reason}).`;
    case 'erasure':
      return `${who} erased what was known: ${event.reason}.`;
    default:
      return `${event.type.replaceAll('-', ' ')}.`;
  }
}
