import type { CalledFile } from '../../domain/intake/lane';

/**
 * The file that a process let in without a row at the gate, because nobody else was there; one at a time. Only that
 * process knows of it, so other processes may call one more file than they would otherwise.
 */
export class LoneFile {
  private file: CalledFile | undefined;
  private isFollowed = false;

  /** How many files this process let in without a row and has not begun with. */
  get count(): 0 | 1 {
    return this.isFree() ? 0 : 1;
  }

  isFree(): boolean {
    return this.file === undefined;
  }

  is(arrivalId: string): boolean {
    return this.file?.arrivalId === arrivalId;
  }

  call(file: CalledFile): void {
    this.file = file;
    this.isFollowed = false;
  }

  /** Another file waits, perhaps because of this one. */
  follow(): void {
    this.isFollowed = true;
  }

  /** Its arrival's id, if it was let in before that time, in milliseconds. */
  calledBefore(time: number): string | undefined {
    return this.file !== undefined && Date.parse(this.file.calledAt) <= time
      ? this.file.arrivalId
      : undefined;
  }

  /** @returns whether another file came to wait meanwhile; false if it is not the file of that id */
  forget(arrivalId: string): boolean {
    if (!this.is(arrivalId)) return false;
    this.file = undefined;
    return this.isFollowed;
  }
}
