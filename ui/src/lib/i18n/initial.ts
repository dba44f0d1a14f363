// Forms of address that come before a name and would give half of all people the same letter.
const ADDRESS = new Set(
  (
    'abang bang kakak kak encik en puan pn cik tuan ustaz ustazah haji hajah hj hjh pak mak pakcik makcik ' +
    "cikgu dr dato' datuk datin uncle aunty auntie mr mrs ms"
  ).split(' ')
);

const graphemes = new Intl.Segmenter('ms', { granularity: 'grapheme' });

/**
 * The letter that stands for a person in a round picture: one grapheme, upper case, empty for an empty name.
 *
 * A form of address is passed over (`Abang Rahim` gives `R`), unless it is the whole name.
 */
export function nameInitial(name: string): string {
  const words = name.trim().split(/\s+/u);
  const named = words.find((word) => !ADDRESS.has(word.toLowerCase().replace(/\.$/u, ''))) ?? words[0] ?? '';
  const parts = Array.from(graphemes.segment(named), (part) => part.segment);
  const first = parts.find((part) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part)) ?? parts[0] ?? '';
  return first.toLocaleUpperCase('ms');
}
