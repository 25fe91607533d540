import type { Texts } from '../../en/english';

export const gateway: Texts['gateway'] = {
  right: 'Die Konfiguration stimmt, und der Speicher antwortet.',
  listens: (aeTitle, port, objects) =>
    `${aeTitle} nimmt an Port ${port} an; ${objects} Objekte warten im Spool.`,
  portTaken: (port, name) =>
    `Port ${port} ist von einem anderen Programm belegt: Beenden Sie es, oder geben Sie einen anderen ${name} an.`,
  noAddress: (address) =>
    `Dieser Rechner hat die Adresse ${address} nicht: siehe „address“ in der Konfiguration.`,
  portForbidden: (port) =>
    `Port ${port} darf dieser Benutzer nicht öffnen: Geben Sie einen Port über 1023 an, oder die Capability CAP_NET_BIND_SERVICE.`,
  spool: (folder, why) => `Der Spool ${folder} ist nicht nutzbar: ${why}.`,
};
