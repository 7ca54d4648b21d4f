import { Button, Group, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSavedFilters } from './savedFilters';

interface Props<S extends object> {
  place: string;
  search: S;
  /** What of a filter may be kept: nothing that names or leads to somebody. */
  kept: readonly (keyof S & string)[];
  read: (search: Record<string, unknown>) => S;
  nameOf: (search: S) => string;
  onChoose: (search: S) => void;
}

/** Keeps filters for the next time; the address of the page is what is shared with others. */
export function SavedFilters<S extends object>({ place, search, kept, read, nameOf, onChoose }: Props<S>) {
  const { t } = useTranslation();
  const { saved, save, forget } = useSavedFilters(place, kept, read);
  const canSave = kept.some((key) => search[key] !== undefined);
  return (
    <Group gap="xs">
      {canSave && (
        <Button variant="default" onClick={() => save(search)}>
          {t('filters.save')}
        </Button>
      )}
      {saved.length > 0 && (
        <Menu>
          <Menu.Target>
            <Button variant="default">{t('filters.saved', { count: saved.length })}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {saved.map((entry) => (
              <Menu.Item key={JSON.stringify(entry)} onClick={() => onChoose(entry)}>
                {nameOf(entry)}
              </Menu.Item>
            ))}
            {saved.map((entry) => (
              <Menu.Item key={`forget ${JSON.stringify(entry)}`} onClick={() => forget(entry)}>
                {t('filters.forget', { name: nameOf(entry) })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
