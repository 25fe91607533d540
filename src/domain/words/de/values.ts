import type { Vocabulary } from '../vocabulary';

const minute = 60_000;

function joined(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${rest} ${unit}`;
}

function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / minute);
  if (minutes < 1) return 'unter 1 min';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours} h`, minutes % 60, 'min');
  return joined(`${Math.floor(hours / 24)} d`, hours % 24, 'h');
}

const number: Vocabulary['values']['number'] = (value, digits) =>
  new Intl.NumberFormat('de-DE', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(value);

function percent(share: number): string {
  if (share > 0.99 && share < 1) return '> 99 %';
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

const percentRange = ([from, to]: readonly [number, number]) =>
  `${Math.round(from * 100)}–${Math.round(to * 100)} %`;

const day = new Intl.DateTimeFormat('de-DE', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'UTC',
});

export const values: Vocabulary['values'] = {
  duration,
  elapsed: (milliseconds) =>
    milliseconds < 100_000 ? `${number(milliseconds / 1000, 1)} s` : duration(milliseconds),
  left: (milliseconds) =>
    milliseconds < 100_000
      ? `noch etwa ${Math.ceil(milliseconds / 1000)} s`
      : `noch etwa ${duration(milliseconds + minute - 1)}`,
  due: (dueAt, now) => {
    const left = Date.parse(dueAt) - now;
    return left >= 0 ? `fällig in ${duration(left)}` : `überfällig seit ${duration(-left)}`;
  },
  percent,
  percentRange,
  countedShare: ({ k, n, low, high }) =>
    n === 0 ? 'noch keine' : `${percent(k / n)} (${percentRange([low, high])}), ${k} von ${n}`,
  fileSize: (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${number(bytes / 1e6, 1)} MB`),
  time: (at) => `${at.slice(0, 16).replace('T', ' ')} UTC`,
  day: (text) => (Number.isNaN(Date.parse(text)) ? text : day.format(Date.parse(text))),
  number,
  interval: ({ value, low, high }, digits) =>
    `${number(value, digits)} (${number(low, digits)}–${number(high, digits)})`,
};

function counted(one: string, many: string): (count: number) => string {
  return (count) => `${count} ${count === 1 ? one : many}`;
}

export const counts: Vocabulary['counts'] = {
  images: counted('Bild', 'Bilder'),
  objects: counted('Objekt ohne Bild', 'Objekte ohne Bild'),
  files: counted('Datei', 'Dateien'),
  studies: counted('Untersuchung', 'Untersuchungen'),
  newStudies: counted('neue Untersuchung', 'neue Untersuchungen'),
  newStat: counted('neuer Notfall', 'neue Notfälle'),
  lines: counted('Zeile', 'Zeilen'),
  reviews: counted('Beurteilung', 'Beurteilungen'),
  acceptedReviews: counted('gültige Beurteilung', 'gültige Beurteilungen'),
  lettersNeeded: counted('weiteres Zeichen nötig', 'weitere Zeichen nötig'),
};
