import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import type { Column } from '../../parts/table';
import { When } from '../../parts/time';
import type { Refused } from './calls';

interface Options {
  readonly mayAct: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (arrivalId: string) => void;
}

const nameOf = ({ name, member }: Refused) => member ?? name ?? texts.site.quarantine.erased;

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
        {source ? `${texts.site.quarantine.source(source)} · ` : null}
        {member !== undefined && `${texts.site.quarantine.within(name ?? '')} · `}
        <span title={`${nameOf(file)} ${arrivalId}`}>
          {texts.site.quarantine.arrival(arrivalId.slice(0, 12))}
        </span>
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
        {tag === undefined ? '' : `${words.listSeparator}${texts.site.quarantine.at(tag)}`}
      </span>
    </>
  );
}

/** The columns of the refused files. */
export function refusedColumns({ mayAct, selected, onToggle }: Options): Column<Refused>[] {
  const says = texts.site.quarantine;
  const choose: Column<Refused> = {
    title: says.select,
    cell: (file) => (
      <input
        type="checkbox"
        checked={selected.has(file.arrivalId)}
        aria-label={says.selectThis(shortName(file))}
        onChange={() => onToggle(file.arrivalId)}
      />
    ),
  };
  const download: Column<Refused> = {
    title: says.copy,
    cell: ({ arrivalId, size }) =>
      size !== undefined && (
        <a class="nowrap" href={`/api/quarantine/${arrivalId}/file`} download={arrivalId.slice(0, 12)}>
          {says.download}
        </a>
      ),
  };
  return [
    ...(mayAct ? [choose] : []),
    { title: says.file, cell: (file) => <File file={file} /> },
    {
      title: says.size,
      isNumber: true,
      cell: ({ size }) => (size === undefined ? says.noCopy : words.values.fileSize(size)),
    },
    { title: says.received, cell: ({ receivedAt }) => <When at={receivedAt} /> },
    {
      title: says.why,
      cell: (file) =>
        file.dismissed === undefined ? (
          <Reason {...file} />
        ) : (
          <>
            {filled(says.dismissedBy, {
              name: file.dismissed.by,
              time: <When at={file.dismissed.at} />,
              reason: file.dismissed.reason,
            })}
            <br />
            <span class="sub">{file.reason}</span>
          </>
        ),
    },
    ...(mayAct ? [download] : []),
  ];
}
