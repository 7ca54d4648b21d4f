import { useQuery } from '@tanstack/react-query';

export interface Session {
  needsSignIn: boolean;
  canSignOut: boolean;
  user: string;
  roles: string[];
}

export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Session> => {
      const answer = await fetch('/session', { signal, credentials: 'same-origin' });
      if (!answer.ok) throw new Error(`The session cannot be read: ${answer.status}`);
      return answer.json();
    },
    refetchInterval: 60_000,
  });

export const signIn = () => {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/session/sign-in?to=${encodeURIComponent(here)}`);
};

export async function signOut(everywhere: boolean) {
  await fetch(`/session/sign-out?everywhere=${everywhere}`, {
    method: 'POST',
    headers: { 'x-border-web': '1' },
    credentials: 'same-origin',
  });
  window.location.assign('/');
}
