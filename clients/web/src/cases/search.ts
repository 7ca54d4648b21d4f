import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { dayIn as day, namesOf, startOf, textIn as text } from '../parts/search';

export type StateName = Exclude<keyof typeof CaseState, 'UNSPECIFIED'>;

export const states = namesOf(CaseState);

/** The filters of the worklist, as they stand in its address: nothing in them names a person. */
export interface CasesSearch {
  area?: string;
  state?: StateName;
  offence?: string;
  unit?: string;
  assignee?: string;
  from?: string;
  before?: string;
  number?: string;
  order?: 'earliest';
}

export function readCasesSearch(search: Record<string, unknown>): CasesSearch {
  return {
    area: text(search.area),
    state: states.find((name) => name === search.state),
    offence: text(search.offence),
    unit: text(search.unit),
    assignee: text(search.assignee),
    from: day(search.from),
    before: day(search.before),
    number: text(search.number),
    order: search.order === 'earliest' ? 'earliest' : undefined,
  };
}

/** The filters as the service takes them. */
export const toRequest = ({ area, state, offence, unit, assignee, from, before, number, order }: CasesSearch) => ({
  area,
  state: state && CaseState[state],
  offence,
  unit,
  assignee,
  number,
  registerTimeFrom: startOf(from),
  registerTimeBefore: startOf(before),
  orderBy: order === 'earliest' ? 'register_time' : '',
});
