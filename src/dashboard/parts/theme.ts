import { useState } from 'preact/hooks';

export type Theme = 'dark' | 'light';
const key = 'theme';

function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(key);
    return value === 'dark' || value === 'light' ? value : undefined;
  } catch {
    return undefined;
  }
}

function asked(): Theme {
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** Applies this browser's earlier choice; without one the system's preference holds. */
export function applyTheme(): void {
  const theme = stored();
  if (theme) document.documentElement.dataset.theme = theme;
}

export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(stored() ?? asked());
  const toggle = () => {
    const other = theme === 'dark' ? 'light' : 'dark';
    setTheme(other);
    document.documentElement.dataset.theme = other;
    try {
      localStorage.setItem(key, other);
    } catch {
      // Storage is disabled: the choice lasts as long as the page.
    }
  };
  return [theme, toggle];
}
