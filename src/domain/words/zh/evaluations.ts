import type { EvaluationWords } from '../evaluationWords';

const roles: EvaluationWords['roles'] = {
  training: {
    name: '训练数据',
    caution: '模型就是用这些文件训练的：数字只说明它记得多好，不说明今后的表现。',
  },
  validation: {
    name: '验证数据',
    caution: '阈值、校准或训练方案是用此类文件选定的：数字优于在其他文件上的表现。',
  },
  test: {
    name: '留出测试',
    caution: '这些文件未用于训练，但与训练数据来源相同：在其他地方模型可能表现较差。',
  },
  external: {
    name: '外部测试',
    caution: '这些文件与训练数据来源不同。其他机构仍可能与两者都不同。',
  },
  unstated: {
    name: '未说明角色',
    caution: '未说明模型是否用这些文件训练过（--role）。',
  },
};

const measures = { auc: 'AUC', sensitivity: '灵敏度', specificity: '特异度' };

export const evaluations: EvaluationWords = {
  roles,
  limits: {
    age: (least) => ({ about: '年龄。', text: `对${least}岁以下的患者一无所知。` }),
    noExternalTest: {
      about: '没有外部测试。',
      text: '该模型没有附带来自其他来源、且同时含阳性和阴性的评估。在其他地方，其表现预计低于上述数字。',
    },
    elsewhere: ({ from, to }, question, { before, there, change, isLess }) => ({
      about: `从${from}到${to}。`,
      text: `${question}：模型研制处的AUC为${before}，该处为${there}：${isLess ? '降低' : '升高'}${change}。`,
    }),
    apart: (list, column, question, parts) => ({
      about: `${list}，按${column}。`,
      text: `${question}：${parts.join('；')}。`,
    }),
    differs: (measure, groups) =>
      `${measures[measure]}：${groups.map(({ name, measured }) => `${name}为${measured}`).join('，')}`,
    tooFew: (list, question, few, groups) => ({
      about: `${list}，例数过少。`,
      text: `${question}：以下亚组中某一类不足${few}例：${groups.join('，')}。`,
    }),
    role: (role) => ({ about: `${roles[role].name}。`, text: roles[role].caution }),
    truth: {
      text: '真值以列表所述为准：从报告中提取、或仅凭一幅图像判读的标签，偶有错误。',
    },
    list: (title, limit) => ({ about: `${title}。`, text: limit }),
  },
};
