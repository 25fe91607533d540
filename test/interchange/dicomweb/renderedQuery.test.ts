import { QueryError } from '../../../src/interchange/dicomweb/query';
import { readRenderedQuery } from '../../../src/interchange/dicomweb/renderedQuery';

const read = (query: string) => readRenderedQuery(new URLSearchParams(query));
const whole = { left: 0, top: 0, mirrored: false, upsideDown: false };

it('leaves all to the image where nothing is asked for', () => {
  expect(read('other=1')).toEqual({ accept: null, rendering: { quality: 90 }, warnings: [] });
});

it.each([
  ['window=40,400,linear', { window: { centre: 40, width: 400, function: 'LINEAR' } }],
  ['window=-600.5,0.25,linear-exact', { window: { centre: -600.5, width: 0.25, function: 'LINEAR_EXACT' } }],
  ['window=0,1,sigmoid', { window: { centre: 0, width: 1, function: 'SIGMOID' } }],
  ['viewport=100,50', { viewport: { ...whole, width: 100, height: 50 } }],
  ['viewport=100,50,,,,', { viewport: { ...whole, width: 100, height: 50 } }],
  [
    'viewport=10,20,1.5,2,30,40',
    { viewport: { ...whole, width: 10, height: 20, left: 1.5, top: 2, across: 30, down: 40 } },
  ],
  [
    'viewport=10,20,,,-30,-40',
    {
      viewport: { ...whole, width: 10, height: 20, across: 30, down: 40, mirrored: true, upsideDown: true },
    },
  ],
  ['quality=1', { quality: 1 }],
])('takes %s', (query, rendering) => {
  expect(read(query).rendering).toEqual({ quality: 90, ...rendering });
});

it.each([
  'window=40,400',
  'window=40,400,LINEAR',
  'window=40,400,toString',
  'window=40,0.5,linear',
  'window=40,0,linear-exact',
  'window=40,-400,sigmoid',
  'window=,400,linear',
  'window=1e3,400,linear',
  'window=40,400,linear,1',
  'viewport=',
  'viewport=100',
  'viewport=0,100',
  'viewport=4097,100',
  'viewport=-100,100',
  'viewport=100,50,-1,0',
  'viewport=100,50,0,0,0,10',
  'viewport=100,50,x',
  'viewport=100,50,0,0,1,1,1',
  'quality=0',
  'quality=101',
  'quality=9.5',
])('refuses %s', (query) => {
  expect(() => read(query)).toThrow(QueryError);
});

it('says what it did not heed', () => {
  expect(read('annotation=patient&iccprofile=srgb').warnings).toHaveLength(2);
  expect(read('iccprofile=no').warnings).toEqual([]);
});
