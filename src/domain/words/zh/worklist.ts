import { unkeptUrgency } from '../../kernel/orderUrgency';
import type { Place } from '../../kernel/priority';
import type { Vocabulary, WaitingCap } from '../vocabulary';
import { prioritiesInText as named, routes } from './states';
import { values } from './values';

const { duration, percent } = values;

export const worklist: Vocabulary['worklist'] = {
  rank: (rank) => `第${rank}位`,
  readAs: (place) => `按${named[place]}阅片`,
  waiting: (milliseconds) => `已等待${duration(milliseconds)}`,
  arrived: (milliseconds) => `${duration(milliseconds)}前到达`,
  ago: (milliseconds) => `${duration(milliseconds)}前`,
  dismissed: '已由管理员移出列表',
  superseded: '已被该文件的后续版本取代',
  escalated: '已升级提醒',
  notAnalysed: '未分析：',
  partlyNotAnalysed: (notAnalysed, images) => `${images}幅图像中${notAnalysed}幅未分析`,
  version: (version) => `第${version}版`,
  lookedSince: (at) => `仅搜索了${at}以后复核的检查`,
  plainPicture: '图像',
  picture: (number, at) => ['图像', at, `编号${number}`].filter(Boolean).join(' '),
};

const byOrder = (place: Place) => `按申请单，该检查按${named[place]}阅片`;

const everyTime = ({ times, given }: WaitingCap) =>
  `每等待${duration(times * given)}（从到达至到期时限${duration(given)}的${times}倍），级别上升一级`;

const after = (given: number) => `首幅图像到达后${duration(given)}`;

const modelName = (model: string) => model.replace('@', ' ');

export const rank: Vocabulary['rank'] = {
  ...routes,
  changedOutside: '该检查在应用之外被改动，因此最先阅片。',
  reviewed: '该检查已复核，不再等待。',
  reopened: '该检查曾复核过；新版本使其重新打开。',
  closed: '该检查未阅片即关闭，不再等待。',
  broughtBack: '按接收规则无需复核；但因有阳性发现、申请级别或警示，仍需复核。',
  raisedLate: (place) => `在其他人阅片之后，有复核医师将其提高为${named[place]}：需要重新作出决定。`,
  nobodyJudged: (ordered) => `${byOrder(ordered)}。没有模型分析过其中任何图像，这并不说明患者的情况。`,
  findingsHidden: (ordered) => `${byOrder(ordered)}。模型的发现在您给出初步印象后显示。`,
  asOrdered: (ordered) => `${byOrder(ordered)}，没有发现使其级别提高。`,
  raised: (place, ordered) => `该检查按${named[place]}阅片；仅按申请单则为${named[ordered]}。`,
  raisedBy: ({ title, score, model }, place, others) =>
    `${title}使其提高为${named[place]}：分数${percent(score)}，模型${modelName(model)}。${others === 0 ? '' : `另有${others}个发现结果相同。`}`,
  neverLowered: (ordered) => `${byOrder(ordered)}；发现只会提高级别，从不降低。`,
  dueNearer: ({ title, score, model }, due, otherwise) =>
    `${title}（分数${percent(score)}，模型${modelName(model)}）使其到期时间提前：${after(due)}，而不是${duration(otherwise)}。`,
  unknownUrgency: (unknown) =>
    unknown.every((word) => word === unkeptUrgency)
      ? '申请单注明的紧急程度不在分诊策略之内。'
      : `申请单注明的紧急程度不在分诊策略之内：${unknown.filter((word) => word !== unkeptUrgency).join('、')}。`,
  rose: (waited, place, cap) =>
    `该检查已等待${duration(waited)}，现按${named[place]}阅片：${everyTime(cap)}。`,
  willRise: (inTime, place, cap) =>
    `若无人复核，${duration(inTime)}后将按${named[place]}阅片：${everyTime(cap)}。`,
  due: (left, given) => `该检查将于${duration(left)}后到期，即${after(given)}。`,
  overdue: (by, given) => `该检查已超时${duration(by)}；到期时间为${after(given)}。`,
  first: '没有其他检查排在它之前。',
  before: (higher, [place, same]) => {
    const total = higher.reduce((sum, [, count]) => sum + count, same);
    const parts = higher.map(([one, count]) => `${count}项按${named[one]}阅片`);
    if (same > 0) parts.push(`${same}项同为${named[place]}且到期更早`);
    return `有${total}项检查排在它之前：${parts.join('，')}。`;
  },
};

export const why: Vocabulary['why'] = {
  keepsPlace: (place) => `级别不变（${named[place]}）。`,
  looksLike: (title) => `它看起来像：${title}。`,
  byReviewer: (place) => `复核医师将其定为${named[place]}。`,
  nothingRaises: '没有发现使其级别提高，仍为常规。',
  ordered: (place) => `申请单为${named[place]}。`,
  raisedBy: (title, score, stance, place) =>
    `${title}（${percent(score)}${stance === 'near' ? '，接近阈值' : ''}）使其成为${named[place]}。`,
  byOtherImage: (place) => `同一检查的另一幅图像使其成为${named[place]}。`,
  dueNearer: (title, score, due, otherwise) =>
    `${title}（${percent(score)}）使到期时限由${duration(otherwise)}改为${duration(due)}。`,
};
