#!/usr/bin/env python3
"""Makes src-tauri/sounds/chime.wav: a soft bell, struck twice, of partials that fade. No recording is in it.

    python3 tools/chime.py src-tauri/sounds/chime.wav
"""

import math
import struct
import sys
import wave

RATE = 22050
SECONDS = 2.2

# Of each partial: its pitch as a multiple of the bell's, its loudness, and after how many seconds it has faded to a third.
PARTIALS = [(0.5, 0.25, 0.9), (1.0, 1.0, 0.7), (1.19, 0.18, 0.35), (1.5, 0.15, 0.3), (2.0, 0.4, 0.35), (2.76, 0.1, 0.15)]

# Of each stroke: when it comes in seconds, its pitch in Hz, its loudness. A fourth upwards, neither alarm nor melody.
STROKES = [(0.0, 523.25, 0.8), (0.38, 698.46, 1.0)]

ATTACK = 0.012
RELEASE = 0.25


def bell(seconds: float, pitch: float) -> float:
    if seconds < 0:
        return 0.0
    strike = min(1.0, seconds / ATTACK)
    tones = (loud * math.exp(-seconds / fade) * math.sin(math.tau * pitch * of * seconds) for of, loud, fade in PARTIALS)
    return strike * sum(tones)


def sample(seconds: float) -> float:
    # It ends in silence, so that nothing clicks.
    end = min(1.0, (SECONDS - seconds) / RELEASE)
    return end * sum(loud * bell(seconds - start, pitch) for start, pitch, loud in STROKES)


def main() -> None:
    samples = [sample(n / RATE) for n in range(int(RATE * SECONDS))]
    peak = max(abs(one) for one in samples)
    with wave.open(sys.argv[1], "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(0.6 * 32767 * one / peak)) for one in samples))


if __name__ == "__main__":
    main()
