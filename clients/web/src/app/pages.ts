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
  /** Only for those who may ask about the whole nation. */
  ofNation?: boolean;
}

/** What a user may ask about. Without roles and areas it is that of this machine, who may do all. */
export interface Rights {
  roles: string[];
  /** Codes of areas, or `*` for the nation. */
  areas: string[];
}

/** Those who look at records of what happens. */
export const recorders: Role[] = ['patrol_officer', 'investigator', 'supervisor', 'auditor'];
const reviewers: Role[] = ['investigator', 'supervisor', 'auditor'];

/** Those who work criminal cases. */
export const caseWorkers: Role[] = ['investigator', 'supervisor'];

/** Those who make releases of figures. */
export const reporters: Role[] = ['supervisor', 'headquarters_analyst'];

/** Those who look behind figures: at what they are made of, and at what speaks against them. */
export const examiners: Role[] = ['supervisor', 'headquarters_analyst', 'auditor', 'administrator'];

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
  { page: 'audit', roles: ['auditor'], ofNation: true },
];

/** Whether they are responsible for the whole nation, and not for some areas of it. */
const isOfNation = ({ areas }: Rights) => areas.length === 0 || areas.includes('*');

export const isFor = ({ roles, ofNation }: Pick<Entry, 'roles' | 'ofNation'>, user: Rights) =>
  (roles === undefined || user.roles.length === 0 || roles.some((role) => user.roles.includes(role))) &&
  (!ofNation || isOfNation(user));
