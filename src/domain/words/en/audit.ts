import type { AuditEventOf } from '../../audit/auditEvent';
import type { AuditedAnalysis } from '../../audit/auditParts';
import { imageFormatNames } from '../../kernel/imageFormats';
import type { RejectionCode } from '../../reasons/rejection';
import type { AuditReader, Vocabulary } from '../vocabulary';
import { bracketed } from './bracketed';
import { sealedObjects } from './changedOutside';
import { signed } from './changes';
import { notAnalysed } from './notAnalysed';
import { answerCodes, outputForms } from './outputs';
import { refusals } from './refusals';
import { modelChanges, prioritiesInText as named, noticeChannels, notices } from './states';
import { rejections } from './studyAlerts';
import { counts, values } from './values';

/** A code from the log in words, or the code itself if unknown; the log outlives the tables. */
function explained(table: Readonly<Record<string, { readonly meaning: string }>>, code: string): string {
  return Object.hasOwn(table, code) ? bracketed(table[code]?.meaning ?? '', code) : code;
}

export const auditedAnalysis: Vocabulary['auditedAnalysis'] = ({
  model,
  findings,
  reason,
}: AuditedAnalysis): string => {
  const scores = findings.map(
    ({ label, score, positive }) => `${label} ${values.percent(score)}${positive ? ' (positive)' : ''}`,
  );
  const said = reason === undefined ? scores.join(', ') : `abstained. ${explained(notAnalysed, reason)}`;
  return `${model.id} ${model.version}: ${said}`;
};

function review(event: AuditEventOf<'review'>, { time }: AuditReader): string {
  const { signature, outcome, raised, withdrawnAt, because } = event;
  const did = `${signature.name} ${signed(event)}${because === undefined ? '' : ` (${because})`}.`;
  switch (outcome) {
    case 'accepted':
      return `${did} Meaning of the signature: ${signature.meaning}.`;
    case 'conflict':
      return `${did} Meaning of the signature: ${signature.meaning}. ${raised ? 'It came too late to count, and raised the study, which is open again.' : 'It came too late and changed nothing.'}`;
    case 'withdrawn':
      return `${did} This review was taken back${withdrawnAt === undefined ? '' : ` at ${time(withdrawnAt)}`} and no longer counts.`;
  }
}

export const auditEvents: Vocabulary['auditEvents'] = {
  result: ({ format, size, outcome, reason }) => {
    const arrived = `A ${imageFormatNames[format]} file of ${values.fileSize(size)} arrived.`;
    if (outcome === 'analysed') return `${arrived} The image was analysed.`;
    return `${arrived} The image was not analysed.${reason === undefined ? '' : ` ${explained(notAnalysed, reason)}`}`;
  },
  shadow: () => 'Models in shadow analysed the image. Their scores are not shown and change no priority.',
  refusal: ({ reason }) => `A file was refused. ${explained(refusals, reason)}`,
  'arrival-closed': ({ outcome }) =>
    outcome === 'unpacked'
      ? 'An export was unpacked; each of its files counts by itself.'
      : 'A DICOMDIR was read.',
  decision: ({ version, images, priority, place, dueAt }, { time }) =>
    `Version ${version} (${counts.images(images)}): ${named[priority]}${priority === place ? '' : `, read as ${named[place]}`}, due at ${time(dueAt)}.`,
  review,
  escalation: ({ version, dueAt }, { time }) =>
    `Version ${version}, due at ${time(dueAt)}, was escalated: nobody had reviewed it.`,
  impression: ({ actor, version, priority }, { name }) =>
    `${name(actor.subject)} gave a first impression of version ${version}, before seeing what the models found: ${named[priority]}.`,
  notification: ({ version, notice, channel }) =>
    `The notice “${notices[notice]}” about version ${version} was delivered (${noticeChannels[channel]}).`,
  'output-sent': ({ form, receiver, version, isFinal, try: number }) =>
    `The ${outputForms[form]} of version ${version} (${isFinal ? 'reviewed' : 'preliminary'}) was sent to ${receiver}${number === 1 ? '' : `, try ${number}`}.`,
  'output-answered': ({ form, receiver, version, code, status }) =>
    `Of the ${outputForms[form]} of version ${version}, ${receiver}: ${bracketed(answerCodes[code].meaning, status ?? code)}`,
  'output-resend': ({ actor, form, receiver }, { name }) =>
    `${name(actor.subject)} had the ${outputForms[form]} sent to ${receiver} again.`,
  'model-change': ({ actor, model, change, reason }, { name }) =>
    `The model ${model.id} ${model.version} was ${modelChanges[change]} by ${name(actor.subject)}: ${reason}`,
  'identity-access': ({ actor, purpose }, { name }) =>
    `${name(actor.subject)} looked up the identity of the patient: ${purpose}`,
  'identity-list': ({ actor }, { name }) =>
    `${name(actor.subject)} was shown the identity of the patient in the worklist.`,
  'patient-search': ({ actor, found }, { name }) =>
    `${name(actor.subject)} searched the worklist by patient: ${found === undefined ? 'too many' : counts.studies(found)} found.`,
  'picture-access': ({ actor }, { name }) => `${name(actor.subject)} looked at pictures of the study.`,
  'picture-export': ({ actor, named: isNamed }, { name }) =>
    `${name(actor.subject)} saved a picture of the study, ${isNamed ? 'with' : 'without'} the patient's name.`,
  'list-export': ({ actor }, { name }) => `${name(actor.subject)} took the worklist away as a list.`,
  'unusual-reading': ({ actor, what, moreThan }, { name }) =>
    `${name(actor.subject)} ${what === 'identities' ? 'looked up the patients' : 'looked at pictures'} of more than ${moreThan} studies within an hour.`,
  classification: ({ actor }, { name }) => `${name(actor.subject)} had the file classified on demand.`,
  retry: ({ actor, file }, { name }) =>
    `${name(actor.subject)} had the file tried again, which ${file === 'refused' ? 'had been refused' : 'had no outcome'}.`,
  'drift-restart': ({ actor, model, feature, reference, reason }, { name }) =>
    `${name(actor.subject)} began the watch over ${feature} of ${model} anew, ${reference === 'keep' ? 'with the same reference' : 'with a new reference'}: ${reason}`,
  dismissal: ({ actor, reason }, { name }) => `${name(actor.subject)} dismissed the refused file: ${reason}`,
  'file-access': ({ actor, what, arrivals }, { name }) =>
    what === 'content'
      ? `${name(actor.subject)} downloaded the refused file.`
      : `${name(actor.subject)} looked at the names of ${counts.files(arrivals.length)}.`,
  erasure: ({ actor, reason, arrival }, { name }) =>
    `${name(actor.subject)} erased all data of ${arrival === undefined ? 'the study' : 'the file'}: ${reason}`,
  'key-change': ({ actor, reason }, { name }) =>
    `${name(actor.subject)} changed the key that signs the log: ${reason}`,
  'access-denied': ({ actor, method, route, code }, { name }) =>
    `${name(actor.subject)}${from(actor)} was denied access to ${method} ${route} (${code}).`,
  'integrity-failure': ({ object, restored }) =>
    restored
      ? `Put back, and again what the app wrote: ${sealedObjects[object]}.`
      : `Changed outside the app, and so not shown: ${sealedObjects[object]}.`,
};

function from({ roles, address }: AuditEventOf<'access-denied'>['actor']): string {
  const as = roles && roles.length > 0 ? ` (${roles.join(', ')})` : '';
  return `${as}${address === undefined ? '' : ` from ${address}`}`;
}

export const auditedReasons: Vocabulary['auditedReasons'] = {
  baseline: (place) => `By its order: ${place === undefined ? '?' : named[place]}.`,
  finding: (place, what) => `${what}: ${place === undefined ? '?' : named[place]}.`,
  'due-nearer': (_, what) => `Due sooner by a score: ${what}.`,
  rejected: (_, what = '') =>
    `An image was ${Object.hasOwn(rejections, what) ? rejections[what as RejectionCode] : 'rejected'}.`,
  superseded: () => 'An image was replaced by a newer version.',
  'not-analysed': (_, what = '') => `An image was not analysed. ${explained(notAnalysed, what)}`,
};

export const policy: Vocabulary['policy'] = (id) => `By the policy ${id}.`;

export const tensor: Vocabulary['tensor'] = (sha256) => `[tensor ${sha256.slice(0, 12)}…]`;
