import type { Right, Role } from './kernel/roles';

/** `GET /api/session`: who is signed in. */
export interface SessionView {
  /** The printed name; what a signature shows. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** What these roles may do: what a page shows is decided by this. */
  readonly rights: readonly Right[];
  /** How the caller was authenticated. `development` is said on every page. */
  readonly signIn: 'development' | 'entra' | 'easy-auth';
  /** ISO time after which the caller has to sign in again. */
  readonly expiresAt: string;
  /** ISO time of the server's clock. */
  readonly serverTime: string;
  readonly settings: {
    /** A reviewer commits a first impression before anything of the models is shown. */
    readonly firstImpression: boolean;
    readonly undoSeconds: number;
    /** Absent where no DICOMweb viewer is configured. */
    readonly ohifUrl?: string;
  };
}
