import type { Vocabulary } from '../vocabulary';

const minute = 60_000;

function joined(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${rest} ${unit}`;
}

function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / minute);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours} h`, minutes % 60, 'min');
  return joined(`${Math.floor(hours / 24)} d`, hours % 24, 'h');
}

function percent(share: number): string {
  if (share > 0.99 && share < 1) return '> 99 %';
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

const percentRange = ([from, to]: readonly [number, number]) =>
  `${Math.round(from * 100)}–${Math.round(to * 100)} %`;

const number: Vocabulary['values']['number'] = (value, digits) => value.toFixed(digits);

export const values: Vocabulary['values'] = {
  duration,
  elapsed: (milliseconds) =>
    milliseconds < 100_000 ? `${(milliseconds / 1000).toFixed(1)} s` : duration(milliseconds),
  left: (milliseconds) =>
    milliseconds < 100_000
      ? `about ${Math.ceil(milliseconds / 1000)} s left`
      : `about ${duration(milliseconds + minute - 1)} left`,
  due: (dueAt, now) => {
    const left = Date.parse(dueAt) - now;
    return left >= 0 ? `due in ${duration(left)}` : `overdue by ${duration(-left)}`;
  },
  percent,
  percentRange,
  countedShare: ({ k, n, low, high }) =>
    n === 0 ? 'none yet' : `${percent(k / n)} (${percentRange([low, high])}), ${k} of ${n}`,
  fileSize: (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  time: (at) => `${at.slice(0, 16).replace('T', ' ')} UTC`,
  day: (day) => day,
  number,
  interval: ({ value, low, high }, digits) =>
    `${number(value, digits)} (${number(low, digits)}–${number(high, digits)})`,
};

function counted(one: string, many: string): (count: number) => string {
  return (count) => `${count} ${count === 1 ? one : many}`;
}

export const counts: Vocabulary['counts'] = {
  images: counted('image', 'images'),
  objects: counted('object without a picture', 'objects without a picture'),
  files: counted('file', 'files'),
  studies: counted('study', 'studies'),
  newStudies: counted('new study', 'new studies'),
  newStat: counted('new stat study', 'new stat studies'),
  lines: counted('line', 'lines'),
  reviews: counted('review', 'reviews'),
  acceptedReviews: counted('accepted review', 'accepted reviews'),
  lettersNeeded: counted('more letter or digit needed', 'more letters or digits needed'),
};
