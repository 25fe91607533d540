/** What is used here of lokijs, the database in which Azurite keeps its indexes. */
interface Loki {
  autosaveDisable(): void;
  throttledSaveDrain(callback: () => void): void;
  saveDatabase(callback: (problem?: unknown) => void): void;
  emit(event: 'close'): void;
}

/**
 * Makes lokijs save everything before it says that it is closed.
 *
 * Its own `close` saves only what changed since the last automatic save began. So it says "closed" while that save is
 * still being written, or after one that failed: a process that ends then loses what it held.
 */
export function makeCloseSave(lokijs: { readonly prototype: object }): void {
  Object.assign(lokijs.prototype, {
    close(this: Loki, callback: (problem?: unknown) => void = () => {}): void {
      this.autosaveDisable();
      this.throttledSaveDrain(() => {
        this.saveDatabase((problem) => {
          this.emit('close');
          callback(problem);
        });
      });
    },
  });
}
