import type { Vocabulary } from '../vocabulary';

export const studyAlerts: Vocabulary['studyAlerts'] = {
  'different-patients': {
    line: () => '其图像标注了不同的患者。',
    notice: () => '该检查的图像标注了不同的患者。作出任何决定之前，请先查明图像属于谁。',
  },
  'images-rejected': {
    line: (images) => `${images}幅图像被退回。`,
    notice: (images) =>
      `${images}幅图像根据退回说明（rejection note）被退回。被退回的图像不阅片，也不提高级别。没有删除任何内容。`,
  },
  'images-superseded': {
    line: (images) => `${images}幅图像已被新版本取代。`,
    notice: (images) => `${images}幅图像重新发送，并已被新版本取代。旧版本不阅片。没有删除任何内容。`,
  },
};

export const rejections: Vocabulary['rejections'] = {
  '113001': '因质量问题被退回',
  '113037': '因患者安全被退回',
  '113038': '因检查任务列表条目错误被退回',
  '113039': '因无需继续保存被退回',
};

export const setAside: Vocabulary['setAside'] = (aside) =>
  aside.why === 'rejected'
    ? `该图像${rejections[aside.code]}，不阅片。`
    : '该图像已重新发送：以新版本代替阅片。';
