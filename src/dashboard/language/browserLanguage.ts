import { type Language, languageFor, languages } from '../../domain/kernel/languages';
import { language, onLanguage } from './language';

const key = 'language';

/** Until somebody has signed in: this browser's last language, or one that the browser asks for. */
export function firstLanguage(): Language {
  return languageFor([keptInBrowser() ?? '', ...navigator.languages]);
}

/** The document says in which language it is, and the browser keeps it for the next start. */
export function followLanguage(): void {
  onLanguage(() => {
    document.documentElement.lang = language;
    keepInBrowser(language);
  });
}

function keptInBrowser(): Language | undefined {
  try {
    const kept = localStorage.getItem(key);
    return languages.find((one) => one === kept);
  } catch {
    return undefined;
  }
}

function keepInBrowser(chosen: Language): void {
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Storage is disabled: the person's own choice comes with the session.
  }
}
