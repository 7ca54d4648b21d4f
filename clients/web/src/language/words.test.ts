import { expect, test } from 'vitest';
import { CorrectionState } from '../gen/border/cases/v1/corrections_pb';
import { EvidenceKind } from '../gen/border/cases/v1/evidence_pb';
import { CounterpartKind, NoticeDirection, NoticeState, NoticeSubject } from '../gen/border/cases/v1/notice_pb';
import { DeviceState } from '../gen/border/patrols/v1/devices_pb';
import { TransportMode } from '../gen/border/patrols/v1/legs_pb';
import { ObservationCategory, Severity } from '../gen/border/patrols/v1/observations_pb';
import { PatrolState, PatrolType } from '../gen/border/patrols/v1/patrols_pb';
import { AgeGroup, ProtectionNeed } from '../gen/border/persons/v1/circumstances_pb';
import { Conduct } from '../gen/border/persons/v1/conduct_pb';
import { CheckDigit, ClaimSource, DocumentType, Sex } from '../gen/border/persons/v1/identity_pb';
import { MatchReason, MatchState } from '../gen/border/persons/v1/matching_pb';
import { CitizenshipStatus, CrossingMeans, Direction, Disposition, InterceptionState } from '../gen/border/persons/v1/persons_pb';
import { PersonState } from '../gen/border/persons/v1/registry_pb';
import { ExhibitRole } from '../gen/border/seizures/v1/custody_acts_pb';
import { CustodyFault } from '../gen/border/seizures/v1/custody_report_pb';
import { BalanceUnit, ExhibitState } from '../gen/border/seizures/v1/exhibits_pb';
import { ItemKind } from '../gen/border/seizures/v1/items_pb';
import { MeasurementBasis, MeasurementMethod } from '../gen/border/seizures/v1/measurements_pb';
import { SeizureState, VenueKind } from '../gen/border/seizures/v1/seizures_pb';
import { CountUnit, MassUnit, VolumeUnit } from '../gen/border/type/v1/quantity_pb';
import { en } from './en';
import type { WordKind } from './useWords';

const enumerations: Record<WordKind, object> = {
  Conduct,
  InterceptionState,
  Direction,
  CrossingMeans,
  CitizenshipStatus,
  Disposition,
  ProtectionNeed,
  AgeGroup,
  PersonState,
  ClaimSource,
  Sex,
  DocumentType,
  CheckDigit,
  MatchState,
  MatchReason,
  PatrolState,
  PatrolType,
  TransportMode,
  ObservationCategory,
  Severity,
  SeizureState,
  DeviceState,
  ItemKind,
  VenueKind,
  MeasurementMethod,
  MeasurementBasis,
  ExhibitState,
  ExhibitRole,
  BalanceUnit,
  CustodyFault,
  MassUnit,
  VolumeUnit,
  CountUnit,
  CorrectionState,
  NoticeState,
  NoticeDirection,
  CounterpartKind,
  NoticeSubject,
  EvidenceKind,
};

const valuesOf = (enumeration: object) =>
  Object.keys(enumeration).filter((key) => Number.isNaN(Number(key)) && key !== 'UNSPECIFIED');

test.each(Object.entries(enumerations))('every value of %s has its words', (kind, enumeration) => {
  expect(Object.keys(en.words[kind as WordKind]).toSorted()).toEqual(valuesOf(enumeration).toSorted());
});
