import { useState } from 'preact/hooks';
import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { hasRight, useSession } from '../../parts/session';
import { Empty, Failed, Loading } from '../../parts/states';
import { Pager, Table } from '../../parts/table';
import { getRefused, type RefusedView } from './calls';
import { ReasonFilter } from './reasonFilter';
import { RefusedActions } from './refusedActions';
import { refusedColumns } from './refusedColumns';

const limit = 50;

/** Files that could not be read: why, what to do, and doing it. */
export function QuarantinePage() {
  const [reason, setReason] = useState<RefusalCode>();
  const [dismissed, setDismissed] = useState(false);
  const [offset, setOffset] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const query = { reason, dismissed, offset, limit };
  const { load, reload } = useLoad(JSON.stringify(query), () => getRefused(query));
  const mayAct = hasRight(useSession(), 'manage-quarantine');
  const look = (change: () => void) => {
    change();
    setOffset(0);
    setSelected(new Set());
  };
  const acted = () => {
    setSelected(new Set());
    reload();
  };
  const toggle = (arrivalId: string) => {
    const next = new Set(selected);
    if (!next.delete(arrivalId)) next.add(arrivalId);
    setSelected(next);
  };
  const view = load.value;
  return (
    <>
      <p class="sub">{texts.site.quarantine.explain}</p>
      <ReasonFilter
        view={view}
        reason={reason}
        dismissed={dismissed}
        onReason={(chosen) => look(() => setReason(chosen))}
        onDismissed={(chosen) =>
          look(() => {
            setDismissed(chosen);
            setReason(undefined);
          })
        }
      />
      {load.state === 'error' && (
        <Failed what={texts.parts.what.refused} error={load.error} onRetry={reload} />
      )}
      {view === undefined && load.state === 'loading' && <Loading what={texts.parts.what.refused} />}
      {view !== undefined && mayAct && (
        <RefusedActions
          view={view}
          reason={dismissed ? undefined : reason}
          selected={[...selected]}
          onDone={acted}
        />
      )}
      {view !== undefined && (
        <Files
          view={view}
          dismissed={dismissed}
          columns={refusedColumns({ mayAct, selected, onToggle: toggle })}
        />
      )}
      {view !== undefined && <Pager offset={offset} limit={limit} total={view.total} onOffset={setOffset} />}
    </>
  );
}

interface FilesProps {
  readonly view: RefusedView;
  readonly dismissed: boolean;
  readonly columns: ReturnType<typeof refusedColumns>;
}

function Files({ view, dismissed, columns }: FilesProps) {
  if (view.files.length === 0)
    return (
      <Empty>
        <p>{dismissed ? texts.site.quarantine.noneDismissed : texts.site.quarantine.noneRefused}</p>
      </Empty>
    );
  return (
    <Table
      caption={dismissed ? texts.site.quarantine.dismissedFiles : texts.site.quarantine.refusedFiles}
      columns={columns}
      rows={view.files}
      keyOf={({ arrivalId }) => arrivalId}
    />
  );
}
