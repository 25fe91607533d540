import { useState } from 'preact/hooks';
import { messageOf } from '../../api/client';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { When } from '../../parts/time';
import { type Check, checkAccounting } from './calls';

/** Counts anew from the records, and says whether the table is true. @param since hour, UTC */
export function CheckButton({ since }: { readonly since: string }) {
  const [state, setState] = useState<
    'idle' | 'busy' | { readonly found: Check } | { readonly error: unknown }
  >('idle');
  const run = () => {
    setState('busy');
    checkAccounting(since).then(
      (found) => setState({ found }),
      (error) => setState({ error }),
    );
  };
  return (
    <>
      <button type="button" disabled={state === 'busy'} onClick={run}>
        {state === 'busy' ? texts.site.intake.checking : texts.site.intake.check}
      </button>
      <span role="status">
        {typeof state === 'object' && 'found' in state && <Found {...state.found} />}
        {typeof state === 'object' && 'error' in state && messageOf(state.error)}
      </span>
    </>
  );
}

function Found({ files, differences, asOf }: Check) {
  const shown = differences.slice(0, 5).map(({ arrivalId }) => arrivalId.slice(0, 12));
  return differences.length === 0 ? (
    filled(texts.site.intake.checked(words.counts.files(files)), { time: <When at={asOf} /> })
  ) : (
    <b>
      {texts.site.intake.differ(
        differences.length,
        words.counts.files(files),
        [...shown, ...(differences.length > shown.length ? ['…'] : [])].join(words.listSeparator),
      )}
    </b>
  );
}
