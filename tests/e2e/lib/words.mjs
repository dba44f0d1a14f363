// The texts that the app shows, from its own catalogues.

import { readFileSync, readdirSync } from 'node:fs';

const MESSAGES = new URL('../../../ui/messages/', import.meta.url);

/** @typedef {'ms' | 'en'} Language */

/** @param {Language} language @returns {Record<string, string>} */
function catalogue(language) {
  const files = readdirSync(new URL(`${language}/`, MESSAGES)).map((name) => `${language}/${name}`);
  const parts = [`${language}.json`, ...files].map((file) =>
    JSON.parse(readFileSync(new URL(file, MESSAGES), 'utf8')),
  );
  return Object.assign({}, ...parts);
}

/**
 * Gives the texts of a language by their keys.
 * @param {Language} language
 * @returns {(key: string, values?: Record<string, string | number>) => string}
 */
export function words(language) {
  const texts = catalogue(language);
  return (key, values = {}) => {
    const text = texts[key];
    if (text === undefined) throw new Error(`no text ${key} in ${language}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };
}
