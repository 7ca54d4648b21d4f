import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAmounts } from '../figures/useAmounts';
import type { Revision } from '../gen/border/statistics/v1/releases_pb';
import { useFormats } from '../language/formats';
import { Loaded } from '../parts/Loaded';
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
            <RevisionTable revisions={data.revisions} />
          )
        }
      </Loaded>
    </Section>
  );
}

function RevisionTable({ revisions }: { revisions: Revision[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useAmounts();
  const periodName = usePeriodName();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table striped verticalSpacing={6} tabularNums aria-label={t('releases.revisions')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('figures.indicator')}</Table.Th>
            <Table.Th ta="right">{t('releases.asPublished')}</Table.Th>
            <Table.Th ta="right">{t('releases.today')}</Table.Th>
            <Table.Th ta="right">{t('figures.change')}</Table.Th>
            <Table.Th>{t('completeness.knownOn')}</Table.Th>
            <Table.Th>{t('explain.records')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {revisions.map((revision) => (
            <Table.Tr key={`${revision.indicator} ${revision.basePeriod}`}>
              <Table.Th scope="row" fw={400}>
                {formats.text(revision.displayName)}
                {revision.basePeriod && ` (${periodName(revision.basePeriod)})`}
              </Table.Th>
              <Table.Td ta="right">{amounts.value(revision.published, revision.indicator)}</Table.Td>
              <Table.Td ta="right">{amounts.value(revision.today, revision.indicator)}</Table.Td>
              <Table.Td ta="right">
                {revision.difference ? amounts.change(revision.difference, revision.indicator) : '–'}
              </Table.Td>
              <Table.Td>{formats.day(revision.since)}</Table.Td>
              <Table.Td>
                <Records revision={revision} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Records({ revision }: { revision: Revision }) {
  const { t } = useTranslation();
  const amounts = useAmounts();
  const more = revision.records.length - shownRecords;
  return (
    <ul className={classes.records}>
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
