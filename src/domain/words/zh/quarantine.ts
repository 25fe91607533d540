import type { Vocabulary } from '../vocabulary';

export const notRetried: Vocabulary['notRetried'] = {
  unknown: '没有该文件，或已被清除',
  'was-read': '该文件未被拒收',
  superseded: '已由其后续版本代替',
  'inside-export': '该文件来自导出包：请重新发送导出包',
  replaced: '该文件名下现为另一版本，单独计数',
  'no-copy': '文件在保存副本之前已不存在：请重新发送',
  'unsafe-name': '其文件名会再次被拒收：请换名发送',
};

export const notDismissed: Vocabulary['notDismissed'] = {
  unknown: '没有该文件，或已被清除',
  'not-refused': '该文件未被拒收',
};
