import type { Vocabulary } from '../vocabulary';

export const outputForms: Vocabulary['outputForms'] = {
  sr: '结构化报告',
  sc: '二次捕获图像',
  oru: 'HL7结果',
  orm: 'HL7优先级更新（ORM）',
  omi: 'HL7优先级更新（OMI）',
  fhir: 'FHIR结果',
};

export const deliveryStates: Vocabulary['deliveryStates'] = {
  waiting: '尚未送达',
  delivered: '已送达',
  refused: '被拒绝',
  'given-up': '已放弃',
  held: '暂不发送',
  nothing: '无内容可发送',
  superseded: '已被后续输出取代',
};

export const holdReasons: Vocabulary['holdReasons'] = {
  'no-dicom': {
    meaning: '该检查为普通图片，或缺少实例UID。',
    remedy: '无法在PACS中为其归档报告。请以DICOM发送。',
  },
  'no-pictures': { meaning: '该检查没有可阅片的图像。', remedy: '没有可报告的结果。' },
  'no-heat-map': { meaning: '该检查的发现均无热力图。', remedy: '没有可显示的内容。' },
  'patients-differ': {
    meaning: '该检查的图像所标注的患者相互矛盾。',
    remedy: '不发送与其相关的任何内容。请在源头更正后重新发送。',
  },
  'changed-outside': { meaning: '该检查的部分内容在应用之外被改动。', remedy: '请恢复后重新发送该输出。' },
  'undecodable-header': {
    meaning: '该检查的头信息无法准确解码。',
    remedy: '请在源头更正字符集后重新发送检查。',
  },
  'no-such-receiver': {
    meaning: '该接收方已不在配置中，或不接收此类输出。',
    remedy: '请将其重新加入接收方配置，并重新发送该输出。',
  },
};

const readLog = '请查看接收方日志，排除原因后重新发送。';

export const answerCodes: Vocabulary['answerCodes'] = {
  accepted: { meaning: '接收方已收到。', remedy: '无需处理。' },
  'accepted-with-warnings': {
    meaning: '接收方已收到，但更改或省略了部分内容。',
    remedy: '请核对接收方显示的内容。',
  },
  'handed-over': { meaning: '已移交网关。', remedy: '请等待网关答复。' },
  unreachable: { meaning: '无法连接接收方。', remedy: '请检查其地址、网络和证书。' },
  'no-answer': {
    meaning: '已发送，接收方未答复。',
    remedy: '接收方可能已收到。重新发送不会产生重复。',
  },
  'not-understood': { meaning: '答复不符合协议。', remedy: '该地址上可能是其他服务，例如代理。' },
  busy: { meaning: '接收方繁忙。', remedy: '请查看接收方的负载。' },
  'receiver-error': { meaning: '接收方出错。', remedy: '请查看接收方日志。' },
  conflict: { meaning: '同时有其他写入。', remedy: '请重新发送。' },
  'not-allowed': {
    meaning: '接收方不认识本应用，或不允许其发送。',
    remedy: '请更正密钥或权限。之后会自动重试；也可以立即重新发送。',
  },
  'not-found': { meaning: '接收方没有该地址。', remedy: '请更正地址后重新发送。' },
  rejected: { meaning: '接收方已拒绝。', remedy: readLog },
  'partly-rejected': { meaning: '接收方收到一部分，拒绝了其余部分。', remedy: readLog },
  ambiguous: {
    meaning: '接收方有多个资源使用同一标识。',
    remedy: '请在接收方仅保留一个，然后重新发送。',
  },
};
