import type { Texts } from '../../en/english';

export const images: Texts['images'] = {
  classify: {
    notAnalysed: (reason, why) => `未分析（${reason}）：${why}`,
    abstained: (model, reason, why) => `${model}未作判断（${reason}）：${why}`,
    looksLike: (model, title, accepted) => `${model}：看似${title}（可接受类型合计：${accepted}）`,
    note: (code, text) => `备注（${code}）：${text}`,
    notRead: (why) => `未读取：${why}`,
    columns: ['#', '标签', '分数', '阈值', '模型'],
    leftOut: (labels, positive) =>
      `另有${labels}个标签${positive === 0 ? '' : `，其中${positive}个阳性`}（-k可显示更多）`,
  },
  decode: {
    frames: (frames) => `该图像有${frames}帧。`,
    names: {
      format: '格式',
      transferSyntax: '传输语法',
      modality: '设备类型',
      bodyPart: '部位',
      view: '投照体位',
      pixels: '像素',
      samples: '采样',
      bits: '位数',
      modalityValues: '模态值',
      windows: '窗宽窗位',
      lossy: '有损压缩史',
      note: '备注',
    },
    video: '视频，未解码',
    none: '无',
    size: (columns, rows, frames) => `${columns} x ${rows}，帧数：${frames}`,
    bits: (stored, allocated, sign) => `存储${stored}位，分配${allocated}位，${sign}`,
    signed: '有符号',
    unsigned: '无符号',
    yes: '是',
    linear: (slope, intercept) => `存储值 × ${slope} + ${intercept}`,
    table: (entries) => `经${entries}项的查找表`,
  },
  deidentify: {
    done: (written, warned, refused) => `已写入${written}个，其中${warned}个有警告；${refused}个被拒绝。`,
    refused: (file, why) => `${file}：已拒绝，${why}`,
    warning: (what) => `警告：${what}`,
    noPicture: {
      'no-pixel-data': '此类对象只含文字，将被全部移除',
      video: '其图像或数据流中可能识别患者的内容未知',
    },
    noDicom: '不是DICOM文件，其中可能识别患者的内容未知',
    burnedIn: '图像中烧录的文字可识别患者（Burned In Annotation）。',
  },
};
