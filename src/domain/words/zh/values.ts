import type { Vocabulary } from '../vocabulary';

const minute = 60_000;

function joined(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large}${rest}${unit}`;
}

function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / minute);
  if (minutes < 1) return '不到1分钟';
  if (minutes < 60) return `${minutes}分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(`${hours}小时`, minutes % 60, '分钟');
  return joined(`${Math.floor(hours / 24)}天`, hours % 24, '小时');
}

function percent(share: number): string {
  if (share > 0.99 && share < 1) return '> 99%';
  if (share > 0 && share < 0.01) return '< 1%';
  return `${Math.round(share * 100)}%`;
}

const percentRange = ([from, to]: readonly [number, number]) =>
  `${Math.round(from * 100)}–${Math.round(to * 100)}%`;

const number: Vocabulary['values']['number'] = (value, digits) => value.toFixed(digits);

export const values: Vocabulary['values'] = {
  duration,
  elapsed: (milliseconds) =>
    milliseconds < 100_000 ? `${(milliseconds / 1000).toFixed(1)}秒` : duration(milliseconds),
  left: (milliseconds) =>
    milliseconds < 100_000
      ? `约剩${Math.ceil(milliseconds / 1000)}秒`
      : `约剩${duration(milliseconds + minute - 1)}`,
  due: (dueAt, now) => {
    const left = Date.parse(dueAt) - now;
    return left >= 0 ? `${duration(left)}后到期` : `已超时${duration(-left)}`;
  },
  percent,
  percentRange,
  countedShare: ({ k, n, low, high }) =>
    n === 0 ? '暂无' : `${percent(k / n)}（${percentRange([low, high])}），${n}例中${k}例`,
  fileSize: (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  time: (at) => `${at.slice(0, 16).replace('T', ' ')} UTC`,
  // GB/T 7408, as PACS in China show it.
  day: (day) => day,
  number,
  interval: ({ value, low, high }, digits) =>
    `${number(value, digits)}（${number(low, digits)}–${number(high, digits)}）`,
};

export const counts: Vocabulary['counts'] = {
  images: (count) => `${count}幅图像`,
  objects: (count) => `${count}个无图像对象`,
  files: (count) => `${count}个文件`,
  studies: (count) => `${count}项检查`,
  newStudies: (count) => `${count}项新检查`,
  newStat: (count) => `${count}项新的危急检查`,
  lines: (count) => `${count}行`,
  reviews: (count) => `${count}次复核`,
  acceptedReviews: (count) => `${count}次有效复核`,
  lettersNeeded: (count) => `还需输入${count}个字母或数字`,
};
