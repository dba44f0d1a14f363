/**
 * How the word catalogues become code: one set of options for Vite and for `npm run words`.
 *
 * The language is chosen by a function (`setLanguage`), never by the address, so no URL or cookie strategy is listed.
 *
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const words = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  strategy: ['globalVariable', 'baseLocale'],
  isServer: 'import.meta.env.SSR',
  disableAsyncLocalStorage: true,
  emitTsDeclarations: true,
  emitReadme: false
};
