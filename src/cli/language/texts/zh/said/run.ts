import type { Texts } from '../../en/english';

export const run: Texts['run'] = {
  starting: '正在本机启动应用…',
  stopping: '正在停止…',
  ends: '按Ctrl-C结束。',
  warning: (what) => `警告：${what}`,
  file: '个文件',
  files: '个文件',
  cannotRead: (file, why) => `无法读取${file}：${why}。`,
  unreadable: (count) => `${count} 无法读取`,
  stalled: (files, seconds) => `${files}个文件没有结果，已有${seconds}秒没有任何进展。`,
  appGone: '文件尚未处理完，应用已结束：请设置TRIAGE_DEBUG=1后重新启动。',
  notEnded: (file) => `${file}：没有结果；处理尚未结束`,
  notNoticed: (file) => `${file}：没有结果；应用尚未发现该文件`,
  andMore: (count) => `另有${count}个`,
  columns: ['级别', '文件', '发现', '原因'],
  took: (files, time, outcomes) => `${files}，用时${time}：${outcomes}。`,
  noneAccounted: '均无结果',
  legend: '!表示高于模型阈值，?表示低于但接近阈值。分数只决定阅片顺序，不是诊断。',
  demo: {
    files: (count) => `${count}个合成文件：计算机绘制的图像和虚构的数据。正在启动应用…`,
    afterword: `这些图像是合成的：网络在绘图中的发现不能说明其优劣。
运行您自己的图像：npm run triage -- run 文件或文件夹`,
    worklist: (url) => `\n工作列表：${url}/\n开发登录：任选姓名和角色。\n按Ctrl-C结束。`,
  },
  local: {
    data: '数据',
    dataOf: (folder) => `${folder}（用于其他命令的--data）`,
    worklist: '工作列表',
    worklistAt: (url) => `${url}/（开发登录：在本机上，任何人都可以使用任何身份）`,
    drop: '放入文件',
    into: (container) => `放入容器“${container}”：`,
    upload: (options) => `npm run triage -- upload 文件夹 ${options}`,
    connection: (file) => `或用任意存储工具，连接字符串见${file}。`,
    secret: '凭它可以打开此处存储的一切：请勿外传。',
    givenStorage: '"…即--storage的字符串…"',
    filesDone: (files) => `${files}个文件已完成。`,
    done: (id) => `到达编号 ${id}：已完成`,
    arrival: (id, what) => `到达编号 ${id}：${what}`,
    study: (id, what) => `检查 ${id}：${what}`,
  },
  media: {
    unreadable: (name, code) => `无法读取${name}（${code}）。`,
    left: (files) => `DICOMDIR旁的${files}个文件不是DICOM，未包括在内。`,
    missing: (files, names, more) =>
      `DICOMDIR所列的${files}个文件缺失：${names}${more > 0 ? `，另有${more}个` : ''}。`,
  },
  upload: {
    source: '--source只能含字母、数字、空格和 . _ -。',
    noContainer: (name) => `账户中没有容器“${name}”：请创建，或用--container另指定一个。`,
    sources: (names) => `来源（按文件夹名）：${names}。`,
    unnamed: (folders) => `可能以人名命名的文件夹：${folders}个。其中的文件没有来源（可用--source指定）。`,
    notSent: (file, why) => `${file}未发送：${why}。`,
    sent: (size) => `已发送${size}`,
    done: (files, time, sent, size, known, failed) =>
      `${files}，用时${time}：已发送${sent}个（${size}），${known}个已存在${failed > 0 ? `，${failed}个未发送` : ''}。`,
    leftOver: (done, total) => `${total}个文件中已完成${done}个；再次运行同一命令即可继续。`,
  },
  worklist: {
    noResults: '账户中没有结果，而工作列表由结果生成。这是正确的账户吗？',
    needsKey: '只有站点密钥能分辨哪些记录由应用写入',
    rebuilt: (studies, refusals, open) =>
      `工作列表已重建：${studies}项检查，${refusals}个拒收文件${open === 0 ? '' : `，${open}个文件尚无结果`}。`,
  },
};
