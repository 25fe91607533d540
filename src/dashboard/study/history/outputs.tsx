import { useState } from 'preact/hooks';
import type { StudyView } from '../../../domain/study/view/studyView';
import { type Answered, call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { hasRight, useSession } from '../../parts/session';
import { Failed, Loading } from '../../parts/states';
import { When } from '../../parts/time';
import { OutputContent } from './outputContent';

type OutputView = Answered<'GET /api/studies/{id}/outputs'>[number];

interface OutputsProps {
  readonly study: Pick<StudyView, 'studyId' | 'awaitsImpression'>;
}

/** What was sent of the study to other systems, loaded on request. */
export function Outputs({ study }: OutputsProps) {
  const [open, setOpen] = useState(false);
  return (
    <section class="card" aria-label={texts.study.outputs.title}>
      <details data-outputs onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <h2>{texts.study.outputs.title}</h2>
        </summary>
        {open && <List {...study} />}
      </details>
    </section>
  );
}

function List({ studyId, awaitsImpression }: OutputsProps['study']) {
  const { load, reload } = useLoad(`${studyId}/outputs`, () =>
    call('GET /api/studies/{id}/outputs', { params: { id: studyId } }),
  );
  const mayRead = hasRight(useSession(), 'read-identities') && !awaitsImpression;
  if (load.state === 'error')
    return <Failed what={texts.parts.what.sent} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.sent} />;
  if (load.value.length === 0) return <p class="sub">{texts.study.outputs.none}</p>;
  return (
    <>
      <ul class="plain">
        {load.value.map((view) => (
          <li
            key={`${view.receiver} ${view.form} ${view.edition}`}
            data-output={`${view.receiver} ${view.form} ${view.state}`}
          >
            <Output view={view} mayRead={mayRead} />
          </li>
        ))}
      </ul>
      <button type="button" class="quiet" onClick={reload}>
        {texts.study.lookAgain}
      </button>
    </>
  );
}

function Output({ view, mayRead }: { readonly view: OutputView; readonly mayRead: boolean }) {
  const [open, setOpen] = useState(false);
  const { receiver, form, version, isFinal, state, lastTriedAt, nextTryAt } = view;
  return (
    <>
      <p>
        <b>{receiver}</b>: {texts.study.outputs.version(words.outputForms[form], version, isFinal)}{' '}
        <b>{words.deliveryStates[state]}</b>
        {lastTriedAt !== undefined && (
          <>
            {' '}
            <When at={lastTriedAt} />
          </>
        )}
      </p>
      <p class="sub">
        {saidOf(view)}
        {nextTryAt !== undefined && (
          <> {filled(texts.study.outputs.nextTry, { time: <When at={nextTryAt} /> })}</>
        )}
      </p>
      {mayRead && view.objects > 0 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{texts.study.outputs.details}</summary>
          {open && <OutputContent view={view} />}
        </details>
      )}
    </>
  );
}

/** Why it stands so, in words and with the receiver's own code. */
function saidOf({ reason, answer, status, tries }: OutputView): string {
  const why = reason ? words.holdReasons[reason].meaning : answer ? words.answerCodes[answer].meaning : '';
  return [why, status && `(${status})`, tries > 1 ? texts.study.outputs.tries(tries) : '']
    .filter(Boolean)
    .join(' ');
}
