import { listen } from '@tauri-apps/api/event';
import type { Events } from './bindings';

export * from './bindings';
export { Refusal } from './call';

/** Listens to an event of the core until the returned function is called. */
export function on<Name extends keyof Events>(
  name: Name,
  heard: (payload: Events[Name]) => void
): () => void {
  const stop = listen<Events[Name]>(name, (event) => heard(event.payload));
  return () => void stop.then((unlisten) => unlisten());
}
