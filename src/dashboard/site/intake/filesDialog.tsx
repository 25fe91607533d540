import { useState } from 'preact/hooks';
import { columnOfState } from '../../../domain/accounting/columns';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
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

const columns = (): readonly Column<NamedFile>[] => [
  { title: texts.site.intake.received, cell: ({ receivedAt }) => <When at={receivedAt} /> },
  {
    title: texts.site.intake.file,
    cell: ({ name, member, arrivalId }) => (
      <>
        <b>{member ?? name}</b>
        <br />
        <span class="sub" title={arrivalId}>
          {member !== undefined && `${texts.site.intake.within(name)} · `}
          {texts.site.intake.arrival(arrivalId.slice(0, 12))}
        </span>
      </>
    ),
  },
  {
    title: texts.site.intake.outcome,
    cell: ({ state, reason }) => (
      <>
        {words.balance[columnOfState[state]]}
        {reason && <span class="sub"> {reason}</span>}
      </>
    ),
  },
  {
    title: texts.site.intake.study,
    cell: ({ studyId }) =>
      studyId !== undefined && <Link to={`/studies/${studyId}`}>{texts.site.intake.open}</Link>,
  },
];

/** The files behind a number, or with a name. */
export function FilesDialog({ query, title, onClose }: FilesDialogProps) {
  const [offset, setOffset] = useState(0);
  const { load, reload } = useLoad(JSON.stringify([query, offset]), () => findFiles(query, offset, limit));
  const found = load.value;
  return (
    <Dialog title={title} onClose={onClose} isWide>
      <p class="sub">{texts.site.intake.logged}</p>
      {load.state === 'error' && <Failed what={texts.parts.what.files} error={load.error} onRetry={reload} />}
      {found === undefined && load.state === 'loading' && <Loading what={texts.parts.what.files} />}
      {found && found.files.length === 0 && <p>{texts.site.intake.noSuchFile}</p>}
      {found?.searchedSince !== undefined && (
        <p>{texts.site.intake.searchedSince(localTime(`${found.searchedSince}:00:00Z`))}</p>
      )}
      {found && found.files.length > 0 && (
        <Table caption={title} columns={columns()} rows={found.files} keyOf={({ arrivalId }) => arrivalId} />
      )}
      {found && (
        <Pager offset={offset} limit={limit} total={found.total ?? found.files.length} onOffset={setOffset} />
      )}
    </Dialog>
  );
}
