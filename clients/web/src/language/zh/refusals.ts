import { caseRefusals } from './refusals/cases';
import { faults } from './refusals/faults';
import { recordRefusals } from './refusals/records';
import { refusedStates } from './refusals/states';

/** What the services say of a call that they refuse, by their English words; {0} and so on stand for what is told in between. */
export const refusals: Record<string, string> = { ...faults, ...refusedStates, ...caseRefusals, ...recordRefusals };
