import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AuditEvent, AuditEventOf } from '../../../domain/audit/auditEvent';
import type { StudyView } from '../../../domain/study/view/studyView';
import { getAudit, type AuditStory as Story } from '../../api/calls';
import { useLoad } from '../../api/useLoad';
import { phrases, texts, words } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { localTime, When } from '../../parts/time';
import { namesIn } from './signers';

interface Told {
  readonly key: string;
  readonly event: AuditEvent;
  readonly sealed: boolean;
}

/** In the order in which it happened. */
function told({ entries, waiting }: Story): Told[] {
  return [
    ...entries.map(({ sequence, event }) => ({ key: String(sequence), event, sealed: true })),
    ...waiting.map((event) => ({ key: event.eventId, event, sealed: false })),
  ].sort((a, b) => Date.parse(a.event.at) - Date.parse(b.event.at));
}

/** Each model's result for the image. */
function Analyses({ event }: { readonly event: AuditEventOf<'result'> }) {
  return (
    <>
      {event.analyses.map((analysis) => (
        <p key={analysis.sha256} class="sub">
          <bdi>{words.auditedAnalysis(analysis)}</bdi>
        </p>
      ))}
    </>
  );
}

interface EntriesProps extends Pick<StudyView, 'studyId' | 'revision'> {
  /** Called when loading starts, and again when it has finished or failed. */
  readonly onShown: () => void;
}

function Entries({ studyId, revision, onShown }: EntriesProps) {
  // The present content stays during a reload, so that nothing moves under the reader.
  const { load, reload } = useLoad(studyId, () => getAudit(studyId));
  const shown = useRef(revision);
  useEffect(() => {
    if (shown.current !== revision) reload();
    shown.current = revision;
  }, [revision]);
  const isThere = load.value !== undefined || load.state === 'error';
  useLayoutEffect(onShown, [isThere]);
  if (load.state === 'error')
    return <Failed what={texts.parts.what.record} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.record} />;
  const events = told(load.value);
  const names = namesIn(events.map(({ event }) => event));
  const reader = { name: (subject: string) => names.get(subject) ?? subject, time: localTime };
  return (
    <>
      <ol class="story">
        {events.map(({ key, event, sealed }) => (
          <li key={key}>
            <When at={event.at} /> <bdi>{phrases.auditWords(event, reader)}</bdi>
            {!sealed && <span class="tag">{texts.study.notSealed}</span>}
            {event.type === 'result' && <Analyses event={event} />}
          </li>
        ))}
      </ol>
      <button type="button" class="quiet" onClick={reload}>
        {texts.study.lookAgain}
      </button>
    </>
  );
}

interface AuditStoryProps {
  readonly study: Pick<StudyView, 'studyId' | 'revision' | 'awaitsImpression'>;
}

/** The study's history from the audit log, loaded on request. It reveals what the models found. */
export function AuditStory({ study }: AuditStoryProps) {
  const [open, setOpen] = useState(false);
  const card = useRef<HTMLElement>(null);
  // It opens at the end of the column beside the picture, out of sight.
  const show = () => card.current?.scrollIntoView({ block: 'start' });
  return (
    <section class="card" aria-label={texts.study.record} ref={card}>
      <details data-record onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2>{texts.study.recordTitle}</h2>
        </summary>
        {open && study.awaitsImpression && <p class="sub">{texts.study.afterImpression}</p>}
        {open && !study.awaitsImpression && <Entries {...study} onShown={show} />}
      </details>
    </section>
  );
}
