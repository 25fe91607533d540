import type { Texts } from '../en/english';

const groups: Readonly<Record<string, string>> = {
  other: '其他',
  unstated: '未注明',
  answered: '已给结果',
  abstained: '未作判断',
  kept: '级别保留',
  changed: '级别更改',
};

const directions = { more: '高于', less: '低于' } as const;

export const drift: Texts['drift'] = {
  features: {
    score: {
      title: '分数',
      what: '该标签的校准分数。',
      toDo: '查看图像是否也有变化（亮度、尺寸、体位、厂商）。若没有，则是患者有变化：请用本站点的已标注图像评估模型。',
    },
    brightness: {
      title: '亮度',
      what: '交给模型的图像的平均亮度，0为黑，1为白。',
      toDo: '查看新图像：是否黑白反转、没有窗宽窗位，或设备改变了处理？请询问设备负责人。',
    },
    size: {
      title: '尺寸',
      what: '图像长边，以像素计。',
      toDo: '新设备、另一种导出，或图像在传输中被缩小：请询问PACS管理员。',
    },
    view: {
      title: '体位',
      what: '文件注明的投照体位。',
      toDo: '可能有其他机房或病区发送文件，或设备改变了体位的写法。模型仅在特定体位上评估过：见其模型卡。',
    },
    manufacturer: {
      title: '设备厂商',
      what: '文件注明的设备厂商。',
      toDo: '有新设备发送文件。在依赖模型发现之前，请用该设备的已标注图像评估模型。',
    },
    abstention: {
      title: '未作判断',
      what: '交给模型但未给出发现的图像。',
      toDo: '原因列在各检查中：不属于模型适用范围的图像会被拒绝。请查看由哪个来源发送。',
    },
    agreement: {
      title: '复核医师一致性',
      what: '保留检查原级别的复核。',
      toDo: '请在“反馈”页查看改级原因。若模型出错增多，请将其回退。',
    },
  },
  group: (group) => groups[group] ?? group,
  rate: (days, chance) =>
    `将每个模型版本的输入和输出与其在此处最初几周相比。若没有变化，一个版本的一项特征在${days}天内误报的概率至多为${chance}。警报说明有变化，不说明模型有错；没有警报也不证明模型正确。`,
  nothing: '尚无统计',
  nothingWhy: '模型分析图像后，各版本会显示在这里。',
  above: (bound) => `高于${bound}`,
  upTo: (bound) => `≤ ${bound}`,
  over: (bound) => `> ${bound}`,
  alarm: (share, direction, since) => `${share}的比例：自${since}起${directions[direction]}通常水平。`,
  usual: (low, high) => `通常：${low}至${high}。`,
  sinceThen: (share) => `此后：${share}。`,
  shares: (group, before, now) => `${group}：${before}，现为${now}`,
  learning: (counted, needed, days) =>
    `正在学习通常水平：已有${counted}个，至少需${needed}个，且至少来自${days}天。`,
  reference: (from, to, counted) => `灰色：参照${from}至${to}（${counted}）。`,
  recent: (from, counted) => `彩色：自${from}起（${counted}）。`,
  nearness: (share) => `已达警报界限的${share}。`,
  end: '结束此警报…',
  ended: '警报已结束。',
  restart: {
    title: (feature, model) => `结束警报：${feature}，${model}`,
    explain: '今后以什么为通常水平？',
    keep: '与之前相同：原因已消除。',
    renew: '以今后的数据为准：变化是有意的。',
    action: '结束警报',
  },
};
