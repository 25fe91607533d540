import type { Texts } from '../en/english';

export const second: Texts['second'] = {
  title: '第二窗口',
  pictures: '检查图像',
  follows: '第二窗口：跟随第一窗口所显示的检查。',
  none: '第一窗口没有显示检查。',
  alone: '第一窗口已关闭或没有应答，因此不显示任何内容。请从检查页面打开此窗口。',
  blocked: '浏览器不允许本页面打开另一个窗口。请在浏览器设置中允许。',
};
