import type Squire from 'squire-rte';

/** Found again in the plain alternative, which keeps its columns. */
export const TABLE_CLASS = 'sobre-table';
const TABLE_STYLE = 'border-collapse: collapse; max-width: 100%;';
const CELL_STYLE =
  'border: 1px solid #b9b5aa; padding: 4px 8px; min-width: 32px; vertical-align: top;';

/** The cell that the cursor is in. */
export function cellAt(editor: Squire): HTMLTableCellElement | null {
  const { startContainer } = editor.getSelection();
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const cell = element?.closest('td, th') ?? null;
  return cell && editor.getRoot().contains(cell) ? (cell as HTMLTableCellElement) : null;
}

/** A table where the cursor is, which goes into its first cell. */
export function insertTable(editor: Squire, rows: number, columns: number) {
  const table = document.createElement('table');
  table.className = TABLE_CLASS;
  table.setAttribute('style', TABLE_STYLE);
  const body = table.appendChild(document.createElement('tbody'));
  for (let i = 0; i < rows; i++) body.append(newRow(editor, columns));
  editor.saveUndoState();
  editor.insertElement(table);
  goTo(editor, table.rows[0]?.cells[0]);
}

export type TableAct =
  | 'row-above'
  | 'row-below'
  | 'column-before'
  | 'column-after'
  | 'remove-row'
  | 'remove-column'
  | 'remove-table';

/** Changes the table around the cursor; what is removed comes back with Undo. */
export function changeTable(editor: Squire, act: TableAct) {
  const cell = cellAt(editor);
  const row = cell?.closest('tr');
  const table = cell?.closest('table');
  if (!cell || !row || !table) return;
  editor.saveUndoState();
  const place = cell.cellIndex;
  if (act === 'row-above') row.before(newRow(editor, row.cells.length));
  if (act === 'row-below') row.after(newRow(editor, row.cells.length));
  if (act === 'column-before' || act === 'column-after')
    for (const one of table.rows) {
      const at = one.cells[Math.min(place, one.cells.length - 1)];
      at?.[act === 'column-before' ? 'before' : 'after'](newCell(editor));
    }
  if (act === 'remove-row') goTo(editor, neighbourRow(row)?.cells[place]);
  if (act === 'remove-row') row.remove();
  if (act === 'remove-column') {
    goTo(editor, row.cells[place + 1] ?? row.cells[place - 1]);
    for (const one of [...table.rows]) one.cells[place]?.remove();
  }
  if (act === 'remove-table' || !table.querySelector('td, th')) removeTable(editor, table);
  editor.focus();
}

/** Tab and Shift+Tab go from cell to cell; after the last comes a new row. Answers whether it went. */
export function goToNextCell(editor: Squire, backwards: boolean): boolean {
  const cell = cellAt(editor);
  const table = cell?.closest('table');
  if (!cell || !table) return false;
  const cells = [...table.querySelectorAll<HTMLTableCellElement>('td, th')];
  const next = cells[cells.indexOf(cell) + (backwards ? -1 : 1)];
  if (next) goTo(editor, next);
  else if (backwards) return false;
  else {
    changeTable(editor, 'row-below');
    goTo(editor, cell.closest('tr')?.nextElementSibling?.querySelector('td'));
  }
  return true;
}

const neighbourRow = (row: HTMLTableRowElement) =>
  (row.nextElementSibling ?? row.previousElementSibling) as HTMLTableRowElement | null;

function removeTable(editor: Squire, table: HTMLTableElement) {
  const line = editor.createDefaultBlock();
  table.replaceWith(line);
  goTo(editor, line);
}

function newRow(editor: Squire, columns: number): HTMLTableRowElement {
  const row = document.createElement('tr');
  for (let i = 0; i < columns; i++) row.append(newCell(editor));
  return row;
}

function newCell(editor: Squire): HTMLTableCellElement {
  const cell = document.createElement('td');
  cell.setAttribute('style', CELL_STYLE);
  cell.append(editor.createDefaultBlock());
  return cell;
}

function goTo(editor: Squire, place: Element | null | undefined) {
  if (!place) return;
  const range = document.createRange();
  range.selectNodeContents(place.querySelector('div, p') ?? place);
  range.collapse(true);
  editor.setSelection(range);
}
