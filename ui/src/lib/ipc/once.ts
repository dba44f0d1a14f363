// A call is sent once, also where the page goes away before it was answered.

/**
 * Keeps a page that goes away from sending again what it waits for.
 *
 * A web view that loads a page anew breaks off what the old one waits for. Tauri takes that for a way that does not
 * work, and sends the same call another way: the core would do it twice.
 */
export function sendOnce(page: Window): void {
  let leaving = false;
  page.addEventListener('beforeunload', () => (leaving = true));
  const fetch = page.fetch.bind(page);
  page.fetch = async (...request) => {
    try {
      return await fetch(...request);
    } catch (broken) {
      // Nobody hears an answer any more.
      if (leaving) await new Promise(() => undefined);
      throw broken;
    }
  };
}
