import type { Vocabulary } from '../vocabulary';
import { values } from './values';

const disks: Vocabulary['health']['disks'] = {
  data: '本机数据',
  'temporary-files': '临时文件',
};

export const health: Vocabulary['health'] = {
  disks,
  storage: {
    ok: '正常',
    unreachable: '无响应',
    refused: '部分不可用',
  },
  storageFaults: {
    unreachable: '无响应',
    'no-identity': '没有可用的身份',
    'not-allowed': '无权限',
    missing: '不存在',
    'other-site-key': '属于另一站点密钥',
  },
  sealing: {
    ok: '正常',
    late: '延迟',
    failing: '失败',
    unknown: '未知',
  },
  advice: {
    diskFull: (holds, freeMegabytes) =>
      `存放${disks[holds]}的磁盘即将写满（剩余${freeMegabytes} MB）：请腾出空间。在此之前文件会处理失败并重试。`,
    storageUnreachable: '存储无响应：请确认其正在运行且可以访问。',
    storageRefused: '存储的部分内容不可用：“存储”一行列出了这些部分和缺少的角色。',
    models: '模型未按预期使用：请查看所列问题。',
    drift: '模型的输入或输出已与以往不同：请查看工作列表中的“模型监视”。',
    outputsDenied: (receiver, outputs) =>
      `接收方“${receiver}”拒绝本应用访问，${outputs}个输出因此等待：请更新密钥，或修正权限。系统会自动重试，直至放弃。`,
    changedOutside: '有检查在应用之外被改动：请运行“triage audit verify”。',
    sealingFailing: '上次封存审计日志失败：原因见应用日志。没有数据丢失。',
    sealingLate: '审计记录等待封存过久：请确认密钥可用，或运行“triage audit seal”。',
    fileWaits: (minutes) =>
      `有文件已等待${minutes}分钟：请查看工作列表的“处理中”，以及应用是否处理该文件失败。`,
    reconcileLate: (endedAt) => `上次完整对账于${values.time(endedAt)}结束：此后未再完成的原因见应用日志。`,
    orchestrationsFailed: (count) => `${count}个编排失败：原因见应用日志。相关文件每五分钟重试一次。`,
    sourceSilent: (source) => `有来源不再发送：${source}。`,
  },
};
