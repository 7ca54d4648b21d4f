import { useFormats } from '../language/formats';
import { useTranslation } from '../language/useTranslation';
import { exportOf } from '../parts/exportOf';
import type { Column } from '../parts/RecordTable';
import type { RecordPages } from '../services/lists';
import { ExportMenu } from './ExportMenu';
import { type Reading, readAll } from './readAll';

interface Props<T> {
  list: RecordPages<T>;
  columns: Column<T>[];
  label: string;
}

/** Takes out all records that a filter finds, not only those that somebody has scrolled to. */
export function ExportList<T>({ list, columns, label }: Props<T>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const tableOf = async (reading: Reading) => {
    const { rows, isCut } = await readAll(list, (items) => exportOf(columns, items).rows, reading);
    const note = t(isCut ? 'export.cut' : 'export.all', { rows: number(rows.length) });
    return { title: label, fileName: 'border-list', ...exportOf(columns, []), rows, notes: [note], isCut };
  };
  return <ExportMenu tableOf={tableOf} />;
}
