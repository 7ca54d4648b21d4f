import { Text } from '@mantine/core';
import type { Case } from '../gen/border/cases/v1/cases_pb';
import { type TimelineEntry, TimelineKind } from '../gen/border/cases/v1/timeline_pb';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { useVerb } from '../language/useVerb';
import { Loaded } from '../parts/Loaded';
import classes from './cases.module.css';
import { type StateName, states } from './search';
import { useArrested } from './useArrested';
import { useTimeline } from './useCases';

type KindName = Exclude<keyof typeof TimelineKind, 'UNSPECIFIED'>;

const ofArrests = [TimelineKind.ARREST, TimelineKind.RELEASE];

/** Everything about a case, latest first. */
export function Timeline({ record, id }: { record: Case; id: string }) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const verb = useVerb();
  const timeline = useTimeline(id);
  const arrested = useArrested(record);
  const whatOf = ({ kind, what }: TimelineEntry) => {
    const arrest = ofArrests.includes(kind) && record.arrests.find((known) => known.id === what);
    if (arrest) return arrested(arrest);
    const state = states.find((name) => name === what.toUpperCase().replaceAll(' ', '_') || CaseState[name].toString() === what);
    return kind === TimelineKind.TURN && state ? t(`caseState.${state as StateName}`) : verb(what);
  };
  const kindOf = ({ kind }: TimelineEntry) => t(`timeline.${TimelineKind[kind] as KindName}`);
  return (
    <Loaded query={timeline}>
      {({ entries, isCut }) => (
        <>
          <ol className={classes.entries} reversed>
            {entries.toReversed().map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: counted from the earliest, to which nothing is added.
              <li key={entries.length - index}>
                <Text size="xs" c="dark.3">
                  {time(entry.time)} {entry.actor && `· ${entry.actor}`}
                </Text>
                <Text size="sm" fw={600}>
                  {entry.what ? t('list.is', { what: kindOf(entry), words: whatOf(entry) }) : kindOf(entry)}
                </Text>
                {entry.text && (
                  <Text size="sm" className={classes.words}>
                    {entry.text}
                  </Text>
                )}
              </li>
            ))}
          </ol>
          {isCut && <Text size="sm">{t('cases.timelineCut')}</Text>}
        </>
      )}
    </Loaded>
  );
}
