import type { Texts } from '../../en/english';

export const files: Texts['files'] = {
  addYes: {
    retry: (files) => `没有任何更改（待重试文件：${files}个）。加--yes执行。`,
    dismiss: (files) => `没有任何更改（待移出列表的文件：${files}个）。加--yes执行。`,
  },
  find: {
    limit: '--limit应为文件数。',
    noState: (state, states) => `没有状态“${state}”：${states}。`,
    tooShort: '请至少输入名称中的两个字符。',
    noId: '没有此标识的文件或检查，或已被清除。',
    none: (since) => `自${since}:00 UTC以来没有接收此类文件；用--since可查更早的时间。`,
    found: (total, since, shown) =>
      `自${since}:00 UTC以来接收${total}个${shown < total ? `；显示最近${shown}个（--limit）` : ''}。`,
  },
  dismiss: {
    done: '已移出列表',
    not: (file, why) => `${file}未移出列表：${why}。`,
  },
  retry: {
    choose: '请用到达编号指定文件，或使用--reason CODE或--all。',
    done: (done, not) => `已重试：${done}个文件；未重试：${not}个。`,
    not: (file, why) => `${file}未重试：${why}`,
    unfinished: '尚无结果；如未在运行则重新开始',
    again: (reason) => `已拒收（${reason}）；重新放入接收区`,
    fromCopy: (reason) => `已拒收（${reason}）；由隔离区的副本重新放入接收区`,
  },
  status: {
    asOf: '截至',
    lastDay: '最近24小时',
    inProgress: '处理中',
    refused: '已拒收',
    studies: '检查',
    silent: '无发送来源',
    auditLog: '审计日志',
    reconcile: '对账',
    storage: '存储',
    noFile: '没有接收文件',
    oldest: (open, since) => `${open}，最早自${since}`,
    none: '无',
    awaiting: (studies, overdue) => `${studies}项待复核，其中${overdue}项超时`,
    noSource: '无',
    noFolder: '不在文件夹中的文件',
    lastFile: (source, hour) => `${source}（最后文件在${hour}:00 UTC起的一小时内）`,
    since: (state, at) => `${state}，自${at}`,
    notYet: '尚未运行',
    ended: (at, failed) => `${at}结束，${failed}个失败`,
  },
  account: {
    since: '--since应为日期（如2026-05-01）或带时区的时间。',
    title: (since) => `自${since}:00 UTC以来的接收`,
    day: '日期',
    source: '来源',
    all: '合计',
    silent: (source, hour, usual) =>
      `无发送：${source}。最后文件在${hour}:00起的一小时内到达；此后通常应有约${usual}个。`,
    compared: (files, since, differ, mended) =>
      `已将自${since}:00 UTC以来接收的${files}个文件与其记录核对：${differ}个不一致${mended ? '，账目现已与记录一致' : ''}。`,
    notNoted: '账目中没有',
    noted: (state) => `账目为${state}`,
    noRecord: '没有记录',
    recorded: (state) => `记录为${state}`,
    elsewhere: '时段、来源或原因不同',
  },
};
