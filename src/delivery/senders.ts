import type { SendOutput } from '../domain/outputs/answer';
import type { Receiver } from '../domain/outputs/receiver';
import { fhirSender } from './fhir';
import { mllpSender } from './mllp';
import { signedPost } from './signIn';
import { stowSender } from './stow';

/**
 * How each receiver is sent to, by its name. Those behind a gateway are not among them.
 *
 * @param secrets by the names of the settings that hold them
 */
export function openSenders(
  receivers: readonly Receiver[],
  secrets: ReadonlyMap<string, string>,
): ReadonlyMap<string, SendOutput> {
  return new Map(
    receivers.flatMap((receiver) => {
      const send = senderOf(receiver, secrets);
      return send === undefined ? [] : [[receiver.name, send] as const];
    }),
  );
}

function senderOf(receiver: Receiver, secrets: ReadonlyMap<string, string>): SendOutput | undefined {
  switch (receiver.kind) {
    case 'stow':
    case 'fhir': {
      const { url, auth } = receiver;
      const post = signedPost(auth, (auth && secrets.get(auth.secret)) ?? '');
      return receiver.kind === 'stow' ? stowSender(url, post) : fhirSender(url, post);
    }
    case 'hl7':
      return mllpSender(receiver);
    case 'gateway':
      return undefined;
  }
}
