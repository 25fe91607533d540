import { roles } from '../../../../domain/words/zh/states';
import type { SignInTexts } from './english';

export const chinese: SignInTexts = {
  roles,
  warning: '分诊辅助工具。非诊断结论。未获准用于临床。',
  titles: {
    signIn: '登录',
    locked: '已锁定',
    signedIn: '已登录',
    denied: '拒绝访问',
    notFound: '找不到页面',
  },
  locked: '长时间无人操作，已锁定。重新登录后可从原处继续；已开始填写的复核仍在。',
  unlock: '继续',
  unlockButton: '以原身份继续',
  development: {
    title: '开发登录',
    explain: '开发登录：在本机上，任何人都可以使用任何身份。',
    name: '姓名',
    role: '角色',
    button: '登录',
    notHere: '仅可在运行本应用的机器上使用：请在该机器上打开`http://127.0.0.1`，并加上应用的端口。',
  },
  nothing: {
    title: '此处尚无法登录',
    explain: [
      '未配置登录方式。在Azure中，请将`TRIAGE_SIGN_IN`设为`entra`，并设置具有应用角色的应用注册的`TRIAGE_ENTRA_TENANT`和`TRIAGE_ENTRA_CLIENT_ID`。若只在一台机器上试用，请设为`development`，如同`npm run local`和`npm run demo`。',
      '分步说明：`docs/access.md`。各项设置：`docs/settings.md`。',
    ],
  },
  organisation: {
    title: '您的机构',
    explain: '使用Microsoft Entra ID登录。您的角色在那里分配。',
    button: '使用机构账户登录',
  },
  signedInAs: (name, roles) => `当前登录：${name}（${roles}）。`,
  forRoles: (roles) => `此页面供以下角色使用：${roles.join('、')}。`,
  noRole: '无角色',
  toWorklist: '前往工作列表',
  asSomeoneElse: '以其他身份登录',
  refused: {
    'bad-body': '请填写姓名并选择角色。',
    'bad-principal': 'App Service的登录被拒绝。',
    'bad-state': '此次登录不是在本浏览器中开始的，或耗时过长。请重新开始。',
    'bad-token': '访问令牌被拒绝。',
    'development-only': '此处未开放开发登录。',
    'missing-right': '您的角色无权访问此页面。',
    'no-role': '您的账户在本应用中没有角色。请联系Entra ID管理员分配。',
    'no-such-address': '此地址没有内容。',
    'not-configured': '此处未配置机构账户登录。',
    'not-loopback': '开发登录仅可在本机通过127.0.0.1或localhost使用，不经代理。',
    'on-network': '其他机器可以访问本应用，因此已关闭开发登录。请用“npm run local”启动，它只接受本机访问。',
    'sign-in-refused': 'Entra ID未允许您登录。请重新开始。',
    'sign-in-unavailable': 'Entra ID无响应。请一分钟后重试。',
    'wrong-origin': '请求来自其他网站的页面。请在此处登录。',
  },
};
