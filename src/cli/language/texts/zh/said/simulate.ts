import type { Texts } from '../../en/english';

const savedOf = (studies: string) => ({
  tooFew: `${studies}过少，无法说明分诊策略对其有何改变。`,
  unclear: (sooner: string) => `${studies}的阅片时间既无明显提前，也无明显推迟：提前${sooner}。`,
  sooner: (time: string) => `与按到达顺序相比，${studies}的阅片提前${time}。`,
  later: (time: string) => `与按到达顺序相比，${studies}的阅片推迟${time}。`,
});

export const simulate: Texts['simulate'] = {
  written: (files) => `已写入：${files}`,
  overload: (share) => `工作量超过这些阅片人员的能力（占其时间的${share}）：列表将无限增长。`,
  noQuestion: (questions, number) => `该评估有${questions}个问题；没有第${number}个。`,
  either: '请指定站点或评估，不能同时指定。',
  readers: '站点不说明有多少人阅片以及用时：请给出--readers和--reading-minutes，或指定阅片室。',
  noCurve: (question) => `“${question}”没有ROC曲线：其列表只有一个类别。`,
  noThreshold: (question) => `“${question}”没有阈值。`,
  noRoom: (file, problems) => `${file}未描述阅片室：${problems}。`,
  noScore: (days, label) => `最近${days}天没有检查有${label}的分数；可用--finding指定其他标签。`,
  about: {
    scores: '阅片室的分数',
    rates: '阅片室的灵敏度和特异度',
    evaluation: (model, list, question) => `${model}在${list}上的分数：${question}`,
    site: (studies, days) => `本站点最近${days}天的${studies}项检查，按UTC小时；分数视为患病的概率`,
  },
  orders: {
    asItCame: '按到达顺序（先到先阅）',
    asOrdered: '按申请单，不用模型',
    triaged: '按分诊策略',
    byScore: '仅按分数',
  },
  minutes: (number) => `${number}分钟`,
  estimate: (mean, low, high) => `${mean}分钟（${low}至${high}）`,
  percent: (number) => `${number}%`,
  saved: { diseased: savedOf('患病检查'), others: savedOf('其他检查') },
  cameAtOnce: (studies) => `同时到达的${studies}项`,
  cameOver: (studies, hours) => `${hours}小时内到达的${studies}项`,
  intro: (studies, repetitions, busy, policy, about) =>
    `阅片等待时间，${studies}项检查，重复${repetitions}次，阅片人员${busy}的时间在工作；分诊策略${policy}；${about}。`,
  waits: ['阅片顺序', '患病：平均', '中位数', '95%', '其他：平均', '中位数', '95%'],
  places: ['列表', '阅片顺序', '排在后半的患病检查', '患病的中位位置', '其他的中位位置'],
  explain: '从到达至开始阅片的分钟数，不含阅片本身；括号内为95%置信区间。',
};
