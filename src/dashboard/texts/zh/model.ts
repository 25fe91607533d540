import type { Texts } from '../en/english';

export const model: Texts['model'] = {
  card: '模型卡',
  noCard: '此版本没有模型卡。',
  evaluations: '测量结果',
  notMeasured: '此版本没有评估结果。',
  unreadable: (names) => `以下评估无法读取：${names}。`,
  comparisons: '与当前显示版本的比较',
  comparisonsWhy: '自开始计数以来，在本站相同图像上的比较。两者都不是真值：差异提示应查看何处，而非谁正确。',
  against: (label, other) => `${label}，对比 ${other.replace('@', ' ')}`,
  sameSide: (share) => `两者一致：${share}。`,
  meanDifference: (difference) => `评分平均差：${difference}。`,
  whoSaidWhat: '按两个版本的结果统计的图像数',
  thisSaid: '此版本的结果',
  otherSaid: (side) => `另一版本：${side}`,
  sides: { positive: '阳性', negative: '阴性', abstained: '未作判断' },
  differences: '此版本评分减去另一版本评分',
  between: (low, high) =>
    low === undefined ? `不超过 ${high}` : high === undefined ? `大于 ${low}` : `${low} 至 ${high}`,
  files: (listed, analysed, notAnalysed, refused) =>
    `${listed} 个文件：${analysed} 个已分析，${notAnalysed} 个未分析，${refused} 个被拒绝。`,
  counts: (n, positives, negatives) => `${n} 个有评分：阳性 ${positives}，阴性 ${negatives}`,
  auc: (value) => `曲线下面积（AUC）${value}`,
  sensitivity: (value) => `灵敏度 ${value}`,
  specificity: (value) => `特异度 ${value}`,
  roc: 'ROC 曲线',
  falsePositiveRate: '阴性中判为阳性的比例',
  sensitivityAxis: '阳性中检出的比例',
  calibration: (error) => `评分是否准确？校准误差 ${error}`,
  meanScore: '平均评分',
  observed: '实际比例',
  bin: (score, observed, files) => `评分 ${score}：${files} 个中 ${observed}`,
  scores: '评分与阈值',
  positives: (count) => `阳性（${count}）`,
  negatives: (count) => `阴性（${count}）`,
  spokenScores: (positives, negatives) =>
    `线上方为 ${positives} 个阳性的评分，线下方为 ${negatives} 个阴性的评分`,
};
