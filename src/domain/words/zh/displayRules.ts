import type { Vocabulary } from '../vocabulary';

export const displayRules: Vocabulary['displayRules'] = {
  'no-modality-transform': { shown: '存储值即为模态值。', because: '没有模态查找表，也没有重标定' },
  rescale: {
    shown: '存储值乘以斜率，再加截距。',
    because: 'Rescale Slope (0028,1053)和Intercept (0028,1052)',
  },
  'modality-table': {
    shown: '存储值由模态查找表转换；并存的重标定不使用。',
    because: 'Modality LUT Sequence (0028,3000)',
  },
  'modality-not-for-display': {
    shown: '显示存储值；不使用模态查找表或重标定。',
    because: 'XA和RF的模态查找表或重标定还原X线强度，不用于显示',
  },
  'slope-zero': {
    shown: '显示存储值；不使用重标定和窗宽窗位。',
    because: 'Rescale Slope (0028,1053)为0，会使所有像素相同',
  },
  padding: { shown: '填充值不计入最小值至最大值的范围。', because: 'Pixel Padding Value (0028,0120)' },
  window: { shown: '使用第一个窗宽窗位。', because: 'Window Center (0028,1050)和Width (0028,1051)' },
  'voi-table': {
    shown: '没有窗宽窗位时，使用第一个VOI查找表。',
    because: 'VOI LUT Sequence (0028,3010)，且无窗宽窗位',
  },
  'no-window': {
    shown: '未经转换的8位及以下数据原样显示，其余按最小值至最大值显示。',
    because: '文件没有窗宽窗位，也没有VOI查找表',
  },
  'window-unusable': {
    shown: '按没有窗宽窗位和VOI查找表的图像显示。',
    because: '文件中的窗宽窗位或VOI查找表均不可用',
  },
  monochrome1: {
    shown: '最后一步交换黑白。',
    because: 'Photometric Interpretation (0028,0004)为MONOCHROME1',
  },
  'shape-inverse': {
    shown: '无论光度解释如何，最后一步交换黑白。',
    because: 'Presentation LUT Shape (2050,0020)为INVERSE',
  },
  'shape-identity': {
    shown: '虽然光度解释为MONOCHROME1，但不交换黑白。',
    because: 'Presentation LUT Shape (2050,0020)为IDENTITY，优先于MONOCHROME1',
  },
  colour: { shown: '模型和预览使用颜色的亮度（BT.601）。', because: '彩色图像不使用窗宽窗位' },
  'square-pixels': { shown: '像素按等宽等高绘制。', because: '文件的间距和宽高比均未另作说明' },
  'pixel-shape': {
    shown: '像素按真实比例绘制。',
    because: '文件中的间距或Pixel Aspect Ratio (0028,0034)',
  },
};
