/** What keeps the camera from being used. */
export type CameraTrouble = 'none' | 'refused' | 'failed';

/** As many pixels as a code needs in one direction; more only take longer. */
const MOST_PIXELS = 800;

/** The web view has no media devices where it was built without them. */
function media(): MediaDevices | undefined {
  return (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
}

/** Whether there is a camera, as far as the system says before anyone was asked for it. */
export async function hasCamera(): Promise<boolean> {
  try {
    const devices = (await media()?.enumerateDevices()) ?? [];
    return devices.some(({ kind }) => kind === 'videoinput');
  } catch {
    return false;
  }
}

/** Tells whether there is a camera, now and whenever that changes, until the returned function is called. */
export function watchCamera(tell: (there: boolean) => void): () => void {
  const look = (): void => void hasCamera().then((there) => watched && tell(there));
  let watched = true;
  media()?.addEventListener('devicechange', look);
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    watched = false;
    media()?.removeEventListener('devicechange', look);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Opens the camera, the one at the back where there are two. */
export async function openCamera(): Promise<MediaStream> {
  const devices = media();
  if (devices === undefined) throw new DOMException('there are no media devices', 'NotFoundError');
  return devices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
}

/** Lets go of the camera: its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

export function cameraTrouble(thrown: unknown): CameraTrouble {
  const name = thrown instanceof DOMException || thrown instanceof Error ? thrown.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  // WebKit says of a wish that it cannot be met where there is no camera at all.
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'failed';
}

/** What the core reads codes from. */
export interface Frame {
  width: number;
  /** How light each pixel is, as hexadecimal digits. */
  grey: string;
}

/** What a video shows at this moment; nothing before its first picture. */
export function frameOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): Frame | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const scale = Math.min(1, MOST_PIXELS / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, grey: greyOf(data) };
}

const DIGITS = new TextEncoder().encode('0123456789abcdef');

/** How light each pixel is, from its red, green and blue, as two hexadecimal digits. */
export function greyOf(pixels: Uint8ClampedArray): string {
  const text = new Uint8Array(pixels.length / 2);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 2) {
    // Rec. 601, in whole numbers.
    const light =
      (299 * (pixels[from] ?? 0) + 587 * (pixels[from + 1] ?? 0) + 114 * (pixels[from + 2] ?? 0) + 500) /
      1000;
    text[to] = DIGITS[light >> 4] ?? 0;
    text[to + 1] = DIGITS[light & 15] ?? 0;
  }
  return new TextDecoder().decode(text);
}
