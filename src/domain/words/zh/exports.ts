import type { Vocabulary } from '../vocabulary';

export const skipped: Vocabulary['skipped'] = {
  index: () => '其DICOMDIR',
  'system-file': (count) => `${count}个操作系统文件`,
  link: (count) => `${count}个链接`,
  'not-in-index': (count) => `${count}个阅片软件文件`,
};

export const exportContents: Vocabulary['exportContents'] = {
  members: (count) => `包含${count}个文件。`,
  leftOut: (what) => `未包括：${what.join('、')}。`,
  missing: (count) => `缺少其DICOMDIR中列出的${count}个文件。`,
  indexUnreadable: (reason) => `其DICOMDIR无法读取（${reason}）。`,
  index: 'DICOMDIR是文件目录，不是图像。',
};
