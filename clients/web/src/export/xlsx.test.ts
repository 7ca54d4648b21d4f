import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { xlsxFile } from './xlsx';

const cover = { heading: 'Border', taken: 'Taken today', marks: ['p: provisional'] };
const tableOf = (rows: (string | undefined)[][]) => ({
  title: 'Cases, 2021',
  fileName: 'x',
  columns: [{ name: 'area' }, { name: 'value', isNumber: true }],
  rows,
  notes: ['Unit: cases'],
});

async function read(rows: (string | undefined)[][]) {
  const file = await xlsxFile(tableOf(rows), cover);
  const bytes = await new Promise<ArrayBuffer>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(file);
  });
  return new exceljs.Workbook().xlsx.load(bytes);
}

test('a workbook has a cover with notes and marks, and a sheet with the table', async () => {
  const book = await read([['53', '8419']]);

  const front = book.getWorksheet('Cover')?.getColumn(1).values;
  expect(front).toEqual(expect.arrayContaining(['Border', 'Cases, 2021', 'Unit: cases', 'p: provisional']));
  expect(book.getWorksheet('Table')?.getRow(2).values).toEqual([undefined, '53', 8419]);
});

test.each([
  ['5.63', 5.63],
  ['-12', -12],
  ['12345678901234567.25', '12345678901234567.25'],
  ['=1+1', '=1+1'],
])('the number %s is held as %s', async (written, held) => {
  const book = await read([['53', written]]);

  expect(book.getWorksheet('Table')?.getCell('B2').value).toBe(held);
});

test('what is not reported is empty, and words that look like numbers stay words', async () => {
  const book = await read([['053', undefined]]);

  expect(book.getWorksheet('Table')?.getCell('A2').value).toBe('053');
  expect(book.getWorksheet('Table')?.getCell('B2').value ?? '').toBe('');
});
