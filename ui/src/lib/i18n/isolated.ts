/**
 * What a person wrote, for a place in the middle of other words: where it is not all from left to right it stands there
 * by itself, and no override that it leaves open reaches the words behind it. `direction.rs` does the same for what the
 * core says.
 */
export function isolated<T>(value: T): T | string {
  if (typeof value !== 'string' || !TURNS.test(value)) return value;
  return `\u2068${closed(value)}\u2069`;
}

/** What there is of some texts, side by side: `Dewan kecil · 1 jam`. */
export function joined(parts: readonly (string | null | undefined)[]): string {
  return parts
    .filter((part) => part !== null && part !== undefined && part !== '')
    .map(isolated)
    .join(' · ');
}

/** Marks that turn text around, and scripts that are written from the right. */
const TURNS =
  /[\u202a-\u202e\u2066-\u2069\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';

/** The text with all that it opens closed, and without what closes nothing. */
function closed(text: string): string {
  let out = '';
  let open: string[] = [];
  for (const one of text) {
    if (/[\u202a\u202b\u202d\u202e]/.test(one)) open.push(POP_EMBEDDING);
    else if (/[\u2066-\u2068]/.test(one)) open.push(POP_ISOLATE);
    else if (one === POP_EMBEDDING) {
      if (open.at(-1) !== POP_EMBEDDING) continue;
      open.pop();
    } else if (one === POP_ISOLATE) {
      const opened = open.lastIndexOf(POP_ISOLATE);
      if (opened < 0) continue;
      open = open.slice(0, opened);
    } else if (/[\n\r\u2029]/.test(one)) {
      out += open.reverse().join('');
      open = [];
    }
    out += one;
  }
  return out + open.reverse().join('');
}
