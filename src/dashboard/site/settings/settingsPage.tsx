import { useState } from 'preact/hooks';
import { call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { texts } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { Table } from '../../parts/table';

const getSettings = () => call('GET /api/settings', {});
type Setting = Awaited<ReturnType<typeof getSettings>>['settings'][number];

function inForce({ value, isHidden }: Setting) {
  if (isHidden) return <i>set, not shown</i>;
  return value === undefined ? <span class="sub">not set</span> : <code>{value}</code>;
}

/** The settings that the app runs with, and where each comes from. Secrets are never sent here. */
export function SettingsPage() {
  const [onlySet, setOnlySet] = useState(false);
  const { load, reload } = useLoad('settings', getSettings);
  if (load.state === 'error')
    return <Failed what={texts.parts.what.settings} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.settings} />;
  const { settings, version, node } = load.value;
  const rows = settings.filter(({ source }) => !onlySet || source === 'environment');
  return (
    <>
      <p class="sub">
        As the app read them when it started; it has to start again to take others. Version {version}, Node{' '}
        {node}.
      </p>
      <div class="toolbar">
        <label class="choice">
          <input
            type="checkbox"
            checked={onlySet}
            onChange={(event) => setOnlySet(event.currentTarget.checked)}
          />
          <span>Only those that the environment sets</span>
        </label>
      </div>
      <Table
        caption="Settings"
        columns={[
          { title: 'Setting', cell: ({ name }) => <code>{name}</code> },
          { title: 'In force', cell: inForce },
          { title: 'Source', cell: ({ source }) => (source === 'environment' ? 'environment' : 'default') },
        ]}
        rows={rows}
        keyOf={({ name }) => name}
      />
    </>
  );
}
