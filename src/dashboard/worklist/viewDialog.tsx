import { useState } from 'preact/hooks';
import { texts } from '../language/language';
import { Dialog } from '../parts/dialog';
import { usePreferences } from '../parts/preferences';
import { type ColumnId, optionalColumns } from './columns';

interface ViewDialogProps {
  /** The present filters, as the query of an address. */
  readonly query: string;
  readonly withPatients: boolean;
  readonly onClose: () => void;
}

/** What a person chooses once: columns, filters by name, and how to be told of new studies. */
export function ViewDialog({ query, withPatients, onClose }: ViewDialogProps) {
  const [preferences, change] = usePreferences();
  const { hiddenColumns, savedFilters, sound, desktopNotice } = preferences;
  const [name, setName] = useState('');
  const says = texts.worklist.view;
  const toggle = (id: ColumnId) =>
    change({
      hiddenColumns: hiddenColumns.includes(id)
        ? hiddenColumns.filter((one) => one !== id)
        : [...hiddenColumns, id],
    });
  const save = (event: Event) => {
    event.preventDefault();
    const others = savedFilters.filter((one) => one.name !== name.trim());
    change({ savedFilters: [...others, { name: name.trim(), query }].slice(-20) });
    setName('');
  };
  const askDesktop = async () => {
    if (!desktopNotice && Notification.permission !== 'granted') await Notification.requestPermission();
    change({ desktopNotice: !desktopNotice && Notification.permission === 'granted' });
  };
  return (
    <Dialog title={says.title} onClose={onClose}>
      <fieldset>
        <legend>{says.columns}</legend>
        {optionalColumns(withPatients).map((id) => (
          <label key={id} class="radio">
            <input type="checkbox" checked={!hiddenColumns.includes(id)} onChange={() => toggle(id)} />
            <span>{texts.worklist.columns[id]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{says.whenStat}</legend>
        <label class="radio">
          <input type="checkbox" checked={sound} onChange={() => change({ sound: !sound })} />
          <span>{says.sound}</span>
        </label>
        <label class="radio">
          <input type="checkbox" checked={desktopNotice} onChange={() => void askDesktop()} />
          <span>{says.desktop}</span>
        </label>
      </fieldset>
      <fieldset>
        <legend>{says.saved}</legend>
        {savedFilters.map((one) => (
          <p key={one.name} class="saved-filter">
            <bdi>{one.name}</bdi>{' '}
            <button
              type="button"
              class="quiet"
              onClick={() => change({ savedFilters: savedFilters.filter((other) => other !== one) })}
            >
              {says.remove}
              <span class="unseen"> {one.name}</span>
            </button>
          </p>
        ))}
        <form onSubmit={save}>
          <label>
            <span>{says.name}</span>{' '}
            <input
              type="text"
              value={name}
              maxLength={40}
              required
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>{' '}
          <button type="submit" disabled={name.trim() === ''}>
            {says.save}
          </button>
        </form>
        <p class="sub">{says.neverText}</p>
      </fieldset>
    </Dialog>
  );
}
