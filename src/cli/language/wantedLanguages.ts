/**
 * The language of a terminal, as programs are told it: TRIAGE_LANGUAGE, else what the locale says. JSON, CSV, logs and
 * the audit log are English in every language.
 *
 * @returns tags, the most wanted first: `de_DE.UTF-8` is the tag `de-DE`
 * @see POSIX.1-2017, 8.2 (LC_ALL before LC_MESSAGES before LANG); LANGUAGE as GNU gettext reads it
 */
export function wantedLanguages(environment: Readonly<Record<string, string | undefined>>): string[] {
  const { TRIAGE_LANGUAGE, LC_ALL, LC_MESSAGES, LANG, LANGUAGE } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  // In the C locale nobody asks for a language, whatever LANGUAGE lists.
  const listed = /^(C|POSIX)?([.@]|$)/.test(locale) ? [] : [...(LANGUAGE ?? '').split(':'), locale];
  return [TRIAGE_LANGUAGE ?? '', ...listed]
    .map((one) => one.replace(/[.@].*$/, '').replaceAll('_', '-'))
    .filter(Boolean);
}
