/**
 * A date as tables write it, as ours: `1985-04-12`, `--04-12` without a year; empty when it is none. `12/04/1985`
 * is April for a French table and December for an English one, unless only one of them can be.
 */
export function readDate(text: string, isFrench: boolean): string {
  const [, year = '-', month, day] =
    /^(?:(\d{4})[-/.]|--)(\d{1,2})[-/.](\d{1,2})(?:\D|$)/.exec(text) ?? [];
  if (month && day) return dated(year, month, day);
  const [, one, two, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  if (!one || !two || !last) return '';
  const isDayFirst = text.includes('.') || Number(one) > 12 || (isFrench && Number(two) <= 12);
  return isDayFirst ? dated(last, two, one) : dated(last, one, two);
}

function dated(year: string, month: string, day: string): string {
  const [m, d] = [Number(month), Number(day)];
  const longest = new Date(Number(year) || 2000, m, 0).getDate();
  if (m < 1 || m > 12 || d < 1 || d > longest || year === '0000') return '';
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
