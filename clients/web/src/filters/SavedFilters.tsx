import { Loader, Menu } from '@mantine/core';
import { useState } from 'react';
import type { SavedFilter } from '../gen/border/statistics/v1/filters_pb';
import { useTranslation } from '../language/useTranslation';
import { Failure } from '../parts/Failure';
import { MenuButton } from '../parts/MenuButton';
import { FilterDialog } from './FilterDialog';
import { addressOf, type FilteredPageName, termsOf } from './terms';
import { useFilters } from './useFilters';

// A menu that closes gives the focus back to its button: a dialog comes after that, takes it, and gives it back there.
const afterMenuMs = 50;

interface Props<S extends object> {
  page: FilteredPageName;
  search: S;
  read: (address: Record<string, unknown>) => S;
  onChoose: (search: S) => void;
}

/** The user's own filters of a page: chosen, saved and changed. The address of the page is what is shared with others. */
export function SavedFilters<S extends object>({ page, search, read, onChoose }: Props<S>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<'save' | 'change' | null>(null);
  const { saved } = useFilters(page, isOpen || dialog !== null);
  const show = (next: 'save' | 'change') => window.setTimeout(() => setDialog(next), afterMenuMs);
  const choose = ({ terms }: SavedFilter) => onChoose(read(addressOf(terms)));
  return (
    <>
      <MenuButton words={t('filters.title')} onOpen={setOpen}>
        {saved.data?.map((filter) => (
          <Menu.Item key={filter.name} onClick={() => choose(filter)}>
            {filter.title}
          </Menu.Item>
        ))}
        {saved.isPending && <Loader size="xs" m="xs" role="status" aria-label={t('state.loading')} />}
        {saved.isError && <Failure error={saved.error} />}
        {saved.data?.length === 0 && <Menu.Label c="dark.3">{t('filters.none')}</Menu.Label>}
        <Menu.Divider />
        <Menu.Item onClick={() => show('save')} disabled={termsOf(page, search).length === 0}>
          {t('filters.save')}
        </Menu.Item>
        {saved.data && saved.data.length > 0 && <Menu.Item onClick={() => show('change')}>{t('filters.change')}</Menu.Item>}
      </MenuButton>
      {dialog && (
        <FilterDialog page={page} terms={dialog === 'save' ? termsOf(page, search) : null} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
