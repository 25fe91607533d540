import { texts } from '../language/language';
import { Dialog } from './dialog';
import { keyHelp } from './keyHelp';

/** All keys. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={texts.parts.keys} onClose={onClose}>
      <div class="key-groups">
        {keyHelp().map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl class="key-list">
              {keys.map(({ keys: names, does }) => (
                <div key={names}>
                  <dt>
                    {names.split(' ').map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p class="sub">{texts.parts.keysIdle}</p>
    </Dialog>
  );
}
