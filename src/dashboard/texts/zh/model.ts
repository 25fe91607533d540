import type { Texts } from '../en/english';

export const model: Texts['model'] = {
  card: '模型卡',
  noCard: '此版本没有模型卡。',
  evaluations: '评估结果',
  notMeasured: '此版本没有评估结果。',
  unreadable: (names) => `以下评估无法读取：${names}。`,
  comparisons: '与已启用版本的比较',
  comparisonsWhy:
    '自开始计数以来，在本站点相同图像上的比较。两者都不是真值：差异提示应查看何处，而非谁正确。',
  against: (label, other) => `${label}，对比${other.replace('@', ' ')}`,
  sameSide: (share) => `两者一致：${share}。`,
  meanDifference: (difference) => `分数平均差：${difference}。`,
  whoSaidWhat: '按两个版本的结果统计的图像数',
  thisSaid: '此版本的结果',
  otherSaid: (side) => `另一版本：${side}`,
  sides: { positive: '阳性', negative: '阴性', abstained: '未作判断' },
  differences: '此版本分数减去另一版本分数',
  between: (low, high) =>
    low === undefined ? `不超过${high}` : high === undefined ? `大于${low}` : `${low}至${high}`,
  files: (listed, analysed, notAnalysed, refused) =>
    `${listed}个文件：${analysed}个已分析，${notAnalysed}个未分析，${refused}个被拒绝。`,
  counts: (n, positives, negatives) => `${n}个有分数：阳性${positives}，阴性${negatives}`,
  auc: (value) => `曲线下面积（AUC）${value}`,
  sensitivity: (value) => `灵敏度${value}`,
  specificity: (value) => `特异度${value}`,
  roc: 'ROC曲线',
  falsePositiveRate: '阴性中判为阳性的比例',
  sensitivityAxis: '阳性中检出的比例',
  calibration: (error) => `分数是否与实际相符？校准误差${error}`,
  meanScore: '平均分数',
  observed: '实际阳性比例',
  bin: (score, observed, files) => `分数${score}：${files}个中${observed}为阳性`,
  scores: '分数与阈值',
  positives: (count) => `阳性（${count}）`,
  negatives: (count) => `阴性（${count}）`,
  spokenScores: (positives, negatives) =>
    `线上方为${positives}个阳性的分数，线下方为${negatives}个阴性的分数`,
};
