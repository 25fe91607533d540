import type { Vocabulary } from '../vocabulary';

export const imageFlags: Vocabulary['imageFlags'] = {
  'lossy-compressed': '图像经有损压缩。',
  'burned-in-annotation': '文件注明图像中的文字可识别患者。',
  'urgency-unknown': '申请单注明的紧急程度不在分诊策略之内；除非策略另有规定，按紧急阅片。',
};
