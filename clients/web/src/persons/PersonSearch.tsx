import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../language/useTranslation';
import { PurposeSelect } from '../parts/PurposeSelect';
import { Section } from '../parts/Section';
import { TextField } from '../parts/TextField';
import { lastPersonSearch, rememberPersonSearch } from '../services/personSearch';
import { usePurpose } from '../services/purpose';
import { FoundPersons } from './FoundPersons';

/** Finds persons and encounters, for a purpose. What is looked for stays in the application. */
export function PersonSearch() {
  const { t } = useTranslation();
  const purpose = usePurpose();
  const [{ text, query }, setSearched] = useState(lastPersonSearch);
  const search = (text: string, query: string) => {
    setSearched({ text, query });
    rememberPersonSearch({ text, query });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text, text.trim());
  };
  return (
    <Section title={t('persons.search')}>
      <form onSubmit={submit} autoComplete="off">
        <Stack gap="xs">
          <Group align="end" gap="sm">
            <PurposeSelect />
            <TextField
              label={t('persons.searchFor')}
              value={text}
              onChange={(event) => search(event.currentTarget.value, query)}
              maxLength={200}
              spellCheck={false}
              width={280}
            />
            <Button type="submit" disabled={!purpose || text.trim() === ''}>
              {t('persons.search')}
            </Button>
          </Group>
          <Text size="xs" c="dark.3">
            {purpose ? t('persons.searchHelp') : t('persons.purposeNeeded')}
          </Text>
        </Stack>
      </form>
      {purpose && query && <FoundPersons query={query} />}
    </Section>
  );
}
