import type { Texts } from '../../en/english';

export const evaluate: Texts['evaluate'] = {
  refused: (count) => `${count}个被拒绝`,
  anotherFile: (line, file) =>
    `列表第${line}行：${file}与列表所描述的文件不同（sha256）；请恢复该文件，或更正列表。`,
  noName: (text) => `“${text}”不是模型名称；应为ID，如chest-opacity，或chest-opacity@1.0.0。`,
  helper: (id, kind) => `${id}是${kind}类模型，不为标签评分；请评估使用它的分类模型。`,
  notAdmitted: (model, why) => `${model}未通过检查：${why}。`,
  missing: (count, of, folder, names) =>
    `列表的${of}个文件中有${count}个不在${folder}中：${names}。请用--images DIR指明其位置，或将其移出列表。`,
  exists: (file) => `${file}已存在；请另选--out，或用--overwrite覆盖。`,
  noFolder: (file, why) => `无法读取${file}：${why}。请指定模型某一版本的文件夹。`,
  another: (file, measured, here) =>
    `${file}是用${measured}评估的，而此处为${here}；请重新运行“triage models evaluate”。`,
  columns: ['问题', '文件', '阳性', '无分数', 'AUC', '灵敏度', '特异度'],
  title: (model, list) => `${model}，列表${list}`,
  files: (listed, analysed, notAnalysed, refused, milliseconds) =>
    `${listed}个文件：${analysed}个已分析，${notAnalysed}个未分析，${refused}个被拒绝；每个文件${milliseconds}毫秒（中位数）。括号内为95%置信区间。`,
  difference: (value, low, high) => `${value}（${low}至${high}）`,
  notComparable: '无法比较',
  compared: (model, question, auc, flipped, of) =>
    `与${model}比较：${question}：AUC ${auc}；${of}个文件中${flipped}个结果改变。`,
};
