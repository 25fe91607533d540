import { isOverTls } from '../../src/connections/overTls';

const account = 'AccountName=a;AccountKey=a2V5';

test.each([
  'UseDevelopmentStorage=true',
  `DefaultEndpointsProtocol=https;${account};EndpointSuffix=core.windows.net`,
  `${account};EndpointSuffix=core.windows.net`,
  'BlobEndpoint=https://a.blob.core.windows.net/;SharedAccessSignature=sv=2024&sig=http%3A',
  `DefaultEndpointsProtocol=http;${account};BlobEndpoint=http://127.0.0.1:10000/a;TableEndpoint=http://127.0.0.1:10002/a`,
  `${account};BlobEndpoint=http://localhost:10000/a`,
  `${account};BlobEndpoint=http://[::1]:10000/a`,
])('%s: speaks TLS, or does not leave this machine', (text) => {
  expect(isOverTls(text)).toBe(true);
});

test.each([
  `DefaultEndpointsProtocol=http;${account};EndpointSuffix=core.windows.net`,
  `defaultendpointsprotocol=HTTP;${account}`,
  `DefaultEndpointsProtocol=https;${account};BlobEndpoint=http://storage.example/a`,
  `${account};BlobEndpoint=https://a.example;TableEndpoint=HTTP://a.example`,
  `${account};BlobEndpoint=http://127.0.0.1.evil.example/a`,
  `${account};BlobEndpoint=http://localhost.evil.example/a`,
  'UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.4',
  'http://a.blob.example',
])('%s: would send data over the network unencrypted', (text) => {
  expect(isOverTls(text)).toBe(false);
});
