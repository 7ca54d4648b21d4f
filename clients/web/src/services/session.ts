import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { isFor, type Rights, type Role } from '../app/pages';
import { forgetUnsaved } from './unsaved';

export interface Session extends Rights {
  needsSignIn: boolean;
  /** Users sign in by a token that was made on this machine, not at a provider. */
  byToken: boolean;
  canSignOut: boolean;
  /** By which users are told apart, as by the services; several may have one name. */
  subject: string;
  user: string;
}

/** Whose pages an application shows, by what it asks with. */
const users = new WeakMap<QueryClient, string>();
const windows = new BroadcastChannel('border-session');
function beginAnew() {
  forgetUnsaved();
  window.location.assign('/');
}
windows.onmessage = beginAnew;

/** What one user has opened is not for the next one: whoever else signs in begins anew. */
export function isOfAnother(session: Session, queries: QueryClient): boolean {
  if (session.needsSignIn) return false;
  const user = users.get(queries) ?? session.subject;
  users.set(queries, user);
  return user !== session.subject;
}

export const sessionOf = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: async ({ signal, client }): Promise<Session> => {
      const answer = await fetch('/session', { signal, credentials: 'same-origin' });
      if (!answer.ok) throw new Error(`The session cannot be read: ${answer.status}`);
      const session: Session = await answer.json();
      if (!isOfAnother(session, client)) return session;
      beginAnew();
      // The pages are there until the browser has left them, and would ask by the rights and in the name of whoever came.
      return new Promise(() => undefined);
    },
    refetchInterval: 60_000,
    refetchOnWindowFocus: 'always',
  });

/** The areas that a user may ask about; null for all. */
export const ownAreas = ({ areas }: Pick<Rights, 'areas'>) => (areas.length === 0 || areas.includes('*') ? null : areas);

export const useSession = () => useQuery(sessionOf());

const unknown: Rights = { roles: [], areas: [] };
export const useRights = (): Rights => useSession().data ?? unknown;

/** Whether a user has one of the roles. What is not offered is refused by the services too. */
export const useMay = (...roles: Role[]) => isFor({ roles }, useRights());

export const useOwnAreas = () => ownAreas(useRights());

/** What a page shows to those who have chosen no area: the first of theirs, or the nation. */
export const useOwnArea = () => useOwnAreas()?.[0];

/** @param isKept Whether this window is to stay as it is, and another one signs in. */
export const signIn = (isKept: boolean) => {
  const here = window.location.pathname + window.location.search;
  if (isKept) window.open('/session/sign-in?to=/', '_blank', 'noopener');
  else window.location.assign(`/session/sign-in?to=${encodeURIComponent(here)}`);
};

/** Begins a session with a token, which the server keeps. */
export async function handIn(token: string): Promise<'begun' | 'refused' | 'away'> {
  const answer = await fetch('/session/token', {
    method: 'POST',
    headers: { 'x-border-web': '1', 'content-type': 'text/plain' },
    credentials: 'same-origin',
    body: token,
  });
  // Another window of this browser may have begun one meanwhile.
  if (answer.ok || answer.status === 409) return 'begun';
  return answer.status === 400 ? 'refused' : 'away';
}

export async function signOut(everywhere: boolean) {
  await fetch(`/session/sign-out?everywhere=${everywhere}`, {
    method: 'POST',
    headers: { 'x-border-web': '1' },
    credentials: 'same-origin',
  });
  windows.postMessage('signed out');
  beginAnew();
}
