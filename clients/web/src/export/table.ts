/** A cell: numbers are exact decimals in text, told apart from words by `isNumber` of its column. */
export type Cell = string | undefined;

export interface TableColumn {
  name: string;
  isNumber?: boolean;
}

/** A table as it is taken out of the application. */
export interface ExportTable {
  title: string;
  /** Without an ending. */
  fileName: string;
  columns: TableColumn[];
  rows: Cell[][];
  /** What a reader has to know of it: the choice that it shows, its unit, when it was taken. */
  notes: string[];
  /** What is drawn in its place: as it is on screen, where what is taken out has more. */
  drawn?: { columns: TableColumn[]; rows: Cell[][] };
  /** There was more than may be taken out at once, of which the first note tells. */
  isCut?: boolean;
}

/** The most rows of a list that are drawn: nobody reads a drawing that is longer. */
export const mostDrawn = 1_000;

export function download(name: string, content: Blob) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
