/**
 * Copies a text. Where the clipboard refuses, the old way selects it in a field inside `near`, since a dialog lets the
 * focus go nowhere else.
 *
 * Returns whether it was copied.
 */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near);
  }
}

function copyBySelection(text: string, near: HTMLElement): boolean {
  const before = document.activeElement as HTMLElement | null;
  const field = document.createElement('textarea');
  field.className = 'sr-only';
  field.value = text;
  field.readOnly = true;
  near.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    before?.focus();
  }
}
