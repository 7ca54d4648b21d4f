import { Text } from '@mantine/core';
import { useAmounts } from '../figures/useAmounts';
import type { Revision } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { Loaded } from '../parts/Loaded';
import { PartTable } from '../parts/PartTable';
import { Section } from '../parts/Section';
import { usePeriodName } from '../periods/usePartName';
import classes from './releases.module.css';
import { useRevisions } from './useReleases';

const shownRecords = 20;

/** Which published figures are others today. */
export function RevisionList({ name }: { name: string }) {
  const { t } = useTranslation();
  const revisions = useRevisions(name);
  return (
    <Section title={t('releases.revisions')}>
      <Loaded query={revisions}>
        {(data) =>
          data.revisions.length === 0 ? (
            <Text size="sm">{t('releases.noRevisions', { count: data.figureCount })}</Text>
          ) : (
            <RevisionTable revisions={data.revisions} name={name} />
          )
        }
      </Loaded>
    </Section>
  );
}

function RevisionTable({ revisions, name }: { revisions: Revision[]; name: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const periodName = usePeriodName();
  const recounted = useRecounted();
  const recordsOf = (revision: Revision) =>
    [
      ...recounted(revision),
      ...revision.records.map(({ record, publishedAmount, amount }) =>
        [
          record || t('explain.hidden'),
          amounts.amount(publishedAmount, revision.indicator),
          amounts.amount(amount, revision.indicator),
        ].join(' '),
      ),
    ].join('; ');
  return (
    <PartTable
      label={t('releases.revisions')}
      items={revisions}
      keyOf={({ indicator, basePeriod }) => `${indicator} ${basePeriod}`}
      empty=""
      minWidth={640}
      above={null}
      file={() => ({ fileName: `${name.replace('/', '-')}-revisions` })}
      columns={[
        {
          head: t('figures.indicator'),
          isName: true,
          cell: ({ displayName, basePeriod }) => `${formats.text(displayName)}${basePeriod && ` (${periodName(basePeriod)})`}`,
        },
        {
          head: t('releases.asPublished'),
          isNumber: true,
          cell: ({ published, indicator }) => amounts.value(published, indicator),
          text: ({ published }) => published?.amount,
        },
        {
          head: t('releases.today'),
          isNumber: true,
          cell: ({ today, indicator }) => amounts.value(today, indicator),
          text: ({ today }) => today?.amount,
        },
        {
          head: t('figures.change'),
          isNumber: true,
          cell: ({ difference, indicator }) => (difference ? amounts.change(difference, indicator) : '–'),
          text: ({ difference }) => difference,
        },
        { head: t('completeness.knownOn'), cell: ({ since }) => formats.day(since), text: ({ since }) => since },
        { head: t('explain.records'), cell: (revision) => <Records revision={revision} />, text: recordsOf },
      ]}
    />
  );
}

/** That the figure was counted again by another rule since, in one line or none. */
function useRecounted() {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ recountedOn, correction }: Revision) =>
    recountedOn ? [t('releases.recounted', { day: formats.day(recountedOn), correction: formats.text(correction) })] : [];
}

function Records({ revision }: { revision: Revision }) {
  const { t } = useTranslation();
  const amounts = useAmounts();
  const recounted = useRecounted();
  const more = revision.records.length - shownRecords;
  return (
    <ul className={classes.records}>
      {recounted(revision).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {revision.records.slice(0, shownRecords).map((record, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: records without a name are told apart by their place only, and the list never moves.
        <li key={at}>
          {record.record || t('explain.hidden')}: {amounts.amount(record.publishedAmount, revision.indicator)} →{' '}
          {amounts.amount(record.amount, revision.indicator)}
        </li>
      ))}
      {more > 0 && <li>{t('releases.moreRecords', { count: more })}</li>}
    </ul>
  );
}
