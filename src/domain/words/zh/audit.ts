import type { AuditEventOf } from '../../audit/auditEvent';
import { imageFormatNames } from '../../kernel/imageFormats';
import type { RejectionCode } from '../../reasons/rejection';
import type { AuditReader, Vocabulary } from '../vocabulary';
import { bracketed } from './bracketed';
import { sealedObjects } from './changedOutside';
import { signed } from './changes';
import { notAnalysed } from './notAnalysed';
import { answerCodes, outputForms } from './outputs';
import { refusals } from './refusals';
import { meaning, modelChanges, prioritiesInText as named, noticeChannels, notices } from './states';
import { rejections } from './studyAlerts';
import { counts, values } from './values';

/** A code from the log in words, or the code itself if unknown; the log outlives the tables. */
function explained(table: Readonly<Record<string, { readonly meaning: string }>>, code: string): string {
  return Object.hasOwn(table, code) ? bracketed(table[code]?.meaning ?? '', code) : code;
}

export const auditedAnalysis: Vocabulary['auditedAnalysis'] = ({ model, findings, reason }) => {
  const scores = findings.map(
    ({ label, score, positive }) => `${label} ${values.percent(score)}${positive ? '（阳性）' : ''}`,
  );
  const said = reason === undefined ? scores.join('，') : `未作判断。${explained(notAnalysed, reason)}`;
  return `${model.id} ${model.version}：${said}`;
};

function review(event: AuditEventOf<'review'>, { time }: AuditReader): string {
  const { signature, outcome, raised, withdrawnAt, decision, because } = event;
  const did = `${signature.name}${signed(event)}${because === undefined ? '' : `（${because}）`}。`;
  const means = `签名含义：${meaning(decision, signature.meaning)}。`;
  switch (outcome) {
    case 'accepted':
      return `${did}${means}`;
    case 'conflict':
      return `${did}${means}${raised ? '提交过晚，不计入，但提高了该检查的级别，检查重新打开。' : '提交过晚，未改变任何内容。'}`;
    case 'withdrawn':
      return `${did}该复核已${withdrawnAt === undefined ? '' : `于${time(withdrawnAt)}`}撤回，不再计入。`;
  }
}

export const auditEvents: Vocabulary['auditEvents'] = {
  result: ({ format, size, outcome, reason }) => {
    const arrived = `一个${imageFormatNames[format]}文件到达，${values.fileSize(size)}。`;
    if (outcome === 'analysed') return `${arrived}图像已分析。`;
    return `${arrived}图像未分析。${reason === undefined ? '' : explained(notAnalysed, reason)}`;
  },
  shadow: () => '影子运行的模型分析了该图像。其分数不显示，也不改变级别。',
  refusal: ({ reason }) => `一个文件被拒收。${explained(refusals, reason)}`,
  'arrival-closed': ({ outcome }) =>
    outcome === 'unpacked' ? '一个导出包已解包；其中每个文件单独计数。' : '读取了一个DICOMDIR。',
  decision: ({ version, images, priority, place, dueAt }, { time }) =>
    `第${version}版（${counts.images(images)}）：${named[priority]}${priority === place ? '' : `，按${named[place]}阅片`}，到期时间${time(dueAt)}。`,
  review,
  escalation: ({ version, dueAt }, { time }) =>
    `第${version}版（到期时间${time(dueAt)}）已升级提醒：此前无人复核。`,
  impression: ({ actor, version, priority }, { name }) =>
    `${name(actor.subject)}在看到模型发现之前，对第${version}版给出初步印象：${named[priority]}。`,
  notification: ({ version, notice, channel }) =>
    `关于第${version}版的通知“${notices[notice]}”已送达（${noticeChannels[channel]}）。`,
  'output-sent': ({ form, receiver, version, isFinal, try: number }) =>
    `第${version}版（${isFinal ? '已复核' : '初步'}）的${outputForms[form]}已发送至${receiver}${number === 1 ? '' : `，第${number}次尝试`}。`,
  'output-answered': ({ form, receiver, version, code, status }) =>
    `第${version}版的${outputForms[form]}，${receiver}：${bracketed(answerCodes[code].meaning, status ?? code)}`,
  'output-resend': ({ actor, form, receiver }, { name }) =>
    `${name(actor.subject)}将${outputForms[form]}重新发送至${receiver}。`,
  'model-change': ({ actor, model, change, reason }, { name }) =>
    `${name(actor.subject)}对模型${model.id} ${model.version}执行“${modelChanges[change]}”：${reason}`,
  'identity-access': ({ actor, purpose }, { name }) => `${name(actor.subject)}查看了患者身份：${purpose}`,
  'identity-list': ({ actor }, { name }) => `${name(actor.subject)}在工作列表中查看了患者身份。`,
  'patient-search': ({ actor, found }, { name }) =>
    `${name(actor.subject)}按患者搜索了工作列表：${found === undefined ? '结果过多' : `找到${counts.studies(found)}`}。`,
  'picture-access': ({ actor }, { name }) => `${name(actor.subject)}查看了该检查的图像。`,
  'picture-export': ({ actor, named: isNamed }, { name }) =>
    `${name(actor.subject)}保存了该检查的一幅图像，${isNamed ? '带有' : '不带'}患者姓名。`,
  'list-export': ({ actor }, { name }) => `${name(actor.subject)}导出了工作列表。`,
  'unusual-reading': ({ actor, what, moreThan }, { name }) =>
    `${name(actor.subject)}在一小时内查看了超过${moreThan}项检查的${what === 'identities' ? '患者身份' : '图像'}。`,
  classification: ({ actor }, { name }) => `${name(actor.subject)}按需对该文件进行了分类。`,
  retry: ({ actor, file }, { name }) =>
    `${name(actor.subject)}重试了该文件，此前${file === 'refused' ? '被拒收' : '没有结果'}。`,
  'drift-restart': ({ actor, model, feature, reference, reason }, { name }) =>
    `${name(actor.subject)}以${reference === 'keep' ? '原有' : '新的'}参照重新开始监视${model}的${feature}：${reason}`,
  dismissal: ({ actor, reason }, { name }) => `${name(actor.subject)}将该拒收文件移出列表：${reason}`,
  'file-access': ({ actor, what, arrivals }, { name }) =>
    what === 'content'
      ? `${name(actor.subject)}下载了该拒收文件。`
      : `${name(actor.subject)}查看了${counts.files(arrivals.length)}的文件名。`,
  erasure: ({ actor, reason, arrival }, { name }) =>
    `${name(actor.subject)}清除了${arrival === undefined ? '该检查' : '该文件'}的全部数据：${reason}`,
  'key-change': ({ actor, reason }, { name }) => `${name(actor.subject)}更换了日志的签名密钥：${reason}`,
  'access-denied': ({ actor, method, route, code }, { name }) =>
    `${name(actor.subject)}${from(actor)}被拒绝访问${method} ${route}（${code}）。`,
  'integrity-failure': ({ object, restored }) =>
    restored
      ? `已恢复为应用所写的内容：${sealedObjects[object]}。`
      : `在应用之外被改动，因此不显示：${sealedObjects[object]}。`,
};

function from({ roles, address }: AuditEventOf<'access-denied'>['actor']): string {
  const as = roles && roles.length > 0 ? `（${roles.join('，')}）` : '';
  return `${as}${address === undefined ? '' : `从${address}`}`;
}

export const auditedReasons: Vocabulary['auditedReasons'] = {
  baseline: (place) => `按申请单：${place === undefined ? '？' : named[place]}。`,
  finding: (place, what) => `${what}：${place === undefined ? '？' : named[place]}。`,
  'due-nearer': (_, what) => `分数使到期提前：${what}。`,
  rejected: (_, what = '') =>
    `一幅图像${Object.hasOwn(rejections, what) ? rejections[what as RejectionCode] : '被退回'}。`,
  superseded: () => '一幅图像已被新版本取代。',
  'not-analysed': (_, what = '') => `一幅图像未分析。${explained(notAnalysed, what)}`,
};

export const policy: Vocabulary['policy'] = (id) => `按策略${id}。`;

export const tensor: Vocabulary['tensor'] = (sha256) => `[张量 ${sha256.slice(0, 12)}…]`;
