/** What a user is, as tokens and sessions have it. */
export type Role =
  | 'patrol_officer'
  | 'investigator'
  | 'supervisor'
  | 'headquarters_analyst'
  | 'auditor'
  | 'administrator'
  | 'service';

export type PageName =
  | 'bulletin'
  | 'releases'
  | 'figures'
  | 'map'
  | 'completeness'
  | 'cases'
  | 'persons'
  | 'patrols'
  | 'seizures'
  | 'reviews'
  | 'devices'
  | 'audit';

interface Entry {
  page: PageName;
  roles?: Role[];
}

/** Those who look at records of what happens. */
export const recorders: Role[] = ['patrol_officer', 'investigator', 'supervisor', 'auditor'];
const reviewers: Role[] = ['investigator', 'supervisor', 'auditor'];

/** The pages of the menu; those of a role's records only for that role. The services have the last word. */
export const pages: Entry[] = [
  { page: 'bulletin' },
  { page: 'releases' },
  { page: 'figures' },
  { page: 'map' },
  { page: 'completeness' },
  { page: 'cases', roles: reviewers },
  { page: 'persons', roles: recorders },
  { page: 'patrols', roles: recorders },
  { page: 'seizures', roles: recorders },
  { page: 'reviews', roles: recorders },
  { page: 'devices', roles: ['supervisor', 'administrator', 'auditor'] },
  { page: 'audit', roles: ['auditor'] },
];

/** A user without roles is that of this machine, who is all of them. */
export const isFor = ({ roles }: { roles?: Role[] }, of: string[]) =>
  roles === undefined || of.length === 0 || roles.some((role) => of.includes(role));
