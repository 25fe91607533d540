import { useState } from 'preact/hooks';
import { columnOfState } from '../../../domain/accounting/columns';
import { balanceTitles } from '../../../domain/words/balanceTitles';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { Dialog } from '../../parts/dialog';
import { Link } from '../../parts/router';
import { Failed, Loading } from '../../parts/states';
import { type Column, Pager, Table } from '../../parts/table';
import { localTime, When } from '../../parts/time';
import { type FilesQuery, findFiles, type NamedFile } from './calls';

interface FilesDialogProps {
  readonly query: FilesQuery;
  readonly title: string;
  readonly onClose: () => void;
}

const limit = 50;

const columns: readonly Column<NamedFile>[] = [
  { title: 'Received', cell: ({ receivedAt }) => <When at={receivedAt} /> },
  {
    title: 'File',
    cell: ({ name, member, arrivalId }) => (
      <>
        <b>{member ?? name}</b>
        <br />
        <span class="sub" title={arrivalId}>
          {member !== undefined && <>in {name} · </>}arrival {arrivalId.slice(0, 12)}
        </span>
      </>
    ),
  },
  {
    title: 'Outcome',
    cell: ({ state, reason }) => (
      <>
        {balanceTitles[columnOfState[state]]}
        {reason && <span class="sub"> {reason}</span>}
      </>
    ),
  },
  {
    title: 'Study',
    cell: ({ studyId }) => studyId !== undefined && <Link to={`/studies/${studyId}`}>Open</Link>,
  },
];

/** The files behind a number, or with a name. */
export function FilesDialog({ query, title, onClose }: FilesDialogProps) {
  const [offset, setOffset] = useState(0);
  const { load, reload } = useLoad(JSON.stringify([query, offset]), () => findFiles(query, offset, limit));
  const found = load.value;
  return (
    <Dialog title={title} onClose={onClose} isWide>
      <p class="sub">Access logged.</p>
      {load.state === 'error' && <Failed what={texts.parts.what.files} error={load.error} onRetry={reload} />}
      {found === undefined && load.state === 'loading' && <Loading what={texts.parts.what.files} />}
      {found && found.files.length === 0 && <p>No such file was received in this time.</p>}
      {found?.searchedSince !== undefined && (
        <p>
          Only the files since {localTime(`${found.searchedSince}:00:00Z`)} were looked through. “triage find”
          looks through all.
        </p>
      )}
      {found && found.files.length > 0 && (
        <Table caption={title} columns={columns} rows={found.files} keyOf={({ arrivalId }) => arrivalId} />
      )}
      {found && (
        <Pager offset={offset} limit={limit} total={found.total ?? found.files.length} onOffset={setOffset} />
      )}
    </Dialog>
  );
}
