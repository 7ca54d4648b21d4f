import type { Cell, ExportTable, TableColumn } from './table';

/** What the cover says besides the table's own notes. */
export interface Cover {
  heading: string;
  taken: string;
  marks: string[];
}

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const exactDigits = 15;

/** A number that a spreadsheet holds exactly; else the words, so that no digit is lost. */
const held = (cell: Cell, { isNumber }: TableColumn) => {
  if (!cell || !isNumber) return cell ?? '';
  const digits = cell.replace(/[-.]/g, '').replace(/^0+/, '');
  return Number.isFinite(Number(cell)) && digits.length <= exactDigits ? Number(cell) : cell;
};

/** A workbook with a cover sheet and the table on a sheet of its own. */
export async function xlsxFile(table: ExportTable, cover: Cover): Promise<Blob> {
  // Only when somebody asks for it: it is larger than all the rest.
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  const front = book.addWorksheet('Cover');
  front.getColumn(1).width = 100;
  front.addRow([cover.heading]).font = { bold: true, size: 16 };
  front.addRow([table.title]).font = { bold: true, size: 13 };
  front.addRow([cover.taken]);
  for (const line of ['', ...table.notes, '', ...cover.marks]) front.addRow([line]).alignment = { wrapText: true };
  const sheet = book.addWorksheet('Table', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(table.columns.map(({ name }) => name)).font = { bold: true };
  for (const row of table.rows) sheet.addRow(table.columns.map((column, index) => held(row[index], column)));
  sheet.columns.forEach((column, index) => {
    const widest = Math.max(
      ...[table.columns[index]?.name ?? '', ...table.rows.map((row) => row[index] ?? '')].map((cell) => cell.length),
    );
    column.width = Math.min(60, widest + 3);
  });
  return new Blob([await book.xlsx.writeBuffer()], { type });
}
