import type { Identity, IdentityClaim } from '../gen/border/persons/v1/identity_pb';

/** A claim's name as it is written: in its own script, else in Latin. */
export const nameOf = ({ familyName, givenNames, latinName }: IdentityClaim) =>
  [familyName, givenNames].filter(Boolean).join(' ') || latinName;

/** The first claim that has a name stands for the others in lists. */
export const leadingClaim = (identity: Identity | undefined) =>
  identity?.claims.find((claim) => nameOf(claim)) ?? identity?.claims[0];
