import { useState } from 'preact/hooks';
import { texts } from '../../language/language';

/** Looks for files by their names, in the time that the page shows. */
export function FindForm({ onFind }: { readonly onFind: (name: string) => void }) {
  const [name, setName] = useState('');
  const text = name.trim();
  const find = (event: Event) => {
    event.preventDefault();
    if (text.length >= 2) onFind(text);
  };
  return (
    <form class="actions" onSubmit={find}>
      <label class="choice">
        <span>{texts.site.intake.fileName}</span>
        <input
          type="search"
          value={name}
          placeholder="IM0001.dcm"
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={text.length < 2}>
        {texts.site.intake.find}
      </button>
    </form>
  );
}
