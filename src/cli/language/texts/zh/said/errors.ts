import type { Texts } from '../../en/english';

export const errors: Texts['errors'] = {
  stopped: '已停止。',
  unexpected: (message) => `意外错误：${message}（设置TRIAGE_DEBUG=1可显示出错位置。）`,
  notUnderstood: (message) => `错误：${message}`,
  disk: {
    EACCES: '没有权限',
    EPERM: '没有权限',
    EROFS: '文件系统为只读',
    ENOSPC: '磁盘已满',
    EDQUOT: '磁盘配额已用完',
    ENOTDIR: '路径中有一部分是文件而不是文件夹',
    EEXIST: '已有同名文件',
    EISDIR: '这是一个文件夹',
    ENOENT: '没有此文件或文件夹',
    EMFILE: '打开的文件过多',
    EIO: '磁盘报告错误',
  },
  noAnswer: '无响应',
  unreadable: '无法读取',
  unwritten: '无法写入',
  unmade: '无法创建',
  unopened: '无法打开',
  storage: {
    someAddress: '所给地址',
    refused: (where, status) =>
      `位于${where}的存储拒绝访问（${status}）：请检查密钥，或身份的角色（Storage Blob Data Contributor）。`,
    noContainer: (where) => `位于${where}的存储没有此容器：请检查名称，或创建该容器。`,
    noIdentity: '没有可打开存储账户的身份：请登录（az login），或提供--connection。',
    unreachable: (where, code) => `无法访问位于${where}的存储（${code}）：请检查地址，并确认存储正在运行。`,
    notNamed:
      '未指定存储账户：请提供--connection STRING或--account NAME，或设置TRIAGE_STORAGE或AzureWebJobsStorage。',
    withoutTls: (what) => `连接字符串：${what}。`,
    badConnection: '无法识别连接字符串：请重新完整复制，并加引号（其中含有分号）。',
    badAccount: '--account应为存储账户的名称，或其Blob地址（https://…）。',
  },
  app: {
    gone: (message) => `应用自行结束：${message}`,
    silent: (url) => `位于${url}的应用没有报告状况：请设置TRIAGE_DEBUG=1后重新启动。`,
    unclear: (url, status) =>
      `位于${url}的应用没有报告状况（HTTP ${status}）：请设置TRIAGE_DEBUG=1后重新启动。`,
  },
  models: {
    all: (why) => `无法加载模型：${why}`,
    one: (model, why) => `模型${model}不可用：${why}`,
    other: (what, why) => `${what}：${why}`,
    several: (count, each) => `${count}个模型不可用。${each}`,
    problems: (count, each) => `模型有${count}个问题。${each}`,
    none: '没有找到可以分析图像的模型：请检查模型文件夹（TRIAGE_MODELS）。',
    noneIn: (folder) => `${folder}中没有可用的模型。`,
    refused: (model, why) => `${model}被拒绝：${why}`,
  },
  place: {
    dataFolder: (folder, why) =>
      `无法写入数据文件夹${folder}（${why}）：请用--data DIR另选一个，或更改其权限。`,
    noTemporary: (folder, why) =>
      `无法在${folder}中创建临时文件夹（${why}）：请设置TMPDIR，或用--data DIR指定数据文件夹。`,
    siteKeyDamaged: (file) => `${file}中的站点密钥已损坏：请从副本恢复，或换用其他数据文件夹（--data DIR）。`,
    noStorage: (folder) =>
      `${folder}中没有triage的存储：请指定原先用于--data的文件夹，或用--connection指定存储账户。`,
    ownStorage: '此操作需要应用自己的存储：--data、--connection或--account。',
    either: '请指定导出的文件夹，或--data、--connection、--account之一，不能同时指定。',
    notExported: (folder, named) =>
      `${folder}中没有导出的审计日志（没有“audit”文件夹）。若为本地运行环境的文件夹，请用--data ${named}。`,
  },
  siteKey: {
    bad: (bytes) => `TRIAGE_SITE_KEY不是${bytes}个随机字节的Base64。`,
    needed: (why) => `没有任何更改：${why}。请将TRIAGE_SITE_KEY设为应用所用的密钥。`,
    random: '未提供站点密钥：新UID在本次运行中保持一致，下次运行则不同。',
  },
  file: {
    noneIn: (folder) => `${folder}中没有文件。`,
    unreadable: (file, why) => `无法读取${file}：${why}。`,
    unwritable: (file, why) => `无法写入${file}：${why}。`,
    neither: (file) => `${file}既不是文件也不是文件夹。`,
    notAFolder: (file) => `${file}不是文件夹。`,
    notEmpty: (folder) => `${folder}不为空：请指定一个空文件夹。`,
    exists: (file) => `${file}已存在，不会覆盖。`,
    changed: '读取时文件被改动',
    notLookedAt: '此处允许写入，但不允许查看',
    outside: (name) => `${name}指向其容器之外：有人改动了存储。不会读写这样的名称。`,
    export: (file) =>
      `nested-archive：${file}是含多个文件的导出包。“triage run”会读取其中每幅图像；若只看一幅，请先解包。`,
  },
  id: {
    study: '检查标识为64位十六进制数字。',
    arrival: '到达编号为64位十六进制数字。',
    noStudy: '没有此标识的检查，或已被清除。',
    noReason: (code) => `没有因“${code}”被拒收的文件：工作列表中有这些代码。`,
    filesOrReason: '请用到达编号指定文件，或使用--reason CODE。',
  },
  time: (option) => `${option}应为日期（如2026-05-01）、带时区的时间，或24h、7d之前。`,
};
