import type { Timestamp } from '@bufbuild/protobuf/wkt';
import { isFor } from '../app/pages';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { useTranslation } from '../language/useTranslation';
import { ActButtons } from '../parts/ActButtons';
import { useServices } from '../services/ServicesContext';
import { useRights } from '../services/session';
import type { StateName } from './search';
import { isAllowed, verbNames, verbs } from './verbs';

/** What a user can do with a case. */
export function CaseVerbs({ record, id }: { record: Case; id: string }) {
  const { t } = useTranslation();
  const services = useServices();
  const why = t('verb.notInState', { state: t(`caseState.${CaseState[record.state] as StateName}`) });
  const rights = useRights();
  const acts = verbNames
    .filter((verb) => isFor(verbs[verb], rights))
    .map((verb) => ({
      name: t(`verb.${verb}`),
      note: t('verb.when'),
      needsReason: verbs[verb].needsReason,
      of: `${verb} ${record.etag}`,
      carryOut: (request: { reason: string; requestId: string }, time: Timestamp) =>
        verbs[verb].carryOut(services, { ...request, name: record.name, etag: record.etag }, time),
      changes: ['case', id],
      forbidden: isAllowed(verb, record.state) ? undefined : why,
    }));
  if (acts.length === 0) return null;
  return <ActButtons label={t('verb.heading')} acts={acts} />;
}
