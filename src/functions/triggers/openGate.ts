import { app, type InvocationContext, type Timer } from '@azure/functions';
import * as df from 'durable-functions';
import { theApp } from '../../app/app';
import { gateOf } from './gate';

async function openGate(_timer: Timer, context: InvocationContext): Promise<void> {
  const count = await gateOf(theApp(), context).mend();
  if (count > 0) context.warn(`the gate's timer started ${count} files`);
}

/** Lets in what a killed process was to let in. */
export function registerGate(): void {
  app.timer('openGate', {
    schedule: theApp().settings.gate.schedule,
    extraInputs: [df.input.durableClient()],
    handler: openGate,
  });
}
