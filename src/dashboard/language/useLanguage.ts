import { useEffect, useState } from 'preact/hooks';
import { onLanguage } from './language';

/** Renders again, with everything below, when the language changes. */
export function useLanguage(): void {
  const [, redraw] = useState(0);
  useEffect(() => onLanguage(() => redraw((count) => count + 1)), []);
}
