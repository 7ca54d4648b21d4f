import { timestampNow } from '@bufbuild/protobuf/wkt';
import { Alert, Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language/formats';
import { csvFile } from './csv';
import { download, type ExportTable } from './table';

interface Props {
  /** Of what, where a page has several. */
  what?: string;
  tableOf: () => ExportTable;
  /** The drawing of the chart above the table, where there is one. */
  svgOf?: () => Promise<string>;
}

/** Takes a table out of the application, and its chart. */
export function ExportMenu({ what, tableOf, svgOf }: Props) {
  const { t } = useTranslation();
  const { time } = useFormats();
  const cover = () => ({
    heading: t('app.name'),
    taken: t('export.taken', { time: time(timestampNow()) }),
    marks: [t('export.marks.p'), t('export.marks.r'), t('export.marks.c')],
  });
  const files = {
    csv: async (table: ExportTable) => csvFile(table),
    xlsx: async (table: ExportTable) => (await import('./xlsx')).xlsxFile(table, cover()),
    svg: async () => new Blob([(await svgOf?.()) ?? ''], { type: 'image/svg+xml' }),
  };
  const take = useMutation({
    mutationFn: async (ending: keyof typeof files) => {
      const table = tableOf();
      download(`${table.fileName}.${ending}`, await files[ending](table));
    },
  });
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" size="xs" loading={take.isPending} aria-label={what && `${t('export.title')}: ${what}`}>
            {t('export.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => take.mutate('csv')}>{t('export.csv')}</Menu.Item>
          <Menu.Item onClick={() => take.mutate('xlsx')}>{t('export.xlsx')}</Menu.Item>
          {svgOf && <Menu.Item onClick={() => take.mutate('svg')}>{t('export.svg')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      {take.isError && <Alert color="red" role="alert" title={t('export.failed')} />}
    </>
  );
}
