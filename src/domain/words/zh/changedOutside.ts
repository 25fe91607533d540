import type { Vocabulary } from '../vocabulary';

const whatToDo = '请勿使用。请通知管理员运行“triage audit verify”并恢复被改动的内容。';

export const changedOutside: Vocabulary['changedOutside'] = {
  answer: `该内容在应用之外被改动，因此不显示。${whatToDo}`,
  title: '该检查在应用之外被改动。',
  whatToDo: `被改动的内容不显示，该检查不能签署。${whatToDo}`,
  changed: (objects) => `被改动：${objects.join('、')}。`,
  notSigned: '在应用之外被改动的检查不能签署。',
  line: '在应用之外被改动：请勿使用。',
};

export const sealedObjects: Vocabulary['sealedObjects'] = {
  arrival: '到达记录',
  export: '导出文件清单',
  identity: '患者身份',
  salt: '检查的盐值',
  'patient-link': '同一患者检查的关联记录',
  image: '图像描述',
  pixels: '图像像素',
  codestream: '图像的压缩数据',
  'full-picture': '图像的完整画面',
  picture: '图像画面',
  preview: '图像预览',
  pictures: '图像热力图',
  attributes: '图像头信息',
  'image-result': '图像结果',
  study: '检查记录',
  'study-version': '检查的一个版本',
  outcome: '文件的处理结果',
  refusal: '文件的拒收记录',
  output: '发往其他系统的输出',
  'worklist-row': '工作列表的一行',
  other: '一条记录',
};
