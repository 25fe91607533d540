import type { Help } from '../../en/help/help';

export const imagesHelp: Pick<Help, 'images' | 'classify' | 'explain' | 'simulate'> = {
  images: {
    shared: {
      image: '图像：DICOM 文件或图片',
    },
    decode: {
      description: '解码图像文件：显示其像素信息；加 --raw 则输出像素的存储值',
      frame: '只处理一帧，第一帧为 1（默认：全部）',
      raw: '把数值写入此文件：小端序、按分配位宽、样本交错',
      json: '用一个 JSON 对象描述图像',
    },
    render: {
      description: '写出图像文件的显示图：原尺寸、8 位灰度、第一个窗',
      png: '要写入的 PNG 文件',
      frame: '第几帧，第一帧为 1（默认：1）',
    },
    deidentify: {
      description: '写出 DICOM 文件的去标识副本（PS3.15，Basic Profile）',
      fileFolder: 'DICOM 文件；文件夹含其中所有内容',
      out: '存放新文件的文件夹；新文件以内容的哈希命名',
      shiftDates: '把每位患者的日期各自平移若干天，而不是删除',
      keepCharacteristics: '保留年龄（89 岁以上一律为 90）、性别、身高和体重',
      after:
        '\nUID 用站点密钥替换：同一密钥得到同样的 UID。图像中烧录的文字不会被\n去除；可能含有文字的文件会给出警告。读取的文件保持不变。',
    },
  },
  classify: {
    classify: {
      description: '显示模型对图像文件的判断；不保存任何内容，也不需要存储',
      fileFolder: 'DICOM 或图片文件；文件夹含其中所有内容',
      model: '只用此模型（也可以是未启用的）；id@version 指定版本（默认：所有适用的模型）',
      k: '显示多少个标签，分数最高的在前',
      models: '模型文件夹（默认：TRIAGE_MODELS，或应用自带的）',
      json: '标准输出上每个文件一行 JSON，别无其他',
      after: '\n退出状态：每个文件都已读取（已分析或未分析）为 0，有文件无法读取为 1，用法错误为 2。',
    },
  },
  explain: {
    explain: {
      description: '说明文件为何得到这样的结果：读取了什么、附注、拒绝的原因、给模型看的内容',
      file: 'DICOM 文件、图片，或 ZIP 导出（逐个说明其中的图像）',
      out: '把给每个模型看的图像以 PNG 写到这里',
      models: '模型文件夹（默认：TRIAGE_MODELS，或应用自带的）',
      json: '标准输出上每幅图像一行 JSON，别无其他',
      after:
        '\n不保存任何内容，也不显示姓名：PNG 显示的就是文件中的图像，包括图像中的文字。\n策略取自 TRIAGE_POLICY，或应用自带的策略。\n\n退出状态：每幅图像都已读取为 0，有图像会被隔离为 1，用法错误为 2。',
    },
  },
  simulate: {
    simulate: {
      description: '模拟阅片室：按到达顺序和按分诊策略时，检查各要等待多久',
      room: '描述阅片室的 JSON 文件（默认：示例）',
      out: '存放 simulation.json 和 simulation.html 的文件夹',
      json: '以 JSON 输出结果',
      policy: '分诊策略（默认：站点的策略，否则为内置策略）',
      evaluation: '用 evaluation.json 中的分数代替阅片室的分数',
      question: '评估中的第几个问题',
      finding: '用于站点：以哪个标签的分数为准',
      lastDays: '用于站点：到目前为止的多少天',
      readers: '同时阅片的人数，代替阅片室中的设定',
      readingMinutes: '每份检查的阅片时间，代替阅片室中的设定',
      prevalence: '患病检查所占比例，0 到 1，代替阅片室中的设定',
      repetitions: '独立重复次数，2 到 1000',
      days: '每次重复的天数',
      seed: '相同的种子得到相同的数值',
      after:
        '\n使用 --data、--connection 或 --account 时，到达、申请单和分数取自站点；请给出 --readers 和\n--reading-minutes，或指定阅片室。站点的任何内容都不会改变。详见 docs/simulation.md。',
    },
  },
};
