import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { CaseState } from '../gen/border/cases/v1/turns_pb';

export type StateName = Exclude<keyof typeof CaseState, 'UNSPECIFIED'>;

export const states = Object.keys(CaseState).filter(
  (name): name is StateName => Number.isNaN(Number(name)) && name !== 'UNSPECIFIED',
);

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

/** What of them may be kept in a browser: not who works a case, and not which case it is. */
export const keptFilters = ['area', 'state', 'offence', 'unit', 'from', 'before', 'order'] as const;

const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

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

const startOf = (date: string | undefined) => (date ? timestampFromDate(new Date(`${date}T00:00:00`)) : undefined);

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
