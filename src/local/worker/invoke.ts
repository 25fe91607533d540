import type { CoreRequest, FunctionsCore } from './functionsCore';
import type { Invocation, InvocationResult } from './messages';

/** Runs one invocation through the app's programming model, hooks included, in the order of the real worker. */
export async function invoke(
  core: FunctionsCore,
  appHookData: object,
  invocation: Invocation,
): Promise<InvocationResult> {
  const registered = core.functions.get(invocation.functionId);
  if (registered === undefined || core.model === undefined) {
    throw new Error(`The app has no function "${invocation.functionId}".`);
  }
  const { metadata, callback } = registered;
  const { invocationId } = invocation;
  const request: CoreRequest = {
    invocationId,
    functionId: metadata.functionId,
    inputData: invocation.inputs,
    triggerMetadata: invocation.triggerMetadata,
  };
  const coreContext = {
    invocationId,
    metadata,
    request,
    state: undefined as string | undefined,
    log: (level: string, category: string, message: string) =>
      core.log(level, category, message, { functionName: metadata.name, invocationId }),
  };
  const model = await core.model.getInvocationModel(coreContext);
  const { context, inputs } = await model.getArguments();

  coreContext.state = 'preInvocationHooks';
  const shared = { hookData: {}, appHookData, invocationContext: context };
  const before = { ...shared, inputs, functionCallback: callback };
  await core.runHooks('preInvocation', before);

  coreContext.state = 'invocation';
  const after = {
    ...shared,
    inputs: before.inputs,
    result: undefined as unknown,
    error: undefined as unknown,
  };
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error ?? new Error('The function threw nothing.');
  }

  coreContext.state = 'postInvocationHooks';
  await core.runHooks('postInvocation', after);
  coreContext.state = undefined;
  if (after.error !== undefined && after.error !== null) throw after.error;
  return model.getResponse(context, after.result);
}
