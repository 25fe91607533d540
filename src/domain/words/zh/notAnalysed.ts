import type { Vocabulary } from '../vocabulary';

const correctAttribute = '若该属性有误，请在设备端更正；否则请添加适用于此类图像的模型。';

/** Why an admitted image has no analysis, and what can be done about it. None of this means "normal". */
export const notAnalysed: Vocabulary['notAnalysed'] = {
  'no-pixel-data': { meaning: '该DICOM对象没有像素（为报告、显示状态或关键对象）。' },
  video: {
    meaning: '这是视频（MPEG或HEVC）。仅读取了属性，未读取画面。',
    remedy: '请在PACS阅片工作站中查看，或以单幅图像发送。',
  },
  'no-model': {
    meaning: '本站点没有可用模型：没有已加载并启用的模型。',
    remedy: '查看已加载的模型：GET /api/health。',
  },
  'modality-not-covered': { meaning: '没有模型适用于该图像的设备类型。', remedy: correctAttribute },
  'body-part-not-covered': { meaning: '没有模型适用于该图像的检查部位。', remedy: correctAttribute },
  'view-not-covered': { meaning: '没有模型适用于该图像的投照体位。', remedy: correctAttribute },
  'age-not-covered': { meaning: '没有模型适用于该患者的年龄。', remedy: correctAttribute },
  'multi-frame': { meaning: '没有模型适用于多帧图像。' },
  'colour-image': { meaning: '没有模型适用于彩色图像。', remedy: '若这是截图，请发送原图像。' },
  'not-for-presentation': {
    meaning: '该图像为探测器原始数据，不用于阅片（FOR PROCESSING）。',
    remedy: '请发送FOR PRESENTATION图像。',
  },
  localizer: { meaning: '该图像为定位像，用于规划其他图像。' },
  'picture-too-small': { meaning: '图像像素过少，无法判断。', remedy: '请发送完整图像，而非缩略图。' },
  'picture-too-narrow': {
    meaning: '图像为窄条，与模型适用的图像不同。',
    remedy: '请单独发送该图像。',
  },
  'mostly-border': { meaning: '图像大部分为均匀边框。', remedy: '请发送不带边框的图像。' },
  'picture-clipped': {
    meaning: '图像中纯黑或纯白过多：曝光过度，或保存时窗宽窗位错误。',
    remedy: '请检查曝光以及文件中的窗宽窗位。',
  },
  'picture-inverted': {
    meaning: '图像黑白反转。',
    remedy: '请检查光度解释（Photometric Interpretation），并重新发送图像。',
  },
  'picture-turned': { meaning: '图像侧放或倒置。', remedy: '请旋转后重新发送。' },
  'not-the-right-picture': { meaning: '图像与模型适用的图像不符。' },
  'out-of-distribution': {
    meaning: '模型所检查的区域在该图像中过小且过淡，分数不可信。严重病变可导致这种情况。',
    remedy: '请查看该图像。',
  },
  'blank-picture': { meaning: '图像为空白。', remedy: '请检查探测器和导出过程。' },
  'region-not-found': {
    meaning: '在图像中未找到模型所检查的区域。严重病变可导致这种情况。',
    remedy: '请查看该图像。',
  },
  'analysis-failed': {
    meaning: '模型对该图像分析失败。',
    remedy: '请查看日志。图像重新发送时将再次分析。',
  },
};
