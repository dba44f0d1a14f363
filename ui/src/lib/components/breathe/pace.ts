/**
 * Seconds of one breath in and out: six breaths a minute, the way out longer than the way in, without holding.
 *
 * Source: P. Lehrer and R. Gevirtz, "Heart rate variability biofeedback: how and why does it work?", Frontiers in
 * Psychology 5 (2014), 756: most people's resonance lies near six breaths a minute; and A. Zaccaro et al., "How
 * breath-control can change your life", Frontiers in Human Neuroscience 12 (2018), 353. Holding is left out: it is
 * what people in distress find hardest.
 */
export const IN_SECONDS = 4;
export const OUT_SECONDS = 6;

/** Where someone is in the pace. */
export interface Breath {
  phase: 'in' | 'out';
  /** The second within the phase, from 1. */
  count: number;
  /** How many breaths were finished. */
  round: number;
}

/** The breath at a whole second since the beginning. */
export function breathAt(seconds: number): Breath {
  const length = IN_SECONDS + OUT_SECONDS;
  const within = seconds % length;
  const round = Math.floor(seconds / length);
  return within < IN_SECONDS
    ? { phase: 'in', count: within + 1, round }
    : { phase: 'out', count: within - IN_SECONDS + 1, round };
}
