import { GatewayConfigError, parseGatewayConfig } from '../../src/gateway/config/gatewayConfig';
import { Peers } from '../../src/gateway/peers';

const least = { spool: '/var/spool/triage', peers: [{ aeTitle: 'PACS' }] };

it('needs a spool and a peer, and has a default for everything else', () => {
  const config = parseGatewayConfig(JSON.stringify(least));
  expect(config).toMatchObject({
    aeTitle: 'TRIAGE',
    port: 11_112,
    statusPort: 11_180,
    storage: { container: 'incoming' },
  });
});

it.each([
  ['{', 'It is not JSON'],
  ['{}', 'spool: '],
  [JSON.stringify({ ...least, peers: [] }), 'peers: '],
  [JSON.stringify({ ...least, peers: [{ aeTitle: 'A\\B' }] }), 'peers.0.aeTitle: expected an AE title'],
  [
    JSON.stringify({ ...least, peers: [{ aeTitle: 'SEVENTEEN_LETTERS' }] }),
    'peers.0.aeTitle: expected an AE title',
  ],
  [JSON.stringify({ ...least, peers: [{ aeTitle: 'A' }, { aeTitle: 'A ' }] }), 'two peers have one AE title'],
  [
    JSON.stringify({ ...least, peers: [{ aeTitle: 'A', addresses: ['10.0.0.0/33'] }] }),
    'expected an IP address',
  ],
  [JSON.stringify({ ...least, prot: 104 }), 'prot'],
  [JSON.stringify({ ...least, port: 11_180 }), 'port and statusPort are the same'],
])('says what is wrong with %s', (text, said) => {
  expect(() => parseGatewayConfig(text)).toThrow(GatewayConfigError);
  expect(() => parseGatewayConfig(text)).toThrow(said);
});

it('lets peers call from their addresses alone', () => {
  const { peers } = parseGatewayConfig(
    JSON.stringify({
      ...least,
      peers: [
        { aeTitle: 'ANY' },
        { aeTitle: 'NET', addresses: ['10.1.0.0/16', '192.0.2.7', '2001:db8::/32'] },
      ],
    }),
  );
  const known = new Peers(peers);
  const finds = (title: string, address: string) => known.find(title, address)?.aeTitle;
  expect(finds('ANY', '203.0.113.1')).toBe('ANY');
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8::5'])
    expect(finds('NET', address)).toBe('NET');
  for (const address of ['10.2.0.1', '192.0.2.8', '2001:db9::1', ''])
    expect(finds('NET', address)).toBeUndefined();
  expect(finds('OTHER', '10.1.2.3')).toBeUndefined();
});
