import type { Texts } from '../en/english';

export const program: Texts['program'] = {
  description: '按需要查看的紧急程度排列医学图像。不作诊断。',
  helpAfterError: '（triage --help 显示命令，triage COMMAND --help 显示选项。）',
  titles: {
    usage: '用法：',
    options: '选项：',
    commands: '命令：',
    arguments: '参数：',
  },
  help: '显示帮助',
  version: '显示版本号',
};
