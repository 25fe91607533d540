import type { Texts } from '../../en/english';

export const page: Texts['page'] = {
  disclaimer: '分诊辅助工具。非诊断结论。未获准用于临床。',
};
