/** A short, quiet tone of two notes. Browsers let a page sound only after somebody has touched it. */
export function chime(): void {
  const context = new AudioContext();
  const volume = context.createGain();
  volume.gain.value = 0.08;
  volume.connect(context.destination);
  for (const [at, hertz] of [
    [0, 660],
    [0.18, 880],
  ] as const) {
    const note = context.createOscillator();
    note.frequency.value = hertz;
    note.connect(volume);
    note.start(context.currentTime + at);
    note.stop(context.currentTime + at + 0.15);
  }
  setTimeout(() => void context.close(), 1_000);
}

/** A notice of the system, which says how many and nothing about anybody. Only while the page is out of sight. */
export function notifyDesktop(text: string): void {
  if (!document.hidden || Notification.permission !== 'granted') return;
  const notice = new Notification('Imaging Triage', { body: text, tag: 'new-stat' });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}
