import { useState } from 'preact/hooks';
import { messageOf } from '../../api/client';
import { type Answered, call } from '../../api/routes';
import { filled } from '../../language/filled';
import { phrases, texts } from '../../language/language';
import { When } from '../../parts/time';

type Verified = Answered<'POST /api/audit/verify'>;

/** Seals what waits. */
export function SealButton({ onSealed }: { readonly onSealed: () => void }) {
  const [said, setSaid] = useState<string>();
  const seal = () =>
    call('POST /api/audit/seal', {}).then(
      ({ entries }) => {
        setSaid(texts.site.audit.sealedNow(entries));
        onSealed();
      },
      (error) => setSaid(messageOf(error)),
    );
  return (
    <>
      <button type="button" onClick={() => void seal()}>
        {texts.site.audit.sealNow}
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
        {state === 'busy' ? texts.site.audit.verifying : texts.site.audit.verify}
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
        {filled(texts.site.audit.verified(size, checkpoints), {
          time: <When at={asOf} />,
          key: <code>{key}</code>,
        })}{' '}
        {texts.site.audit.against}
      </p>
    );
  return (
    <>
      <p>
        <b>{texts.site.audit.faults(faults.length)}</b>
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={fault.message}>{phrases.auditFaultWords(fault)}</li>
        ))}
      </ul>
    </>
  );
}
