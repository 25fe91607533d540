import type { Code } from '../domain/kernel/identifiers/code';

/** Our own codes, for what no scheme has a code for, PS3.16 8.2. */
export const ownScheme = '99IMGTRIAGE';

/** The code of a model's label: the manifest's, or one of ours. */
export function labelCode({
  label,
  title,
  code,
}: {
  label: string;
  title: string;
  code?: Code | undefined;
}): Code {
  return code ?? { scheme: ownScheme, value: label.slice(0, 16), meaning: title };
}
