import { z } from 'zod';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { preferencesSchema } from '../../domain/kernel/preferences';
import { rights, roles } from '../../domain/kernel/roles';
import { route } from './route';

/** The signed-in user. */
const sessionViewSchema = z.object({
  /** The printed name, as shown in signatures. */
  name: z.string(),
  /** Who it is, whatever the name. */
  subject: z.string(),
  roles: z.array(z.enum(roles)),
  /** The rights of these roles: they decide what a page shows. */
  rights: z.array(z.enum(rights)),
  /** How the caller was authenticated. `development` is displayed on every page. */
  signIn: z.enum(['development', 'entra', 'easy-auth']),
  /** ISO time after which the caller must sign in again. */
  expiresAt: z.iso.datetime(),
  /** ISO time at which the session locks without activity before; absent for a program with a token. */
  locksAt: z.iso.datetime().optional(),
  /**
   * Key of this person, base64url, 32 bytes: with it the page encrypts what was typed and not sent, so that it
   * survives a lock and nobody else can read it. Absent for a program.
   */
  draftKey: z.string().optional(),
  /** ISO time of the server's clock. */
  serverTime: z.iso.datetime(),
  preferences: preferencesSchema,
  settings: z.object({
    /** Reviewers commit a first impression before seeing any model output. */
    firstImpression: z.boolean(),
    /** The worklist shows patients to those who may read identities, and finds studies by them. */
    worklistIdentities: z.boolean(),
    undoSeconds: z.number(),
    /** Absent if no DICOMweb viewer is configured. */
    ohifUrl: z.string().optional(),
  }),
});

export type SessionView = DeepReadonly<z.infer<typeof sessionViewSchema>>;

/** The development sign-in, as JSON or as a form. */
export const signInRequestSchema = z.object({
  name: z.string().trim().min(1).max(200),
  role: z.enum(roles),
  /** The page to open afterwards. */
  to: z.string().optional(),
});

/** The development sign-in as whoever was signed in before the session locked. */
export const unlockRequestSchema = z.object({ unlock: z.literal('true'), to: z.string().optional() });
export type SignInRequest = z.infer<typeof signInRequestSchema>;

export const sessionRoutes = {
  sessionBegin: route({
    method: 'POST',
    path: 'api/session',
    right: 'anonymous',
    body: 'raw',
    answer: 'none',
  }),
  session: route({ method: 'GET', path: 'api/session', right: 'signed-in', answer: sessionViewSchema }),
  /** The person did something: the session locks later. */
  sessionActivity: route({
    method: 'POST',
    path: 'api/session/activity',
    right: 'signed-in',
    answer: sessionViewSchema,
  }),
  /** What the person chose for the pages. */
  sessionPreferences: route({
    method: 'POST',
    path: 'api/session/preferences',
    right: 'signed-in',
    body: preferencesSchema,
    answer: 'none',
  }),
  sessionEnd: route({ method: 'DELETE', path: 'api/session', right: 'signed-in', answer: 'none' }),
};
