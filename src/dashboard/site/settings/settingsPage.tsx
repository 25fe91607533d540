import { useState } from 'preact/hooks';
import { call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { Table } from '../../parts/table';

const getSettings = () => call('GET /api/settings', {});
type Setting = Awaited<ReturnType<typeof getSettings>>['settings'][number];

function inForce({ value, isHidden }: Setting) {
  if (isHidden) return <i>{texts.site.settings.hidden}</i>;
  return value === undefined ? <span class="sub">{texts.site.settings.notSet}</span> : <code>{value}</code>;
}

/** The settings that the app runs with, and where each comes from. Secrets are never sent here. */
export function SettingsPage() {
  const [onlySet, setOnlySet] = useState(false);
  const { load, reload } = useLoad('settings', getSettings);
  if (load.state === 'error')
    return <Failed what={texts.parts.what.settings} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.settings} />;
  const { settings, version, node } = load.value;
  const says = texts.site.settings;
  const rows = settings.filter(({ source }) => !onlySet || source === 'environment');
  return (
    <>
      <p class="sub">{says.explain(version, node)}</p>
      <div class="toolbar">
        <label class="choice">
          <input
            type="checkbox"
            checked={onlySet}
            onChange={(event) => setOnlySet(event.currentTarget.checked)}
          />
          <span>{says.onlySet}</span>
        </label>
      </div>
      <Table
        caption={says.caption}
        columns={[
          { title: says.setting, cell: ({ name }) => <code>{name}</code> },
          { title: says.inForce, cell: inForce },
          {
            title: says.source,
            cell: ({ source }) => (source === 'environment' ? says.environment : says.standard),
          },
        ]}
        rows={rows}
        keyOf={({ name }) => name}
      />
    </>
  );
}
