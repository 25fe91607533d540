import type { Texts } from '../../en/english';

export const studies: Texts['studies'] = {
  logged: '您的访问已记录。',
  erase: {
    nothing: '没有可清除的内容：请用标识指定检查，或使用--patient或--refused。',
    addYes: (studies, refused) =>
      `将清除以下内容且无法恢复（检查：${studies}项，拒收文件：${refused}个）。加--yes执行。`,
    noRefused: (id) => `没有拒收文件${id}，或此前已清除。`,
    refused: '拒收文件',
    noStudy: (id) => `没有检查${id}，或此前已清除。`,
    study: (images, files) => `${images}幅图像，${files}个文件`,
    insideExports: (files) =>
      `其中${files}个文件来自导出包，这些导出包仍在接收容器中，还含有其他文件：请在那里移除。`,
    patientId: '请从标准输入提供患者ID：命令行会在多处留存。',
  },
  export: {
    form: '请至少指定一种形式：--sr、--sc、--hl7或--fhir。',
    noHeatMap: '该检查的发现均无热图：没有二次截图。',
    namesPatient: '这些文件含患者姓名。您的访问已记录。',
    nothing: {
      'no-such-study': '没有此标识的检查，或已被清除。',
      'no-dicom': '该检查是普通图片，或缺少实例UID，PACS中无法有报告与之对应。请以DICOM发送。',
      'no-pictures': '该检查没有可读取的图像，因此没有可报告的结果。',
      'patients-differ': '该检查各图像所示患者相互矛盾。不会发送任何结果：请在来源处更正后重新发送。',
      'changed-outside': '该检查有内容在应用之外被改动。请先查看其页面并恢复。',
    },
  },
  outputs: {
    choose: '请指定检查或接收方，或使用--all。',
    count: (outputs) => `输出：${outputs}个。`,
    resent: (outputs) => `将在五分钟内重新发送的输出：${outputs}个。`,
    addYes: (outputs) => `没有任何更改（待重新发送的输出：${outputs}个）。加--yes执行。`,
    version: (version) => `v${version}`,
    reviewed: (version) => `v${version} 已复核`,
    tries: (tries) => `次数：${tries}`,
  },
};
