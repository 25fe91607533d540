import { useState } from 'preact/hooks';
import { words } from '../../../domain/words/words';
import { messageOf } from '../../api/client';
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
        {state === 'busy' ? 'Checking …' : 'Check against the records'}
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
    <>
      ✓ {words.counts.files(files)} checked <When at={asOf} />: no difference
    </>
  ) : (
    <b>
      {differences.length} of {words.counts.files(files)} differ ({shown.join(', ')}
      {differences.length > shown.length ? ', …' : ''}): run “triage account --check”
    </b>
  );
}
