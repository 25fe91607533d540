/** The languages that people are told things in: BCP 47 tags, each under its own name. Codes, logs and the API are English. */
export const languageNames = { en: 'English', 'zh-Hans': '简体中文', de: 'Deutsch' } as const;

export type Language = keyof typeof languageNames;

export const languages = Object.keys(languageNames) as readonly Language[] as readonly [
  Language,
  ...Language[],
];

/** Whether texts of a language can be read by somebody who wants `tag`: the same language in the same script. */
function reads(tag: string, language: Language): boolean {
  try {
    const [wanted, written] = [new Intl.Locale(tag).maximize(), new Intl.Locale(language).maximize()];
    return wanted.language === written.language && wanted.script === written.script;
  } catch {
    // What a browser or an environment says may be no tag at all.
    return false;
  }
}

/** The first wanted language that there is, else English. @param tags BCP 47, the most wanted first */
export function languageFor(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = languages.find((language) => reads(tag, language));
    if (found) return found;
  }
  return 'en';
}
