/** Begins a new step of a page: at its top, and with the page as what is read next. */
export function toTop(): void {
  window.scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}

/**
 * Where the focus goes when a dialog opens: the part that asks for it (`data-autofocus`), otherwise the dialog itself, so
 * that its title is read before its buttons.
 */
export function focusInside(event: Event, content: HTMLElement | null): void {
  if (content === null) return;
  event.preventDefault();
  (content.querySelector<HTMLElement>('[data-autofocus]') ?? content).focus({ preventScroll: true });
}
