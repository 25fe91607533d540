import type { Help } from '../../en/help/help';

export const auditHelp: Pick<Help, 'audit'> = {
  audit: {
    shared: {
      exported: '由 `triage audit export` 写出的文件夹',
      exportedWhere: '由 `triage audit export` 写出的文件夹：两者涵盖的记录数不同时需要',
    },
    audit: {
      description: '验证审计日志，以及以它为凭的一切（docs/audit.md）',
      key: '交给您的公钥（默认：日志旁边的公钥，证明力较弱）',
    },
    verify: {
      description: '用签名检查日志，并用日志检查以它为凭的一切',
      checkpoint: '您保存的检查点：日志必须从每一个检查点延续下来',
      remember: '您自己的文件：日志必须从其中的检查点延续；一切无误时以最新检查点替换',
      witness: '检查点副本的存放处（默认：TRIAGE_AUDIT_WITNESS）',
      since: '用于站点：您已验证到的检查点；只检查其后的内容（docs/audit.md#a-part）',
      sample: '用于站点：每 100 份检查和文件中检查多少，每次重新抽取',
      record: '输出此事件在日志中的位置；不存在则失败',
      models: '模型文件夹（默认：应用的，或导出文件夹中的）',
      noInputs: '不读取收到的文件',
      signed: '导出文件夹中的文件清单没有签名则失败',
      json: '在标准输出上以 JSON 给出结果',
      after: '\n退出状态：一切无误为 0，有不符为 1，用法错误为 2。',
    },
    show: {
      description: '显示一份检查的历程，从文件到复核',
      study: '检查的 ID，见工作列表',
      json: '日志每条一行，JSON 格式',
    },
    replay: {
      description: '按记录重新分析图像，并报告结果是否相同',
      image: '图像的 ID',
      all: '现有的全部图像',
      after: '\n退出状态：每个模型结果都相同为 0，否则为 1，用法错误为 2。',
    },
    export: {
      description: '把整个日志及其涉及的内容写入文件夹，可在任何地方验证',
      folder: '空的或尚不存在的文件夹',
      inputs: '同时导出收到的文件、身份信息、像素和图片：它们可识别患者',
      models: '模型文件夹（默认：应用的）',
    },
    prove: {
      description: '证明某条记录在日志中，或日志是从较早的检查点延续下来的',
      entry: '记录的编号，或其事件的 ID',
      out: '写出 <name>.entry 和 <name>.tlog-proof，而不是输出证明',
      since: '含较早检查点的文件，日志必须从它延续',
    },
    check: {
      description: '检查他人交来的证明：只需要公钥',
      entry: '含记录的文件（<name>.entry）',
      proof: '含证明的文件（<name>.tlog-proof）',
      key: '交给您的公钥；其后每换一次密钥再给一次',
    },
    compare: {
      description: '判断两位读者看到的两个检查点是否属于同一历史',
      one: '含检查点的文件',
      other: '含另一个检查点的文件',
      key: '交给您的公钥；其后每换一次密钥再给一次',
      after: '\n退出状态：属于同一历史为 0，不属于或无法判断为 1，用法错误为 2。',
    },
    seal: {
      description: '封存等待中的记录并签名；应用会在每条记录后几秒自动完成',
    },
    rotate: {
      description: '从现在起用另一把密钥签名；此变更由两把密钥共同签名并记入日志',
      reason: '原因，写入日志',
      to: 'Key Vault 中密钥的下一版本（https://VAULT/keys/NAME/VERSION）',
    },
  },
};
