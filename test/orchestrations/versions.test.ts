import fc from 'fast-check';
import { currentVersions, type OrchestrationName, versionedInput } from '../../src/contract/orchestrations';
import { deliverNotice } from '../../src/orchestrations/deliverNotice';
import { deliverOutput } from '../../src/orchestrations/deliverOutput';
import { reviewStudy } from '../../src/orchestrations/reviewStudy';
import { triageImage } from '../../src/orchestrations/triageImage';
import { ofVersion } from '../../src/orchestrations/versions';
import { recorder } from './drive';

/** The first task that the registered orchestration asks for. */
function begin(input: unknown) {
  return ofVersion('triageImage', triageImage)(recorder(input).context).next();
}

test('the generator of the version that the instance was started with is run, with its input', () => {
  const input = versionedInput('triageImage', { arrivalId: 'a' });
  expect(begin(input).value).toMatchObject({ name: 'triageFile', input: { arrivalId: 'a' } });
  expect(begin(JSON.parse(JSON.stringify(input))).value).toMatchObject({ input: { arrivalId: 'a' } });
});

test('a version that this release does not run fails, and says what to do', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (version) => {
      fc.pre(version !== 1);
      expect(() => begin({ version, arrivalId: 'a' })).toThrow(
        /triageImage .* version .* this release runs 1\. Deploy .* reconcile/,
      );
    }),
  );
  for (const version of ['1', [1], { toString: '1' }])
    expect(() => begin({ version, arrivalId: 'a' })).toThrow(/Deploy/);
  expect(() => begin({ arrivalId: 'a' })).toThrow(/version undefined/);
  expect(() => begin(undefined)).toThrow(/version undefined/);
});

test('the version that is started is one that is run', () => {
  const versions: Record<OrchestrationName, object> = {
    triageImage,
    reviewStudy,
    deliverNotice,
    deliverOutput,
  };
  for (const [name, version] of Object.entries(currentVersions))
    expect(versions[name as OrchestrationName]).toHaveProperty(String(version));
});
