import type { Texts } from '../../en/english';

export const gateway: Texts['gateway'] = {
  right: '配置正确，存储有响应。',
  listens: (aeTitle, port, objects) => `${aeTitle}正在监听端口${port}；暂存区有${objects}个对象等待发送。`,
  portTaken: (port, name) => `端口${port}已被其他程序占用：请停止该程序，或另设${name}。`,
  noAddress: (address) => `本机没有地址${address}：请查看配置中的“address”。`,
  portForbidden: (port) =>
    `当前用户不能打开端口${port}：请使用1023以上的端口，或赋予CAP_NET_BIND_SERVICE能力。`,
  spool: (folder, why) => `暂存区${folder}不可用：${why}。`,
};
