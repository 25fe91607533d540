/** One member of an Accept header, RFC 9110 12.5.1: lower case, its parameters without quotes. */
export interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

const token = `[^\\s",;=]+`;
const parameter = new RegExp(`;\\s*(${token})\\s*=\\s*(?:"([^"]*)"|(${token}))`, 'g');

/** The members of an Accept header, in its order. No header accepts everything. */
export function mediaRanges(accept: string | null): MediaRange[] {
  return members(accept ?? '*/*').map((member) => {
    const [type = ''] = member.split(';');
    const parameters = new Map(
      [...member.matchAll(parameter)].map(([, name = '', quoted, bare]) => [
        name.toLowerCase(),
        (quoted ?? bare ?? '').toLowerCase(),
      ]),
    );
    return { type: type.trim().toLowerCase(), parameters, quality: Number(parameters.get('q') ?? 1) };
  });
}

/** Commas in quotation marks separate nothing. */
function members(accept: string): string[] {
  return (accept.match(/(?:[^,"]|"[^"]*")+/g) ?? []).filter((member) => member.trim() !== '');
}
