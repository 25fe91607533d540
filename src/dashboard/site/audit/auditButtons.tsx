import { useState } from 'preact/hooks';
import { messageOf } from '../../api/client';
import { type Answered, call } from '../../api/routes';
import { When } from '../../parts/time';

type Verified = Answered<'POST /api/audit/verify'>;

/** Seals what waits. */
export function SealButton({ onSealed }: { readonly onSealed: () => void }) {
  const [said, setSaid] = useState<string>();
  const seal = () =>
    call('POST /api/audit/seal', {}).then(
      ({ entries }) => {
        setSaid(`${entries} entries sealed.`);
        onSealed();
      },
      (error) => setSaid(messageOf(error)),
    );
  return (
    <>
      <button type="button" onClick={() => void seal()}>
        Seal now
      </button>
      <span role="status">{said}</span>
    </>
  );
}

type State = 'idle' | 'busy' | { readonly found: Verified } | { readonly error: unknown };

/** Verifies the log itself. */
export function VerifyButton() {
  const [state, setState] = useState<State>('idle');
  const verify = () => {
    setState('busy');
    call('POST /api/audit/verify', {}).then(
      (found) => setState({ found }),
      (error) => setState({ error }),
    );
  };
  return (
    <>
      <button type="button" class="primary" disabled={state === 'busy'} onClick={verify}>
        {state === 'busy' ? 'Verifying …' : 'Verify the log now'}
      </button>
      <div role="status">
        {typeof state === 'object' && 'found' in state && <Found {...state.found} />}
        {typeof state === 'object' && 'error' in state && messageOf(state.error)}
      </div>
    </>
  );
}

function Found({ size, checkpoints, faults, key, asOf }: Verified) {
  if (faults.length === 0)
    return (
      <p>
        ✓ {size} entries and {checkpoints} checkpoints verified, <When at={asOf} />. Key: <code>{key}</code>.
        What is shown is held against the log by “triage audit verify”.
      </p>
    );
  return (
    <>
      <p>
        <b>Faults found: {faults.length}. Run “triage audit verify”.</b>
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </>
  );
}
