import type { Help } from '../../en/help/help';

export const modelsHelp: Pick<Help, 'models' | 'evaluate'> = {
  models: {
    shared: {
      oneVersion: '模型某一版本的文件夹',
      versions: '模型某一版本的文件夹，或含 <id>/<version>/ 的文件夹',
    },
    models: {
      description: '管理站点的模型',
      models: '应用自带的模型文件夹（默认：TRIAGE_MODELS，否则为随附的）',
      because: '一句话说明原因；将永久留在审计日志中，不要写患者姓名',
    },
    draft: {
      description: '为您自己的网络写出清单，只有您能说明的部分留空',
      onnx: '对图片进行分类的 .onnx 文件',
      id: '模型名称：小写单词，以连字符连接',
      labels: '按分数顺序排列的标签，以逗号分隔；或 @FILE：每行一个，制表符后为含义',
      preset: '图片的预处理方式',
      fit: '长宽比不同的图片如何适配，如与预设不同',
      activation: '把 logits 变为概率的函数',
      layout: '通道的位置',
      size: '输入尺寸（样本数），如网络未固定',
      output: '分数所在的输出，如有多个输出可选',
      scoredOnly: '不给任何标签设阈值：永远没有阳性',
      modelVersion: '模型的版本',
      out: '在此文件夹中建立 <id>/<version>/',
    },
    check: {
      description: '按服务的全部要求检查一个模型，或文件夹中的所有模型',
      json: '一个 JSON 对象，含每项检查',
      after: '\n退出状态：每个模型都被接受为 0，有模型被拒为 1，用法错误为 2。',
    },
    card: {
      description: '根据清单和随模型保存的评估写出 MODEL_CARD.md',
      evaluation: '同时保存到 evaluation/ 的 evaluation.json；可重复',
      check: '不写入；模型卡与应写内容不同时退出状态为 1',
      after: '\n评估以其列表的标题保存，并替换同标题的评估。',
    },
    report: {
      description: '为评审者写出一页分类模型报告：用途、数据、性能、分诊效果、局限',
      out: '页面文件，例如 report.html',
      room: '所模拟的阅片室（默认：示例）',
      policy: '分诊策略（默认：内置策略）',
    },
    list: {
      description: '显示站点（未指定时为模型文件夹）拥有的版本，以及各版本的权限',
      id: '只显示一个模型',
      history: '谁在何时因何更改了什么，最近的在前',
      json: '一个 JSON 对象',
    },
    add: {
      description: '检查模型并放入站点的容器；从影子运行开始',
    },
    promote: {
      description: '让模型的某个版本生效：显示其发现，并据此排列工作列表',
      id: '模型；不指定版本时为影子运行中最新的',
      withoutEvaluation: '即使清单中没有测量结果也让其生效',
    },
    rollback: {
      description: '让模型回到之前生效的版本；当前生效的版本被停用',
      id: '模型',
    },
    shadow: {
      description: '让模型的某个版本与生效版本并行运行：只记录，不显示，不参与排序',
      idVersion: '版本',
    },
    retire: {
      description: '停用模型的某个版本：不再运行',
      idVersion: '版本',
    },
  },
  evaluate: {
    evaluate: {
      description: '按服务的方式用分类模型处理带标注的列表，并写出其表现',
      model: '模型的 ID；id@version 指定非最新版本',
      list: '带表头的 CSV 文件："file" 或 "path" 列，以及真实标注',
      out: '存放 evaluation.json 和 evaluation.html 的文件夹',
      images: '图片文件夹（默认：列表所在文件夹）',
      ask: '真实标注："LABEL: COLUMN = VALUE | … vs VALUE | …"；可重复',
      questions: '含问题、标题和列表说明的 JSON 文件',
      by: '按这些列划分亚组，例如 view,sex,age',
      compare: '用于比较的第二个模型，例如更轻量的',
      title: '列表在结果中的名称（默认：其文件名）',
      fileColumn: '给出文件名的列',
      patientColumn: '区分患者的列（默认：patient，如果有）',
      models: '模型文件夹',
      jobs: '同时处理的文件数',
      scores: '同时写出 scores.csv：每个文件一行，含文件名',
      overwrite: '替换文件夹中以前评估的结果',
      after:
        '\n没有 --ask 和 --questions 时，名称与标签相同且取值为 1、0 或空的列即为真实标注。\n被拒或未分析的文件照实计数，绝不算作阴性。',
      role: (names: string) => `它与模型的关系：${names}`,
    },
  },
};
