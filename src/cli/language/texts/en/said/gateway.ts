/** `triage gateway`. */
export const gateway = {
  right: 'The configuration is right, and the storage answers.',
  listens: (aeTitle: string, port: number, objects: number) =>
    `${aeTitle} listens on port ${port}; ${objects} objects wait in the spool.`,
  portTaken: (port: number, name: string) =>
    `Port ${port} is in use by another program: stop it, or give another ${name}.`,
  noAddress: (address: string) =>
    `This machine has no address ${address}: see "address" in the configuration.`,
  portForbidden: (port: number) =>
    `Port ${port} may not be opened by this user: give a port above 1023, or the capability CAP_NET_BIND_SERVICE.`,
  spool: (folder: string, why: string) => `The spool ${folder} cannot be used: ${why}.`,
};
