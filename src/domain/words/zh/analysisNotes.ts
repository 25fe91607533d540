import type { Vocabulary } from '../vocabulary';

export const analysisNotes: Vocabulary['analysisNotes'] = {
  'gate-unsure': '不能确定这是否为模型适用的图像；仍作了分析。',
  'region-share-unusual': '检查区域（如肺部）异常小或异常大。',
  'region-confidence-unusual': '检查区域（如肺部）的识别置信度异常低或异常高。',
  'region-balance-unusual': '检查区域各部分（如双肺）的大小比例异常。',
  'may-be-inverted': '图像中部比四角更暗：黑白可能反转。',
  'much-pure-black': '图像大部分为纯黑，无细节。',
  'much-pure-white': '图像大部分为纯白，无细节。',
  'border-cut-off': '图像有均匀边框，模型分析前已裁去。',
  'age-unknown': '文件未注明年龄。模型不适用于最小年龄段：一岁以下儿童的图像不得用它分级。',
  padded: '为符合模型输入的形状，图像已加边框。',
};
