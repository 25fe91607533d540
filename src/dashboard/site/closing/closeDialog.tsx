import { useState } from 'preact/hooks';
import { urgentKindOf, urgentKinds } from '../../../domain/worklist/urgentLine';
import type { WorklistLine } from '../../../domain/worklist/worklistView';
import { phrases, texts, words } from '../../language/language';
import { Link } from '../../parts/router';
import { localTime } from '../../parts/time';
import { ReasonDialog } from '../reasonDialog';

interface CloseDialogProps {
  readonly chosen: readonly WorklistLine[];
  /** Given those that were confirmed. */
  readonly onReason: (lines: readonly WorklistLine[], reason: string) => void;
  readonly onClose: () => void;
}

const mostNamed = 20;

/** How many of which kind, such as "2 stat, 1 with a warning". */
function kindsOf(urgent: readonly WorklistLine[]): string {
  return urgentKinds
    .map((kind) => [kind, urgent.filter((line) => urgentKindOf(line) === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => texts.site.closing.kinds[kind](count))
    .join(words.listSeparator);
}

/** Asks why, and whether urgent studies among the chosen ones are closed too: they are named, and left out unless told. */
export function CloseDialog({ chosen, onReason, onClose }: CloseDialogProps) {
  const [tooUrgent, setTooUrgent] = useState(false);
  const says = texts.site.closing;
  const urgent = chosen.filter((line) => urgentKindOf(line) !== undefined);
  const closed = tooUrgent ? chosen : chosen.filter((line) => urgentKindOf(line) === undefined);
  const count = words.counts.studies(closed.length);
  return (
    <ReasonDialog
      title={says.closeThese(words.counts.studies(chosen.length))}
      explain={says.explain}
      action={says.action(count)}
      isReady={closed.length > 0}
      onReason={(reason) => onReason(closed, reason)}
      onClose={onClose}
    >
      {urgent.length > 0 && (
        <>
          <p>
            <b>{says.includes(kindsOf(urgent))}</b>
          </p>
          <ul class="close-urgent">
            {urgent.slice(0, mostNamed).map((line) => (
              <li key={line.studyId}>
                {words.priorities[line.priority]}:{' '}
                <Link to={`/studies/${line.studyId}`}>{phrases.studyName(line, localTime)}</Link>
              </li>
            ))}
            {urgent.length > mostNamed && <li>{says.andMore(urgent.length - mostNamed)}</li>}
          </ul>
          <label class="check">
            <input
              type="checkbox"
              checked={tooUrgent}
              onChange={(event) => setTooUrgent(event.currentTarget.checked)}
            />{' '}
            {says.closeUrgent(words.counts.studies(urgent.length))}
          </label>
          {closed.length === 0 && <p class="sub">{says.nothingLeft}</p>}
        </>
      )}
    </ReasonDialog>
  );
}
