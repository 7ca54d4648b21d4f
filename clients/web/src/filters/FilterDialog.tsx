import { Stack } from '@mantine/core';
import { useTranslation } from '../language/useTranslation';
import { Dialog } from '../parts/Dialog';
import { Loaded } from '../parts/Loaded';
import { FilterForm } from './FilterForm';
import type { FilteredPageName, Term } from './terms';
import { useFilters } from './useFilters';

interface Props {
  page: FilteredPageName;
  /** What is to be saved; null to change what has been. */
  terms: Term[] | null;
  onClose: () => void;
}

/** Saves a filter under a name, or renames and deletes those that are there. */
export function FilterDialog({ page, terms, onClose }: Props) {
  const { t } = useTranslation();
  const { saved } = useFilters(page, true);
  return (
    <Dialog title={t(terms ? 'filters.save' : 'filters.change')} onClose={onClose}>
      <Loaded query={saved}>
        {(filters) => (
          <Stack>
            {terms ? (
              <FilterForm page={page} terms={terms} others={filters} onDone={onClose} />
            ) : (
              filters.map((filter) => (
                <FilterForm
                  key={filter.name}
                  page={page}
                  filter={filter}
                  others={filters.filter(({ name }) => name !== filter.name)}
                  onDone={filters.length > 1 ? undefined : onClose}
                />
              ))
            )}
          </Stack>
        )}
      </Loaded>
    </Dialog>
  );
}
