import type { Cell, ExportTable, TableColumn } from './table';
import type { Cover } from './xlsx';

const [size, line, pad, edge] = [13, 18, 10, 24];
const widest = 320;
// As wide as they are drawn in the fonts that screens have, or a little less.
const widthOf = (words: string, bold = false) =>
  [...words].reduce((sum, sign) => sum + (sign > '\u2e7f' ? size : size * (bold ? 0.6 : 0.56)), 0);
const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

interface Drawn {
  x: number;
  y: number;
  bold?: boolean;
  end?: boolean;
  large?: number;
}

const text = (words: string, { x, y, bold, end, large }: Drawn) =>
  `<text x="${x}" y="${y}"${end ? ' text-anchor="end"' : ''}${bold ? ' font-weight="600"' : ''}${large ? ` font-size="${large}"` : ''}>${escaped(words)}</text>`;

/** Words in lines that fit, parted between words where there are any. */
function linesOf(words: string, width: number): string[] {
  const lines: string[] = [];
  let rest = [...words];
  while (rest.length > 0) {
    let fits = rest.length;
    while (fits > 1 && widthOf(rest.slice(0, fits).join('')) > width) fits--;
    const space = fits < rest.length ? rest.lastIndexOf(' ', fits) : -1;
    const end = space > 0 ? space : fits;
    lines.push(rest.slice(0, end).join(''));
    rest = rest.slice(space > 0 ? end + 1 : end);
  }
  return lines.length > 0 ? lines : [''];
}

/** How wide each column is: as its widest words, up to a limit at which they are written in several lines. */
const widthsOf = (columns: TableColumn[], rows: Cell[][]) =>
  columns.map(({ name }, at) =>
    Math.min(widest, Math.ceil(Math.max(widthOf(name, true), ...rows.map((row) => widthOf(row[at] ?? '')))) + 2 * pad),
  );

/** A table as a drawing: its title, its notes, its rows, and where it is from. */
export function tableSvg(table: ExportTable, cover: Cover, numberOf: (amount: string) => string): string {
  const { columns, rows } = table.drawn ?? table;
  const written = rows.map((row) =>
    columns.map(({ isNumber }, at) => (isNumber && /^-?\d+(\.\d+)?$/.test(row[at] ?? '') ? numberOf(row[at] ?? '') : row[at])),
  );
  const widths = widthsOf(columns, written);
  const lefts = widths.map((_, at) => edge + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const inner = Math.max(
    widths.reduce((sum, width) => sum + width, 0),
    480,
  );
  const parts: string[] = [];
  let y = edge;
  const say = (words: string, large = size, bold = false) => {
    for (const each of linesOf(words, (inner * size) / large)) {
      y += large + 6;
      parts.push(text(each, { x: edge, y: y - 6, bold, large }));
    }
  };
  const rule = (at: number, colour: string) =>
    parts.push(`<path d="M${edge} ${at}h${inner}" stroke="${colour}" stroke-width="1"/>`);
  const row = (cells: Cell[], bold = false) => {
    const lines = cells.map((cell, at) => linesOf(cell ?? '', (widths[at] ?? 0) - pad));
    for (const [at, own] of lines.entries()) {
      const isNumber = columns[at]?.isNumber;
      const x = (lefts[at] ?? 0) + (isNumber ? (widths[at] ?? 0) - pad : pad);
      for (const [number, each] of own.entries())
        parts.push(text(each, { x, y: y + line * (number + 1) - 2, bold, end: isNumber }));
    }
    y += line * Math.max(...lines.map(({ length }) => length)) + 6;
  };
  say(table.title, 18, true);
  for (const note of table.notes) say(note);
  y += 8;
  rule(y, '#123a52');
  row(
    columns.map(({ name }) => name),
    true,
  );
  rule(y, '#123a52');
  for (const cells of written) {
    row(cells);
    rule(y, '#d8dde2');
  }
  y += 8;
  for (const words of [`${cover.heading} · ${cover.taken}`, ...cover.marks]) say(words, 11);
  const [width, height] = [inner + 2 * edge, y + edge];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="${size}" fill="#1d2731"><title>${escaped(table.title)}</title><rect width="100%" height="100%" fill="#fff"/>${parts.join('')}</svg>`;
}
