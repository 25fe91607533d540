import type { Texts } from '../../en/english';

export const models: Texts['models'] = {
  check: {
    noModel: (folder) => `${folder}中没有模型：应有manifest.json，或文件夹<id>/<version>/。`,
    admitted: (models) => `${models}个模型：均通过。`,
    refused: (models, refused) => `${models}个模型：${refused}个被拒绝。`,
  },
  card: {
    written: (files) => `已写入：${files}`,
    upToDate: (file) => `${file}是最新的。`,
    missing: (file) => `没有${file}；请用“triage models card”写入。`,
    outOfDate: (file) => `${file}已过时；请用“triage models card”重写。`,
  },
  list: {
    none: '站点没有模型。',
    columns: ['模型', '版本', '类型', '状态', '自', 'SHA-256', 'AUC', '位置'],
    shippedSo: '出厂状态',
    folder: '模型文件夹',
    container: '容器',
    absent: '无',
    neverChanged: '本站点没有更改：模型均为出厂状态。',
    step: (model, change, from, to, replaces, by) =>
      `${model} ${change}（${from} → ${to}${replaces === undefined ? '' : `，取代${replaces}`}），由${by}`,
  },
  site: {
    noContainer: '账户中没有模型容器：应用启动时会创建。这是正确的账户吗？',
    needsKey: '模型的更改是审计记录，应用只接受用站点密钥写入的记录',
    nothingChanged: (why) => `没有任何更改：${why}。`,
  },
  target: {
    unusable: (model, why) => `${model}不可用：${why}。`,
    none: (id, known) => `没有模型${id}。${known}`,
    noneInShadow: (id, there) => `${id}没有影子运行的版本，请指明版本：${there}。`,
    noVersion: (model, there) => `没有${model}；现有：${there}。`,
    noName: (name) => `“${name}”不是模型名称：应为ID或ID@VERSION，如lung-field@1.0.0。`,
    whichVersion: (id) => `${id}的哪个版本？应为ID@VERSION，如${id}@1.0.0。`,
    noModels: '没有任何模型。',
    known: (ids) => `现有：${ids}。`,
    fails: (model, why) => `没有任何更改：${model}未通过检查。${why}。`,
    cannotRun: (model, why) => `没有任何更改：${model}无法运行。${why}。`,
  },
  change: {
    is: (model, what) => `${model}：${what}。`,
    effects: {
      promoted: '已启用，显示其发现，并据此排列工作列表',
      shadow: '影子运行，运行并记录，但不显示',
      off: '停用，不再运行',
    },
    isOff: (model) => `${model}已停用。`,
    whenSeen: '正在运行的应用在一分钟内生效（TRIAGE_MODELS_REFRESH_SECONDS）。此前的记录保持不变。',
    worksWith: (model, standing, helper) =>
      `${model}（${standing}）现与${helper}配合使用：其阈值是与之前的版本配合选定的，除非模型卡另有说明。`,
    noneOf: (id) => `${id}现在没有启用的版本；没有其他模型分析的图像将列为未分析。`,
    already: {
      promoted: (model) => `${model}已启用。`,
      shadow: (model) => `${model}已在影子运行。`,
      off: (model) => `${model}已停用。`,
    },
    unchanged: '没有任何更改。',
    neverMeasured: (model) =>
      `没有任何更改：${model}从未评估：其清单和文件夹中都没有评估结果。请用“triage models evaluate”评估，用“triage models card --evaluation”保存结果，再添加该文件夹；或用--without-evaluation直接启用。`,
    goesBack: (id) => `模型回退到之前的版本：triage models rollback ${id}。若要其他版本，请用promote。`,
  },
  add: {
    done: (model) => `${model}已放入站点容器，影子运行：运行并记录，但不显示。`,
    toPromote: (model) => `启用：triage models promote ${model} --because "…"`,
    fails: (why) => `没有添加：模型未通过检查。${why}。（triage models check显示每项检查。）`,
    unused: (model, why) =>
      `没有添加：站点已有${model}，但未使用（${why}）。版本不可更改：请以新版本发布该模型。`,
    places: { folder: '应用的模型文件夹', container: '站点的容器' },
    lies: (model, place, standing) => `没有添加：${place}中已有${model}（${standing}）。`,
    another: (model, place) => `没有添加：${place}中有另一个${model}。版本不可更改：请以新版本发布您的模型。`,
    meanwhile: (model) => `刚刚有人添加了${model}：请查看triage models list。`,
  },
  draft: {
    exists: (folder) => `${folder}已存在：请移除，或另选--out或--model-version。`,
    written: (folder) => `已写入${folder}：manifest.json、model.onnx、golden/cases.json`,
    readOff: '从网络读出：',
    yours: (file) => `须由您填写（${file}中的TODO）：`,
    times: (count) => `（${count}处）`,
    next: (folder) => `然后：triage models check ${folder}`,
  },
};
