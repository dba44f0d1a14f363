import {
  core,
  type Appearance,
  type DeviceSettings,
  type ProfileSettings,
  type RecoveryView,
  type SetLockRequest,
  type SettingsView
} from '$lib/ipc';
import { app } from './app.svelte';

/** The choices, as the core last said them. Each change shows what the core answered. */
class Settings {
  /** `null` until the first answer. */
  view = $state<SettingsView | null>(null);
  /** Why they could not be read. */
  refusal = $state<unknown>(null);

  async load(): Promise<void> {
    try {
      this.view = await core.settingsView();
      this.refusal = null;
    } catch (thrown) {
      this.refusal = thrown;
    }
  }

  /** How the app looks and speaks; it belongs to the app as a whole. */
  async look(change: Partial<Appearance>): Promise<void> {
    if (app.view === null) return;
    app.take(await core.appearanceSave({ ...app.view.appearance, ...change }));
    await this.load();
  }

  async device(change: Partial<DeviceSettings>): Promise<void> {
    if (this.view === null) return;
    this.view = await core.deviceSave({ ...this.view.device, ...change });
  }

  async profile(change: Partial<ProfileSettings>): Promise<void> {
    if (this.view === null) return;
    this.view = await core.profileSave({ ...this.view.profile, ...change });
    await app.refresh();
  }

  async lock(request: SetLockRequest): Promise<void> {
    this.view = await core.lockSet(request);
  }

  async recoverySaved(): Promise<void> {
    this.view = await core.recoverySaved();
  }

  /** Makes a new recovery code in the place of the present one. */
  async recoveryRenew(): Promise<RecoveryView> {
    const renewed = await core.recoveryRenew();
    await this.load();
    return renewed;
  }
}

export const settings = new Settings();
