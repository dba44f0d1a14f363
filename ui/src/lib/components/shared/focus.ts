/**
 * Where the focus goes when a dialog opens: the part that asks for it (`data-autofocus`), otherwise the dialog itself, so
 * that its title is read before its buttons.
 */
export function focusInside(event: Event, content: HTMLElement | null): void {
  if (content === null) return;
  event.preventDefault();
  (content.querySelector<HTMLElement>('[data-autofocus]') ?? content).focus({ preventScroll: true });
}
