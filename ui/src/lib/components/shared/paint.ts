/** Runs something once what stands on the page now was drawn. Returns a way to leave it. */
export function afterPaint(then: () => void): () => void {
  // The first frame draws; when the second one comes, it was.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(then);
  });
  return () => cancelAnimationFrame(frame);
}
