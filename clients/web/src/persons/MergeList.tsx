import { Group } from '@mantine/core';
import type { Person } from '../gen/border/persons/v1/registry_pb';
import { useTranslation } from '../language/useTranslation';
import { ActButtons } from '../parts/ActButtons';
import { RecordLink } from '../parts/RecordLink';
import { Section } from '../parts/Section';
import { useServices } from '../services/ServicesContext';
import { useMay } from '../services/session';

/** Who was merged into a person, and how that is taken back. */
export function MergeList({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { registry } = useServices();
  const mayMerge = useMay('investigator', 'supervisor');
  const unmerge = (name: string) => ({
    name: t('persons.unmerge'),
    note: t('persons.unmergeNote'),
    needsReason: true,
    of: `unmerge ${name} ${person.etag}`,
    carryOut: (request: { reason: string; requestId: string }) => registry.unmergePerson({ ...request, name }),
    changes: ['personal'],
  });
  const merged = person.mergedInto ? [person.name] : person.merged;
  if (merged.length === 0) return null;
  return (
    <Section title={person.mergedInto ? t('persons.mergedInto') : t('persons.merged')}>
      {merged.map((name) => (
        <Group key={name} justify="space-between">
          <RecordLink name={person.mergedInto || name} />
          {mayMerge && <ActButtons label={name} acts={[unmerge(name)]} />}
        </Group>
      ))}
    </Section>
  );
}
