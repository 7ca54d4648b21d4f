import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SavedFilter } from '../gen/border/statistics/v1/filters_pb';
import { useTranslation } from '../language/useTranslation';
import { Failure } from '../parts/Failure';
import { useRequest } from '../services/useRequest';
import type { FilteredPageName, Term } from './terms';
import { faultOf } from './titles';
import { type FilterChange, useFilters } from './useFilters';

interface Props {
  page: FilteredPageName;
  /** One that is saved already; without it one of these terms is saved. */
  filter?: SavedFilter;
  terms?: Term[];
  others: SavedFilter[];
  /** When nothing is left to do. */
  onDone?: () => void;
}

/** The name of a filter, and what can be done with it. */
export function FilterForm({ page, filter, terms = [], others, onDone }: Props) {
  const { t } = useTranslation();
  const { change } = useFilters(page, false);
  const [title, setTitle] = useState(filter?.title ?? '');
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null);
  const requestOf = useRequest();
  const carryOut = (asked: FilterChange) =>
    change.mutate(asked, { onSuccess: () => (asked.act === 'rename' ? undefined : onDone?.()) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = title.trim();
    const found = faultOf(
      said,
      others.map((other) => other.title),
    );
    setFault(found);
    if (found) return;
    const { id } = requestOf(`called ${said}`);
    carryOut(filter ? { act: 'rename', filter, title: said, id } : { act: 'save', title: said, terms, id });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <TextInput
          label={filter ? t('filters.nameOf', { name: filter.title }) : t('filters.name')}
          description={filter ? undefined : t('filters.nameHelp')}
          descriptionProps={{ c: 'dark.3' }}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={fault && t(`filters.faults.${fault}`)}
          maxLength={80}
          required
          autoFocus={!filter}
          data-autofocus={filter ? undefined : true}
        />
        {change.isError && <Failure error={change.error} />}
        <Group gap="xs" justify="end">
          {filter && (
            <Button
              size="xs"
              variant="default"
              disabled={change.isPending}
              aria-label={t('filters.deleteOf', { name: filter.title })}
              onClick={() => carryOut({ act: 'delete', filter, id: requestOf('deleted').id })}
            >
              {t('filters.delete')}
            </Button>
          )}
          <Button
            size="xs"
            type="submit"
            loading={change.isPending}
            disabled={title.trim() === filter?.title}
            aria-label={filter && t('filters.renameOf', { name: filter.title })}
          >
            {t(filter ? 'filters.rename' : 'filters.keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
