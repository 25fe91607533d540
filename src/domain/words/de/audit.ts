import type { AuditEventOf } from '../../audit/auditEvent';
import { imageFormatNames } from '../../kernel/imageFormats';
import type { RejectionCode } from '../../reasons/rejection';
import { bracketed } from '../en/bracketed';
import type { AuditReader, Vocabulary } from '../vocabulary';
import { sealedObjects } from './changedOutside';
import { signed } from './changes';
import { notAnalysed } from './notAnalysed';
import { answerCodes, outputForms } from './outputs';
import { refusals } from './refusals';
import { meaning, modelChanges, prioritiesInText as named, noticeChannels, notices } from './states';
import { rejections } from './studyAlerts';
import { counts, values } from './values';

/** A code from the log in words, or the code itself if unknown; the log outlives the tables. */
function explained(table: Readonly<Record<string, { readonly meaning: string }>>, code: string): string {
  return Object.hasOwn(table, code) ? bracketed(table[code]?.meaning ?? '', code) : code;
}

export const auditedAnalysis: Vocabulary['auditedAnalysis'] = ({ model, findings, reason }) => {
  const scores = findings.map(
    ({ label, score, positive }) => `${label} ${values.percent(score)}${positive ? ' (positiv)' : ''}`,
  );
  const said = reason === undefined ? scores.join(', ') : `Enthaltung. ${explained(notAnalysed, reason)}`;
  return `${model.id} ${model.version}: ${said}`;
};

function review(event: AuditEventOf<'review'>, { time }: AuditReader): string {
  const { signature, outcome, raised, withdrawnAt, decision, because } = event;
  const did = `${signature.name}: ${signed(event)}${because === undefined ? '' : ` (${because})`}.`;
  const means = `Bedeutung der Signatur: ${meaning(decision, signature.meaning)}.`;
  switch (outcome) {
    case 'accepted':
      return `${did} ${means}`;
    case 'conflict':
      return `${did} ${means} ${raised ? 'Sie kam zu spät, um zu zählen, und hat die Untersuchung angehoben, die wieder offen ist.' : 'Sie kam zu spät und hat nichts geändert.'}`;
    case 'withdrawn':
      return `${did} Diese Beurteilung wurde${withdrawnAt === undefined ? '' : ` am ${time(withdrawnAt)}`} zurückgenommen und zählt nicht mehr.`;
  }
}

export const auditEvents: Vocabulary['auditEvents'] = {
  result: ({ format, size, outcome, reason }) => {
    const arrived = `Eine Datei ging ein: ${imageFormatNames[format]}, ${values.fileSize(size)}.`;
    if (outcome === 'analysed') return `${arrived} Das Bild wurde analysiert.`;
    return `${arrived} Das Bild wurde nicht analysiert.${reason === undefined ? '' : ` ${explained(notAnalysed, reason)}`}`;
  },
  shadow: () =>
    'Modelle im Schattenbetrieb haben das Bild analysiert. Ihre Scores werden nicht gezeigt und ändern keine Einordnung.',
  refusal: ({ reason }) => `Eine Datei wurde abgelehnt. ${explained(refusals, reason)}`,
  'arrival-closed': ({ outcome }) =>
    outcome === 'unpacked'
      ? 'Ein Export wurde entpackt; jede seiner Dateien zählt für sich.'
      : 'Ein DICOMDIR wurde gelesen.',
  decision: ({ version, images, priority, place, dueAt }, { time }) =>
    `Version ${version} (${counts.images(images)}): ${named[priority]}${priority === place ? '' : `, eingeordnet: ${named[place]}`}, fällig am ${time(dueAt)}.`,
  review,
  escalation: ({ version, dueAt }, { time }) =>
    `Version ${version}, fällig am ${time(dueAt)}, wurde eskaliert: Niemand hatte sie beurteilt.`,
  impression: ({ actor, version, priority }, { name }) =>
    `${name(actor.subject)} gab einen ersten Eindruck von Version ${version}, vor den Befunden der Modelle: ${named[priority]}.`,
  notification: ({ version, notice, channel }) =>
    `Die Nachricht „${notices[notice]}“ zu Version ${version} wurde zugestellt (${noticeChannels[channel]}).`,
  'output-sent': ({ form, receiver, version, isFinal, try: number }) =>
    `${outputForms[form]} zu Version ${version} (${isFinal ? 'beurteilt' : 'vorläufig'}) an ${receiver} gesendet${number === 1 ? '' : `, Versuch ${number}`}.`,
  'output-answered': ({ form, receiver, version, code, status }) =>
    `${outputForms[form]} zu Version ${version}, ${receiver}: ${bracketed(answerCodes[code].meaning, status ?? code)}`,
  'output-resend': ({ actor, form, receiver }, { name }) =>
    `${name(actor.subject)} hat erneut an ${receiver} senden lassen: ${outputForms[form]}.`,
  'model-change': ({ actor, model, change, reason }, { name }) =>
    `Modell ${model.id} ${model.version} ${modelChanges[change]} von ${name(actor.subject)}: ${reason}`,
  'drift-restart': ({ actor, model, feature, reference, reason }, { name }) =>
    `${name(actor.subject)} hat die Überwachung von ${feature} bei ${model} neu begonnen, mit ${reference === 'keep' ? 'derselben' : 'neuer'} Referenz: ${reason}`,
  'identity-access': ({ actor, purpose }, { name }) =>
    `${name(actor.subject)} hat die Identität des Patienten eingesehen: ${purpose}`,
  'identity-list': ({ actor }, { name }) =>
    `${name(actor.subject)} sah die Identität des Patienten in der Arbeitsliste.`,
  'patient-search': ({ actor, found }, { name }) =>
    `${name(actor.subject)} hat die Arbeitsliste nach Patienten durchsucht: ${found === undefined ? 'zu viele' : counts.studies(found)} gefunden.`,
  'picture-access': ({ actor }, { name }) => `${name(actor.subject)} hat Bilder der Untersuchung angesehen.`,
  'picture-export': ({ actor, named: isNamed }, { name }) =>
    `${name(actor.subject)} hat ein Bild der Untersuchung gespeichert, ${isNamed ? 'mit' : 'ohne'} Namen des Patienten.`,
  'list-export': ({ actor }, { name }) => `${name(actor.subject)} hat die Arbeitsliste exportiert.`,
  'unusual-reading': ({ actor, what, moreThan }, { name }) =>
    `${name(actor.subject)} hat binnen einer Stunde ${what === 'identities' ? 'die Patienten' : 'Bilder'} von mehr als ${moreThan} Untersuchungen angesehen.`,
  classification: ({ actor }, { name }) =>
    `${name(actor.subject)} hat die Datei auf Anforderung klassifizieren lassen.`,
  retry: ({ actor, file }, { name }) =>
    `${name(actor.subject)} hat die Verarbeitung der Datei erneut versuchen lassen, die ${file === 'refused' ? 'abgelehnt war' : 'kein Ergebnis hatte'}.`,
  dismissal: ({ actor, reason }, { name }) =>
    `${name(actor.subject)} hat die abgelehnte Datei aus der Liste genommen: ${reason}`,
  'file-access': ({ actor, what, arrivals }, { name }) =>
    what === 'content'
      ? `${name(actor.subject)} hat die abgelehnte Datei heruntergeladen.`
      : `${name(actor.subject)} hat Dateinamen eingesehen: ${counts.files(arrivals.length)}.`,
  erasure: ({ actor, reason, arrival }, { name }) =>
    `${name(actor.subject)} hat alle Daten der ${arrival === undefined ? 'Untersuchung' : 'Datei'} getilgt: ${reason}`,
  'key-change': ({ actor, reason }, { name }) =>
    `${name(actor.subject)} hat den Schlüssel gewechselt, der das Log signiert: ${reason}`,
  'access-denied': ({ actor, method, route, code }, { name }) =>
    `${name(actor.subject)}${from(actor)} wurde der Zugriff auf ${method} ${route} verweigert (${code}).`,
  'integrity-failure': ({ object, restored }) =>
    restored
      ? `Wiederhergestellt, wie die Anwendung es schrieb: ${sealedObjects[object]}.`
      : `Außerhalb der Anwendung verändert und deshalb nicht gezeigt: ${sealedObjects[object]}.`,
};

function from({ roles, address }: AuditEventOf<'access-denied'>['actor']): string {
  const as = roles && roles.length > 0 ? ` (${roles.join(', ')})` : '';
  return `${as}${address === undefined ? '' : ` von ${address}`}`;
}

export const auditedReasons: Vocabulary['auditedReasons'] = {
  baseline: (place) => `Laut Auftrag: ${place === undefined ? '?' : named[place]}.`,
  finding: (place, what) => `${what}: ${place === undefined ? '?' : named[place]}.`,
  'due-nearer': (_, what) => `Durch einen Score früher fällig: ${what}.`,
  rejected: (_, what = '') =>
    `Ein Bild wurde ${Object.hasOwn(rejections, what) ? rejections[what as RejectionCode] : 'verworfen'}.`,
  superseded: () => 'Ein Bild wurde durch eine neuere Fassung ersetzt.',
  'not-analysed': (_, what = '') => `Ein Bild wurde nicht analysiert. ${explained(notAnalysed, what)}`,
};

export const policy: Vocabulary['policy'] = (id) => `Nach den Regeln ${id}.`;

export const tensor: Vocabulary['tensor'] = (sha256) => `[Tensor ${sha256.slice(0, 12)}…]`;
