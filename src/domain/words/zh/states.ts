import { imageFormatNames } from '../../kernel/imageFormats';
import type { Vocabulary } from '../vocabulary';

export const priorities: Vocabulary['priorities'] = {
  stat: '危急',
  urgent: '紧急',
  routine: '常规',
  unclassified: '未分级',
};

export const prioritiesInText: Vocabulary['prioritiesInText'] = priorities;

export const placeMeanings: Vocabulary['placeMeanings'] = {
  stat: '立即阅片',
  urgent: '先于常规检查阅片',
  routine: '按顺序阅片',
};

export const reviewStates: Vocabulary['reviewStates'] = {
  awaiting: '待复核',
  reviewed: '已复核',
  reopened: '重新打开，待复核',
  closed: '未阅片即关闭',
};

export const tabs: Vocabulary['tabs'] = {
  awaiting: '待复核',
  reviewed: '已复核',
  'not-analysed': '未分析',
  quarantined: '已隔离',
  processing: '处理中',
  kept: '无需复核',
};

export const routes: Vocabulary['routes'] = {
  prior: '无需复核：按接收规则，这是供对比的既往检查。',
  kept: '无需复核：按接收规则，其对象仅作保存。',
};

export const outcomes: Vocabulary['outcomes'] = {
  analysed: '已分析',
  'not-analysed': '未分析',
  quarantined: '已隔离',
  unpacked: '已解包',
  index: '目录文件',
};

export const stances: Vocabulary['stances'] = {
  above: '高于阈值',
  near: '无法判定：接近阈值',
  under: '低于阈值',
  none: '仅有分数，无阈值',
};

export const overrideReasons: Vocabulary['overrideReasons'] = {
  missed: '模型漏检',
  'false-alarm': '误报：该发现不存在',
  'wrong-laterality': '左右侧错误',
  'image-quality': '图像质量误导了模型',
  'out-of-scope': '不属于模型的适用范围',
  other: '其他（请说明）',
};

export const meaning: Vocabulary['meaning'] = (decision) =>
  ({
    accept: '同意该检查的当前级别',
    override: '更改该检查的级别',
    'cannot-assess': '无法判断该检查',
    close: '未阅片即关闭该检查',
  })[decision];

export const decisions: Vocabulary['decisions'] = {
  accept: () => '同意',
  override: (to, reason) =>
    `改为${to === undefined ? '？' : priorities[to]}${reason === undefined ? '' : `：${overrideReasons[reason]}`}`,
  'cannot-assess': () => '无法判断',
  close: () => '未阅片即关闭',
};

export const notClosed: Vocabulary['notClosed'] = {
  'no-such-study': '没有该检查',
  'changed-since': '该检查在您查看之后已变化',
  'already-reviewed': '该检查已不再待复核',
  'must-be-seen': '该检查级别较高，或有阳性发现或警示，而您未予确认',
  'changed-outside': '该检查有内容在应用之外被改动',
};

export const reviewOutcomes: Vocabulary['reviewOutcomes'] = {
  accepted: undefined,
  conflict: '提交过晚：已保存，但未改变任何内容。',
  withdrawn: '已撤回。',
  raised: '提交过晚，不计入，但提高了该检查的级别。',
};

export const roles: Vocabulary['roles'] = {
  uploader: { name: '上传者', does: '发送图像，并提交单幅图像供分析' },
  reviewer: { name: '复核医师', does: '阅览检查并作出决定' },
  auditor: { name: '审计员', does: '查看全部内容，不作更改' },
  admin: { name: '管理员', does: '管理站点，查看全部内容，不作复核' },
  service: { name: '服务', does: '读取结果的其他程序' },
  monitor: { name: '监控', does: '监视应用运行状况的程序' },
};

export const modelChanges: Vocabulary['modelChanges'] = {
  added: '添加',
  promoted: '启用',
  'rolled-back': '回退',
  retired: '停用',
  shadowed: '转入影子运行',
};

export const standings: Vocabulary['standings'] = {
  promoted: '已启用',
  shadow: '影子运行',
  off: '停用',
};

export const notices: Vocabulary['notices'] = {
  'urgent-study': '紧急检查',
  'due-soon': '即将到期',
  overdue: '已超时',
};

export const noticeChannels: Vocabulary['noticeChannels'] = {
  queue: '存储队列',
  webhook: 'Webhook',
};

export const readFormats: Vocabulary['readFormats'] = new Intl.ListFormat('zh-CN', {
  type: 'disjunction',
}).format(Object.values(imageFormatNames));

export const flatReasons: Vocabulary['flatReasons'] = {
  'no-pixels': '该对象不含图像。',
  video: '这是视频，此处不显示。请在PACS阅片工作站中打开。',
  colour: '这是彩色图像，以256级灰度显示；亮度和对比度只改变这些灰度级。',
  'wide-samples': '该图像的像素值超过16位或含小数，以256级灰度显示；亮度和对比度只改变这些灰度级。',
};
