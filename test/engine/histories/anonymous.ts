/**
 * A history without anything of the machine and the run that it was captured on: ids are counted instead, times
 * begin with 2030, and stacks name nothing. What was equal stays equal, and times stay as far apart as they were.
 */
export function anonymous<T>(history: T): T {
  return JSON.parse(shifted(renamed(unstacked(JSON.stringify(history))))) as T;
}

/** Lines of a stack name files. Errors are JSON in text in JSON: ends of lines are escaped once or oftener. */
function unstacked(text: string): string {
  return text.replaceAll(/((?:"|\\[nr])[ \t]*(?:at |Stack: |--- End of ))[^"\\]*/g, '$1…');
}

/** Ids are hexadecimal digits, of 64, 32 or 16, or GUIDs. */
function renamed(text: string): string {
  const names = new Map<string, string>();
  const id =
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{16})(?![0-9a-f])/g;
  return text.replaceAll(id, (found) => {
    const known = names.get(found);
    if (known !== undefined) return known;
    let digits = (names.size + 1).toString(16).padStart(found.replaceAll('-', '').length, '0');
    if (found.includes('-')) digits = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    names.set(found, digits);
    return digits;
  });
}

/** Whole seconds are moved; fractions have seven digits in .NET and three in JavaScript, and stay. */
function shifted(text: string): string {
  const time = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|\+00:00)/g;
  const all = [...text.matchAll(time)].map(([, whole]) => Date.parse(`${whole}Z`));
  const by = Date.UTC(2030, 0, 1) - Math.min(...all);
  return text.replaceAll(time, (_, whole: string, fraction = '', zone: string) => {
    const moved = new Date(Date.parse(`${whole}Z`) + by).toISOString();
    return moved.replace('.000Z', fraction + zone);
  });
}
