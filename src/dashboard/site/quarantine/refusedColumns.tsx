import { words } from '../../../domain/words/words';
import type { Column } from '../../parts/table';
import { When } from '../../parts/time';
import type { Refused } from './calls';

interface Options {
  readonly mayAct: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (arrivalId: string) => void;
}

const nameOf = ({ name, member }: Refused) => member ?? name ?? 'erased';

/** The last part of a name: what people call the file. */
function shortName(file: Refused): string {
  return nameOf(file).split('/').at(-1) ?? '';
}

function File({ file }: { readonly file: Refused }) {
  const { name, member, arrivalId, source } = file;
  return (
    <>
      <b>{shortName(file)}</b>
      <br />
      <span class="sub">
        {source ? <>Source {source} · </> : null}
        {member !== undefined && <>in {name} · </>}
        <span title={`${nameOf(file)} ${arrivalId}`}>arrival {arrivalId.slice(0, 12)}</span>
      </span>
    </>
  );
}

function Reason({ reason, tag }: Refused) {
  const { meaning, remedy } = words.refusals[reason];
  return (
    <>
      {meaning} {remedy}
      <br />
      <span class="sub">
        {reason}
        {tag === undefined ? '' : `, at ${tag}`}
      </span>
    </>
  );
}

/** The columns of the refused files. */
export function refusedColumns({ mayAct, selected, onToggle }: Options): Column<Refused>[] {
  const choose: Column<Refused> = {
    title: 'Select',
    cell: (file) => (
      <input
        type="checkbox"
        checked={selected.has(file.arrivalId)}
        aria-label={`Select ${shortName(file)}`}
        onChange={() => onToggle(file.arrivalId)}
      />
    ),
  };
  const download: Column<Refused> = {
    title: 'Copy',
    cell: ({ arrivalId, size }) =>
      size !== undefined && (
        <a class="nowrap" href={`/api/quarantine/${arrivalId}/file`} download={arrivalId.slice(0, 12)}>
          Download
        </a>
      ),
  };
  return [
    ...(mayAct ? [choose] : []),
    { title: 'File', cell: (file) => <File file={file} /> },
    {
      title: 'Size',
      isNumber: true,
      cell: ({ size }) => (size === undefined ? 'no copy' : words.values.fileSize(size)),
    },
    { title: 'Received', cell: ({ receivedAt }) => <When at={receivedAt} /> },
    {
      title: 'Why, and what to do',
      cell: (file) =>
        file.dismissed === undefined ? (
          <Reason {...file} />
        ) : (
          <>
            Dismissed by {file.dismissed.by}, <When at={file.dismissed.at} />: {file.dismissed.reason}
            <br />
            <span class="sub">{file.reason}</span>
          </>
        ),
    },
    ...(mayAct ? [download] : []),
  ];
}
