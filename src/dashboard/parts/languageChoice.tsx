import { languageNames, languages } from '../../domain/kernel/languages';
import { language, speak, texts } from '../language/language';
import { usePreferences } from './preferences';

/** The languages, each under its own name. The choice is kept with the person's preferences. */
export function LanguageChoice() {
  const [, change] = usePreferences();
  const choose = (wanted: string) => {
    const chosen = languages.find((one) => one === wanted);
    if (chosen === undefined) return;
    change({ language: chosen });
    void speak(chosen);
  };
  return (
    <label class="language">
      <span class="unseen">{texts.parts.language}</span>
      <select value={language} onChange={(event) => choose(event.currentTarget.value)}>
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {languageNames[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
