// The one place where the interface talks to the core.

import { invoke } from '@tauri-apps/api/core';
import type { ErrorCode, IpcError } from './bindings';

/** A call that was refused. Nothing was changed. */
export class Refusal extends Error {
  /** Why. */
  readonly code: ErrorCode;
  /** Which of several values is meant, from 0. */
  readonly at: number | null;

  constructor(refusal: IpcError) {
    super(refusal.code);
    this.name = 'Refusal';
    this.code = refusal.code;
    this.at = refusal.at;
  }
}

/** Calls the core. Rejects with a `Refusal`, and with nothing else. */
export async function call<T>(name: string, args?: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(name, args);
  } catch (thrown) {
    throw new Refusal(isRefusal(thrown) ? thrown : { code: 'failed', at: null });
  }
}

function isRefusal(thrown: unknown): thrown is IpcError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown;
}
