import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { core, Refusal, type SyncCodesView } from '$lib/ipc';
import type * as Ipc from '$lib/ipc';
import { cameraTrouble, greyOf } from './camera';
import TextOrPicture from './TextOrPicture.svelte';

vi.mock('$lib/ipc', async (original) => {
  const ipc = await original<typeof Ipc>();
  const core = Object.fromEntries(Object.keys(ipc.core).map((name) => [name, vi.fn()]));
  return { ...ipc, core, on: () => () => undefined };
});

const NOTHING: SyncCodesView = { text: null, words: null };
const CARD: SyncCodesView = { text: 'kad', words: null };
const WORDS: SyncCodesView = { text: null, words: 'satu dua' };

const stopped = vi.fn();
const enumerate = vi.fn();
const getUserMedia = vi.fn();

/** A camera that shows something of this size. */
function aCamera(width = 8, height = 6): void {
  enumerate.mockResolvedValue([{ kind: 'audioinput' }, { kind: 'videoinput' }]);
  getUserMedia.mockResolvedValue({ getTracks: () => [{ stop: stopped }] });
  // The document of the tests has no films.
  const film = { videoWidth: width, videoHeight: height, srcObject: null, play: () => Promise.resolve() };
  for (const [name, value] of Object.entries(film))
    Object.defineProperty(HTMLVideoElement.prototype, name, { value, writable: true, configurable: true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    drawImage: vi.fn(),
    getImageData: () => ({ data: new Uint8ClampedArray(width * height * 4).fill(255) })
  } as unknown as RenderingContext);
}

beforeEach(() => {
  vi.resetAllMocks();
  has(Object.assign(new EventTarget(), { enumerateDevices: enumerate, getUserMedia }));
  enumerate.mockResolvedValue([]);
  vi.mocked(core.syncCamera).mockResolvedValue(null);
  vi.mocked(core.syncCodesScan).mockResolvedValue(NOTHING);
});

afterEach(() => {
  has(undefined);
  vi.restoreAllMocks();
});

/** Gives the web view these media devices, or none. */
function has(mediaDevices: unknown): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
}

const onscan = vi.fn();

async function scanning(words = false): Promise<ReturnType<typeof userEvent.setup>> {
  const user = userEvent.setup();
  render(TextOrPicture, { label: 'Kad', hint: 'Tampal', words, onpicture: vi.fn(), onscan });
  await user.click(await screen.findByRole('button', { name: 'Imbas dengan kamera' }));
  return user;
}

test.each([
  ['there is none', (): void => void enumerate.mockResolvedValue([{ kind: 'audioinput' }])],
  ['the system does not say', (): void => void enumerate.mockRejectedValue(new Error('no'))],
  ['the web view has no media', (): void => has(undefined)]
])('without a camera only the picture is offered: %s', async (_, arrange) => {
  arrange();
  render(TextOrPicture, { label: 'Kad', hint: 'Tampal', onpicture: vi.fn(), onscan });
  await screen.findByRole('button', { name: 'Pilih gambar kod QR' });
  await vi.waitFor(() => expect(screen.getAllByRole('button')).toHaveLength(1));
});

test('a code that the camera sees is taken, and the light goes out', async () => {
  aCamera();
  vi.mocked(core.syncCodesScan).mockResolvedValueOnce(NOTHING).mockResolvedValue(CARD);
  await scanning();
  await vi.waitFor(() => expect(onscan).toHaveBeenCalledWith(CARD));
  expect(core.syncCodesScan).toHaveBeenCalledWith({ width: 8, grey: 'ff'.repeat(48) });
  expect(stopped).toHaveBeenCalledTimes(1);
  expect(vi.mocked(core.syncCamera).mock.calls.map(([{ on }]) => on)).toEqual([true, false]);
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('words are looked past where a card is wanted, and taken where both are', async () => {
  aCamera();
  vi.mocked(core.syncCodesScan).mockResolvedValueOnce(WORDS).mockResolvedValue(CARD);
  await scanning();
  await vi.waitFor(() => expect(onscan).toHaveBeenCalledWith(CARD));
  expect(onscan).toHaveBeenCalledTimes(1);
});

test('the words of a paper are taken where they are wanted', async () => {
  aCamera();
  vi.mocked(core.syncCodesScan).mockResolvedValue(WORDS);
  await scanning(true);
  await vi.waitFor(() => expect(onscan).toHaveBeenCalledWith(WORDS));
});

test('whoever closes it puts the light out, also while the system still asks', async () => {
  aCamera();
  const user = await scanning();
  await screen.findByRole('dialog', { name: 'Imbas kod QR' });
  await vi.waitFor(() => expect(core.syncCodesScan).toHaveBeenCalled());
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Batal' }));
  await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(1));
  expect(core.syncCamera).toHaveBeenLastCalledWith({ on: false });

  let answer: (stream: unknown) => void = () => undefined;
  getUserMedia.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  await user.click(await screen.findByRole('button', { name: 'Imbas dengan kamera' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Batal' }));
  answer({ getTracks: () => [{ stop: stopped }] });
  await vi.waitFor(() => expect(stopped).toHaveBeenCalledTimes(2));
  expect(onscan).not.toHaveBeenCalled();
});

test.each([
  ['NotAllowedError', /Kamera tak dibenarkan/],
  ['OverconstrainedError', /Kamera tak dijumpai/],
  ['NotReadableError', /Mungkin program lain sedang guna/]
])('a camera that is not to be had is told of: %s', async (name, words) => {
  aCamera();
  getUserMedia.mockRejectedValue(new DOMException('', name));
  await scanning();
  expect((await screen.findByRole('alert')).textContent).toMatch(words);
  expect(core.syncCamera).toHaveBeenLastCalledWith({ on: false });
  expect(core.syncCodesScan).not.toHaveBeenCalled();
});

test('what is not taken is told beside the field', async () => {
  aCamera();
  vi.mocked(core.syncCodesScan).mockResolvedValue(CARD);
  onscan.mockRejectedValueOnce(new Refusal({ code: 'invite_invalid', at: null }));
  await scanning();
  await screen.findByText(/tidak lengkap/);
});

test('a camera that is put in later is offered then', async () => {
  render(TextOrPicture, { label: 'Kad', hint: 'Tampal', onpicture: vi.fn(), onscan });
  await vi.waitFor(() => expect(enumerate).toHaveBeenCalledTimes(1));
  expect(screen.queryByRole('button', { name: 'Imbas dengan kamera' })).toBeNull();
  aCamera();
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  await screen.findByRole('button', { name: 'Imbas dengan kamera' });
});

test('colours become as light as the eye sees them', () => {
  const pixels = [
    [0, 0, 0],
    [255, 255, 255],
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255]
  ].flatMap((rgb) => [...rgb, 255]);
  expect(greyOf(new Uint8ClampedArray(pixels))).toBe('00ff4c961d');
});

test('what keeps the camera away has a name of its own', () => {
  const names = ['NotAllowedError', 'SecurityError', 'NotFoundError', 'OverconstrainedError', 'AbortError'];
  expect(names.map((name) => cameraTrouble(new DOMException('', name)))).toEqual([
    'refused',
    'refused',
    'none',
    'none',
    'failed'
  ]);
  expect(cameraTrouble('x')).toBe('failed');
});
