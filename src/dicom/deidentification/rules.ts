import table from './attributeRules.json';

/**
 * What the profile does with an attribute. `keep`: whatever its VR permits; `remove`: not in the result;
 * `empty`: no value, or a sequence without items; `dummy`: a meaningless value; `uid`: another UID in place
 * of each.
 */
export type Action = 'keep' | 'remove' | 'empty' | 'dummy' | 'uid';

export interface Rule {
  /** The VR that the standard gives the attribute, PS3.6. */
  readonly vr: string;
  /** The permitted actions, the preferred one first: which of them a standard object needs depends on its kind. */
  readonly actions: readonly Action[];
  /** Whether PS3.15 Table E.1-1 names it. */
  readonly tabled: boolean;
  /** Whether the Retain Patient Characteristics Option keeps it. */
  readonly characteristic: boolean;
  /** Value multiplicity: how many values there may be. */
  readonly maxValues: number;
}

/** The edition of the profile, worded for the file itself. */
export const profileName = table.profile;

const codes: Readonly<Record<string, readonly Action[]>> = {
  K: ['keep'],
  X: ['remove'],
  Z: ['empty'],
  D: ['dummy'],
  U: ['uid'],
  'X/Z': ['empty', 'remove'],
  'X/D': ['dummy', 'remove'],
  'Z/D': ['dummy', 'empty'],
  'X/Z/D': ['dummy', 'empty', 'remove'],
  'X/Z/U*': ['keep'],
};

function parse(line: string): [number, Rule] {
  const [tag = '', vr = '', code = '', ...marks] = line.split(' ');
  const actions = codes[code];
  if (actions === undefined) throw new Error(`no meaning of the action ${code}`);
  const rule = {
    vr,
    actions,
    tabled: marks.includes('tabled'),
    characteristic: marks.includes('characteristic'),
    maxValues: Number(marks.find((mark) => /^\d+$/.test(mark)) ?? Number.POSITIVE_INFINITY),
  };
  return [Number.parseInt(tag, 16), rule];
}

const rules: ReadonlyMap<number, Rule> = new Map(table.rules.map(parse));

/** The rule for an attribute; none for private or unlisted ones, including repeating groups (curves, overlays). */
export function ruleOf(tag: number): Rule | undefined {
  return rules.get(tag);
}

/** Every attribute that the standard defines as a sequence. */
export const standardSequences: ReadonlySet<number> = new Set(
  [...rules].filter(([, { vr }]) => vr === 'SQ').map(([tag]) => tag),
);
