// An organization with a phone and a laptop, for tests.

import type { SyncDeviceView, SyncLinkView } from '$lib/ipc';

export const PHONE: SyncDeviceView = {
  ...{ id: 'd1', name: 'Telefon', here: true, is_new: false, is_going: false },
  ...{ added: '2026-09-01', last_seen: null }
};
export const LAPTOP: SyncDeviceView = {
  ...{ id: 'd2', name: 'Laptop', here: false, is_new: false, is_going: false },
  ...{ added: '2026-09-02', last_seen: '2026-11-01' }
};

/** Wednesday, 4 November 2026, 4 pm on this device's clock. */
export const NOW = new Date(2026, 10, 4, 16, 0).getTime();
/** The same day at 3:05 pm. */
export const LAST = new Date(2026, 10, 4, 15, 5).getTime();

/** A link where all is well, and what is different in it. */
export function link(over: Partial<SyncLinkView> = {}): SyncLinkView {
  return {
    address: 'sync.example.org',
    devices: [PHONE, LAPTOP],
    state: 'idle',
    pending: 0,
    last_ms: LAST,
    share: null,
    trouble: null,
    notices: [],
    held: null,
    on_request: false,
    sheet: 'here',
    ...over
  };
}
