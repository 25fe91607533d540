import type { Texts } from '../../en/english';

export const reportPage: Texts['reportPage'] = {
  onlyClassifiers: (model, kind) => `${model}是${kind}类模型；报告只针对分类模型。`,
  overload: '该阅片室的工作量超过阅片人员的能力。',
  scores: (list, question) => `${list}的分数：${question}`,
  title: (title, version) => `报告：${title} ${version}`,
  made: (day) => `模型独立性能报告，生成日期${day}`,
  heading: (title, model) => `${title}（${model}）`,
  order:
    '按21 CFR 892.2080（radiological computer-aided triage and notification software）的顺序编写。未经任何监管机构审评。',
  use: {
    title: '1. 预期用途',
    purpose: '用途',
    output: '输出',
    scoreFor: (labels) => `以下各项的分数：${labels}。分数用于排列阅片顺序；每项检查均由医师阅片。`,
    label: (title, meaning) => `${title}（${meaning}）`,
    images: '图像',
    kinds: (modalities, bodyParts, views) => `检查类型${modalities}；检查部位${bodyParts}；投照体位${views}`,
    patients: '患者',
    everybody: '不限年龄',
    from: (age) => `${age}岁及以上`,
    orUnknown: (patients) => `${patients}；文件未注明年龄者亦可`,
    network: '网络',
    notLookedFor: '不检测以下征象',
    mustNot: '不得用于',
  },
  data: {
    title: '2. 数据',
    trained: '训练数据',
    used: (name, used) => `${name}：${used}`,
    tested: '测试数据',
    nothing: '该版本没有保存任何评估：其正确率未知。',
    columns: ['列表', '对模型而言的角色', '文件', '患者', '已分析', '无分数'],
    notStated: '未说明',
  },
  point: {
    title: '3. 工作点',
    columns: ['标签', '阈值', '无法判定区间', '规则'],
    none: '无：只给分数，永不判为阳性',
    chosen: (rule, data) => `${rule}；选定所用数据：${data}`,
  },
  performance: {
    title: '4. 独立性能及亚组',
    what: '完整文件按实际运行流程处理；95%置信区间。无分数的文件从不计为阴性。',
    answer: (list, role, question) => `${list}（${role}）：${question}`,
  },
  triage: {
    title: '5. 分诊效果',
    nothing: '没有任何评估既含阳性和阴性、又有分诊策略所用标签的阈值：无法说明等待时间。',
    how: (room, prevalence, policy) =>
      `通过模拟阅片室得出（${room}；患病率${prevalence}；分诊策略${policy}）。`,
    scores: (scores) => `分数来源：${scores}。`,
    held: '模拟结果已与排队论及已发表的分诊器械评估工具对照（docs/simulation.md）。',
  },
  limits: {
    title: '6. 局限性',
    simulated: '模拟得出的等待时间不是在临床中测得的等待时间。',
  },
};
