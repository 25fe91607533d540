import type { Finding } from '../models/analysis';
import type { Phrases } from '../words/phrases';
import type { WorklistLine } from './worklistView';

/** A finding as the worklist shows it. */
export interface FindingText extends Pick<Finding, 'label' | 'title' | 'positive'> {
  readonly score: string;
}

/** What a worklist line says about a study: what is drawn, and what a search looks through. */
export interface StudyLineText {
  readonly priority: string;
  readonly rank: string | undefined;
  /** For a study that no model analysed: where it is read. */
  readonly readAs: string | undefined;
  readonly due: string | undefined;
  readonly since: string;
  readonly escalated: string | undefined;
  readonly changedOutside: string | undefined;
  /** What everybody must be told of it. */
  readonly alerts: string | undefined;
  readonly findings: readonly FindingText[];
  /** Where the most significant finding is. */
  readonly stance: string | undefined;
  readonly partlyNotAnalysed: string | undefined;
  readonly notAnalysed: { readonly title: string; readonly reasons: string } | undefined;
  readonly kind: string;
  readonly images: string;
  readonly state: string;
  readonly version: string | undefined;
}

/** When a study is due, and how long it has waited. @param now milliseconds, the server's clock */
export function timeTexts(
  { words: { values, worklist } }: Phrases,
  line: WorklistLine,
  now: number,
): Pick<StudyLineText, 'due' | 'since'> {
  const waited = Math.max(0, now - Date.parse(line.receivedAt));
  return line.state === 'reviewed'
    ? { due: undefined, since: worklist.arrived(waited) }
    : { due: values.due(line.dueAt, now), since: worklist.waiting(waited) };
}

/**
 * @param phrases the language
 * @param now milliseconds, the server's clock
 * @param clock how a time is told, where the text is read; a search goes without
 */
export function studyLineText(
  phrases: Phrases,
  line: WorklistLine,
  now: number,
  clock?: (at: string) => string,
): StudyLineText {
  const { words } = phrases;
  const { values, counts, worklist } = words;
  const { findings, notAnalysed, images, objects } = line;
  const [first] = findings;
  return {
    priority: words.priorities[line.priority],
    rank: line.rank === undefined ? undefined : worklist.rank(line.rank),
    readAs: line.priority === 'unclassified' ? worklist.readAs(line.place) : undefined,
    ...timeTexts(phrases, line, now),
    escalated: line.escalated ? worklist.escalated : undefined,
    alerts:
      line.alerts.map(({ code, images: of }) => words.studyAlerts[code].line(of)).join(words.sentenceSpace) ||
      undefined,
    changedOutside: line.changedOutside ? words.changedOutside.line : undefined,
    findings: findings.map(({ label, title, positive, score }) => ({
      label,
      title,
      positive,
      score: values.percent(score),
    })),
    stance: first && words.stances[first.stance],
    partlyNotAnalysed:
      notAnalysed > 0 && notAnalysed < images ? worklist.partlyNotAnalysed(notAnalysed, images) : undefined,
    notAnalysed:
      notAnalysed === images && line.reasons.length > 0
        ? {
            title: worklist.notAnalysed,
            reasons: line.reasons.map(phrases.notAnalysedWords).join(words.sentenceSpace),
          }
        : undefined,
    kind: phrases.studyName(line, clock),
    images: [counts.images(images), ...(objects > 0 ? [counts.objects(objects)] : [])].join(
      words.listSeparator,
    ),
    state: words.reviewStates[line.review?.decision === 'close' ? 'closed' : line.state],
    version: line.version > 1 ? worklist.version(line.version) : undefined,
  };
}
