// The record services: what they are called, and requests that they take. All people and events are invented.
import { randomUUID } from 'node:crypto';
import { feeds } from './server.mjs';

const time = { seconds: '1614556800', nanos: 0 };
const place = { unit: 'U1', area: '53.01.02' };

const kinds = [
  {
    feed: 'patrols',
    service: 'border.patrols.v1.PatrolService',
    collection: 'patrols',
    methods: { create: 'CreatePatrol', void: 'VoidPatrol', get: 'GetPatrol', list: 'ListPatrols', submit: 'SubmitPatrols' },
    resource: 'patrol',
    creating: 'create',
    verb: 'created',
    record: { ...place, type: 'PATROL_TYPE_ROUTINE', plan_time: time },
    required: ['area', 'plan_time', 'type', 'unit'],
  },
  {
    feed: 'persons',
    service: 'border.persons.v1.PersonService',
    collection: 'interceptions',
    methods: {
      create: 'RegisterInterception',
      void: 'VoidInterception',
      get: 'GetInterception',
      list: 'ListInterceptions',
      submit: 'SubmitInterceptions',
    },
    resource: 'interception',
    creating: 'register',
    verb: 'registered',
    record: {
      ...place,
      intercept_time: time,
      conducts: ['CONDUCT_ILLEGAL_ENTRY', 'CONDUCT_ILLEGAL_STAY'],
      citizenship: 'CITIZENSHIP_STATUS_FOREIGN',
      disposition: 'DISPOSITION_DETAINED',
      position: { latitude: 21.5, longitude: 101.25 },
      identity: { claims: [{ source: 'CLAIM_SOURCE_STATED', family_name: '张', given_names: '三' }] },
    },
    required: ['area', 'citizenship', 'conducts', 'disposition', 'intercept_time', 'unit'],
    personal: 'identity',
  },
  {
    feed: 'cases',
    service: 'border.cases.v1.CaseService',
    collection: 'cases',
    methods: { create: 'RegisterCase', void: 'VoidCase', get: 'GetCase', list: 'ListCases', submit: 'SubmitCases' },
    resource: 'case',
    creating: 'register',
    verb: 'registered',
    record: { ...place, register_time: time, principal_offence: 'illegal_crossing', particulars: { title: '边境 (invented)' } },
    required: ['area', 'principal_offence', 'register_time', 'unit'],
    personal: 'particulars',
  },
  {
    feed: 'seizures',
    service: 'border.seizures.v1.SeizureService',
    collection: 'seizures',
    methods: { create: 'RecordSeizure', void: 'VoidSeizure', get: 'GetSeizure', list: 'ListSeizures', submit: 'SubmitSeizures' },
    resource: 'seizure',
    creating: 'record',
    verb: 'recorded',
    record: {
      ...place,
      seize_time: time,
      items: [
        {
          id: 'i1',
          kind: 'ITEM_KIND_DRUG',
          sort: 'heroin',
          quantity: { mass: { amount: '1.5', unit: 'MASS_UNIT_KILOGRAM' } },
        },
      ],
      note: 'invented',
    },
    required: ['area', 'seize_time', 'unit'],
    personal: 'note',
  },
];

/** The record services that are there. */
export const recordKinds = kinds.filter((kind) => feeds.includes(kind.feed));

/** An id that no other test uses. */
export const newId = () => `n-${randomUUID()}`;

/** An area that no other test uses, so that a list of it holds only what the test made. */
export const newArea = () => randomUUID().replaceAll('-', '');

export const creation = (kind, id, changes = {}) => ({
  [`${kind.resource}_id`]: id,
  [kind.resource]: { ...kind.record, ...changes },
  request_id: `create-${id}`,
});

export const voiding = (kind, id, changes = {}) => ({
  name: `${kind.collection}/${id}`,
  reason: 'recorded in error',
  request_id: `void-${id}`,
  ...changes,
});
