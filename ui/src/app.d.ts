import 'svelte/elements';

declare global {
  namespace App {
    interface PageState {
      /** Which part of Help lies over the page. The page stays as it is beneath, with what was typed into it. */
      help?: 'ladder' | 'emergency' | 'breathe';
    }
  }
}

export {};
