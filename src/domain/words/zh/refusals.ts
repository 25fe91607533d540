import type { Vocabulary } from '../vocabulary';
import { bracketed } from './bracketed';
import { readFormats } from './states';

const exportAgain = '请重新导出；传输可能中断。';
const damaged = '请重新导出；文件已损坏。';
const hostile = '请检查发送系统；文件已损坏或为恶意文件。';
const validate = '请用DICOM校验工具检查发送系统。';
const raiseLimit = '请检查发送系统；若确需接收此类图像，请在设置中提高上限。';

export const refusedWhere: Vocabulary['refusedWhere'] = (meaning, { tag, value, offset }) =>
  bracketed(
    meaning,
    tag,
    value === undefined ? undefined : `值${value}`,
    offset === undefined ? undefined : `偏移${offset}`,
  );

export const transferSyntax: Vocabulary['transferSyntax'] = (name) => `传输语法为${name}。`;

export const refusals: Vocabulary['refusals'] = {
  'empty-file': { meaning: '文件为空。', remedy: exportAgain },
  'not-an-image': {
    meaning: '内容既不是DICOM，也不是支持的图片格式。',
    remedy: `请发送${readFormats}。`,
  },
  'archive-not-read': {
    meaning: '该文件是不支持读取的压缩包。',
    remedy: '请解压后发送其中的文件，或以可读取的ZIP文件发送。',
  },
  'format-not-read': {
    meaning: '该文件的格式已知，但不读取。',
    remedy: `请发送其来源的DICOM图像；若没有，请以其他格式保存图片：${readFormats}。`,
  },
  'extension-mismatch': {
    meaning: '文件扩展名与内容不符。',
    remedy: '请按内容重命名文件，或重新导出。',
  },
  truncated: { meaning: '文件在内容完整之前结束。', remedy: exportAgain },
  'malformed-dicom': {
    meaning: '无法读取DICOM结构。',
    remedy: '请重新导出，或用DICOM校验工具检查发送系统。',
  },
  'length-past-end': { meaning: '某元素长于包含它的文件或序列。', remedy: damaged },
  'too-deep': { meaning: '序列嵌套层数超过任何真实图像所需。', remedy: hostile },
  'too-many-elements': { meaning: '文件的元素数超过任何真实图像所需。', remedy: hostile },
  'too-large': {
    meaning: '文件或其图像超过配置的上限。',
    remedy: '多帧对象请压缩后发送。若确需接收此类图像，请在设置中提高上限。',
  },
  bomb: { meaning: '压缩内容展开后远超其大小所应有。', remedy: hostile },
  timeout: { meaning: '读取文件的时间超过配置的上限。', remedy: raiseLimit },
  'memory-exceeded': { meaning: '读取文件所用内存超过配置的上限。', remedy: raiseLimit },
  'decoder-crashed': {
    meaning: '读取文件的进程在该文件上崩溃。',
    remedy: '请检查发送系统。该文件为恶意文件，或触发了本软件的缺陷：请报告开发者。',
  },
  'unsupported-transfer-syntax': {
    meaning: '像素的压缩方式不受支持。',
    remedy: '请设置PACS以支持的传输语法发送图像。',
  },
  'unsupported-pixel-format': {
    meaning: '像素格式（位数、采样、光度解释）不受支持。',
    remedy: '请设置PACS以支持的格式发送图像。',
  },
  'inconsistent-attributes': { meaning: '描述像素的属性缺失或相互矛盾。', remedy: validate },
  'duplicate-attribute': { meaning: '同一属性出现两次且值不同。', remedy: validate },
  'corrupt-pixel-data': { meaning: '像素无法解码。', remedy: damaged },
  'unsafe-preamble': { meaning: '文件前导区含可执行程序。', remedy: '请检查发送系统；该文件为恶意文件。' },
  'unsafe-name': {
    meaning: '文件名不安全：含空的部分、“.”或“..”、反斜杠或控制字符。',
    remedy: '请以普通文件名重新发送。',
  },
  'too-many-members': {
    meaning: '导出包的文件数超过配置的上限。',
    remedy: '请分批发送；若确需接收此类导出包，请在设置中提高上限。',
  },
  'unsafe-member-name': {
    meaning: '导出包中的文件名在解包时会指向包外。',
    remedy: '请检查发送系统；导出程序不会写入此类文件名。',
  },
  'encrypted-archive': { meaning: '导出包或其中该文件受密码保护。', remedy: '请不加密码重新导出。' },
  'corrupt-archive': {
    meaning: '压缩包结构自相矛盾，或内容校验失败。',
    remedy: '请重新导出；文件已损坏或被篡改。',
  },
  'unsupported-compression': {
    meaning: '导出包的压缩方式不受支持。',
    remedy: '请导出为普通ZIP文件：仅存储或Deflate，单个分卷。',
  },
  'nested-archive': {
    meaning: '应为图像之处出现压缩包，例如在导出包内。',
    remedy: '请解压，或将其作为单独的导出包放入incoming容器。',
  },
  'empty-archive': { meaning: '导出包中没有可能为图像的文件。', remedy: '请重新导出；确认已选择图像。' },
  'changed-during-read': {
    meaning: '读取过程中文件被替换或删除。',
    remedy: '若被替换，无需处理：新内容将作为单独的文件读取。若被删除，请重新发送。',
  },
  'internal-error': {
    meaning: '本软件处理该文件失败。文件本身可能没有问题。',
    remedy: '请将该文件报告开发者；它保留在incoming容器中。',
  },
};
