import { OtherSiteKeyError } from '../../../src/domain/kernel/sealing/otherSiteKey';
import { registerHooks } from '../../../src/functions/triggers/hooks';

type Hook = (context: { invocationContext: { functionName: string } }) => Promise<void>;

const mockHooks = new Map<string, Hook>();
const mockPrepare = jest.fn();

jest.mock('@azure/functions', () => ({
  app: {
    hook: {
      appStart: (hook: Hook) => mockHooks.set('appStart', hook),
      preInvocation: (hook: Hook) => mockHooks.set('preInvocation', hook),
      appTerminate: () => {},
    },
  },
}));
jest.mock('../../../src/app/app', () => ({
  theApp: () => ({ prepare: mockPrepare, store: { faults: async () => [] } }),
}));

const run = (hook: string, functionName = 'worklist') =>
  mockHooks.get(hook)?.({ invocationContext: { functionName } });

test('with another site key the start says so and no function runs but the one that says how the app is', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => {});
  registerHooks();
  mockPrepare.mockRejectedValue(new OtherSiteKeyError());
  await run('appStart');
  expect(said.mock.calls.join()).toContain('another TRIAGE_SITE_KEY');
  await expect(run('preInvocation')).rejects.toThrow(OtherSiteKeyError);
  await expect(run('preInvocation', 'reconcile')).rejects.toThrow(OtherSiteKeyError);
  await run('preInvocation', 'health');

  mockPrepare.mockRejectedValue(new Error('the storage is away'));
  await run('preInvocation');
  mockPrepare.mockResolvedValue(undefined);
  await run('preInvocation');
});
