import { type Language, languageFor } from '../../../domain/kernel/languages';
import { chinese } from './texts/chinese';
import { english, type SignInTexts } from './texts/english';
import { german } from './texts/german';

export const signInTexts: Readonly<Record<Language, SignInTexts>> = {
  en: english,
  'zh-Hans': chinese,
  de: german,
};

/**
 * The language of somebody who is not signed in yet, as their browser asks for it.
 *
 * @see RFC 9110, section 12.5.4: tags with weights; without one the weight is 1
 */
export function languageOf({ headers }: HasHeaders): Language {
  const wanted = (headers.get('accept-language') ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith('q='))?.slice(2);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  const byWeight = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return languageFor(byWeight.map(({ tag }) => tag));
}

interface HasHeaders {
  readonly headers: { get(name: string): string | null };
}

/** What the API says of it; `word`: what Entra ID said. */
export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly word?: string | undefined;
}

/** Why somebody is not let in; for a code that has no words here, as the API says it. */
export function refusalIn({ refused }: SignInTexts, { code, message, word }: Refused): string {
  const said = Object.hasOwn(refused, code) ? refused[code as keyof typeof refused] : message;
  return word === undefined ? said : `${said} (${word})`;
}
