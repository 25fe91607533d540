import { useState } from 'preact/hooks';
import { ApiError } from '../../api/client';
import { respond } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { saveFile } from '../../parts/saveFile';
import { Failed, Loading } from '../../parts/states';
import { localTime } from '../../parts/time';
import { getHealth } from '../health/getHealth';
import { SealButton, VerifyButton } from './auditButtons';

/** Undefined while nothing is sealed. */
async function getCheckpoint(): Promise<string | undefined> {
  try {
    return await (await respond('GET /api/audit/checkpoint', {})).text();
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

async function load() {
  const [note, { sealing }] = await Promise.all([getCheckpoint(), getHealth()]);
  return { note, sealing };
}

/** How the audit log stands, its checkpoint, its check, and the proof of one study. */
export function AuditPage() {
  const { load: found, reload } = useLoad('audit', load);
  if (found.state === 'error')
    return <Failed what={texts.parts.what.audit} error={found.error} onRetry={reload} />;
  if (found.value === undefined) return <Loading what={texts.parts.what.audit} />;
  const { note, sealing } = found.value;
  const says = texts.site.audit;
  const [origin, size] = note?.split('\n') ?? [];
  return (
    <>
      <section class="card">
        <h2>{says.sealing}</h2>
        <p>
          {says.state(words.health.sealing[sealing.state])}{' '}
          {sealing.waitsSince !== undefined && says.waits(localTime(sealing.waitsSince))}{' '}
          {note === undefined ? says.nothing : says.sealed(size ?? '', origin ?? '')}
        </p>
        <div class="actions">
          <SealButton onSealed={reload} />
          <VerifyButton />
        </div>
      </section>
      {note !== undefined && (
        <section class="card">
          <h2>{says.newest}</h2>
          <p class="sub">{says.keepCopy}</p>
          <pre class="note">{note}</pre>
          <div class="actions">
            <button type="button" onClick={() => saveFile('checkpoint.txt', note, 'text/plain')}>
              {says.saveCheckpoint}
            </button>
          </div>
        </section>
      )}
      <StudyProof />
    </>
  );
}

function StudyProof() {
  const [id, setId] = useState('');
  const says = texts.site.audit;
  const [said, setSaid] = useState<string>();
  const save = async (event: Event) => {
    event.preventDefault();
    setSaid(undefined);
    try {
      const answer = await respond('GET /api/studies/{id}/audit', { params: { id } });
      saveFile(`audit-${id.slice(0, 12)}.json`, await answer.text(), 'application/json');
      setSaid(says.savedProof);
    } catch (error) {
      setSaid(error instanceof ApiError ? error.message : String(error));
    }
  };
  return (
    <section class="card">
      <h2>{says.proof}</h2>
      <form class="actions" onSubmit={(event) => void save(event)}>
        <label class="choice">
          <span>{says.studyId}</span>
          <input
            type="search"
            size={40}
            value={id}
            autocomplete="off"
            onInput={(event) => setId(event.currentTarget.value.trim())}
          />
        </label>
        <button type="submit" disabled={!/^[0-9a-f]{64}$/.test(id)}>
          {says.saveProof}
        </button>
        <span role="status">{said}</span>
      </form>
    </section>
  );
}
