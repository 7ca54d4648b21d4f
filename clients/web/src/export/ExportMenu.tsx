import { timestampNow } from '@bufbuild/protobuf/wkt';
import { Alert, Button, Group, Menu, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { MenuButton } from '../parts/MenuButton';
import { csvFile } from './csv';
import type { Reading } from './readAll';
import { download, type ExportTable, mostDrawn } from './table';

interface Props {
  /** Of what, where a page has several. */
  what?: string;
  /** The table, or where it is read first, how. */
  tableOf: (reading: Reading) => ExportTable | Promise<ExportTable>;
  /** The drawing of the chart above the table, where there is one. */
  svgOf?: () => Promise<string>;
}

/** Takes a table out of the application; as a drawing its chart, where there is one, else the table itself. */
export function ExportMenu({ what, tableOf, svgOf }: Props) {
  const { t } = useTranslation();
  const { time, number } = useFormats();
  const [rows, setRows] = useState(0);
  const reading = useRef<AbortController>(null);
  // Nobody waits any more for what a page was to give that was left.
  useEffect(() => () => reading.current?.abort(), []);
  const cover = () => ({
    heading: t('app.name'),
    taken: t('export.taken', { time: time(timestampNow()) }),
    marks: [t('export.marks.p'), t('export.marks.r'), t('export.marks.c')],
  });
  const files = {
    csv: async (table: ExportTable) => csvFile(table),
    xlsx: async (table: ExportTable) => (await import('./xlsx')).xlsxFile(table, cover()),
    svg: async (table: ExportTable) => {
      const drawing = svgOf ? await svgOf() : (await import('./svg')).tableSvg(table, cover(), number);
      return new Blob([drawing], { type: 'image/svg+xml' });
    },
  };
  const take = useMutation({
    mutationFn: async (ending: keyof typeof files) => {
      setRows(0);
      reading.current = new AbortController();
      const { signal } = reading.current;
      const table = await tableOf({ signal, onRows: setRows, most: ending === 'svg' ? mostDrawn : undefined });
      const file = await files[ending](table);
      signal.throwIfAborted();
      download(`${table.fileName}.${ending}`, file);
      return table;
    },
  });
  return (
    <Group gap="xs">
      {take.isPending && rows > 0 && (
        <>
          <Text size="sm" role="status">
            {t('export.reading', { rows: number(rows) })}
          </Text>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              reading.current?.abort();
              take.reset();
            }}
          >
            {t('export.stop')}
          </Button>
        </>
      )}
      {take.data?.isCut && (
        <Text size="sm" role="status">
          {take.data.notes[0]}
        </Text>
      )}
      <MenuButton words={t('export.title')} label={what && `${t('export.title')}: ${what}`} loading={take.isPending}>
        <Menu.Item onClick={() => take.mutate('csv')}>{t('export.csv')}</Menu.Item>
        <Menu.Item onClick={() => take.mutate('xlsx')}>{t('export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => take.mutate('svg')}>{t(svgOf ? 'export.svg' : 'export.tableSvg')}</Menu.Item>
      </MenuButton>
      {take.isError && <Alert color="red" role="alert" title={t('export.failed')} />}
    </Group>
  );
}
