use rand_core::CryptoRng;

use super::{UnwrapError, Wrap, WrapError, WrapKind, WrapSlot, unwrap_key, wrap};
use crate::{Id, KeyringKey, Owner, SheetKeys, SheetRecipient, SheetSecret};

/// Wraps a keyring key for the recovery sheet, without the sheet: the paper stays valid through every rotation.
pub fn wrap_for_sheet(
    owner: &Owner,
    sheet: &SheetRecipient,
    key: &KeyringKey,
    rng: &mut impl CryptoRng,
) -> Result<Wrap, WrapError> {
    let slot = slot(owner, sheet.recovery_id, &sheet.secret, key.epoch());
    wrap(&slot, &sheet.public_key, key.expose_raw(), rng)
}

/// Opens a keyring key with the recovery sheet; the epoch is the one that the wrap names.
pub fn unwrap_with_sheet(owner: &Owner, sheet: &SheetKeys, wrap: &Wrap) -> Result<KeyringKey, UnwrapError> {
    let slot = slot(owner, sheet.recovery_id, &sheet.secret, wrap.epoch());
    unwrap_key(&slot, sheet.dh.expose_raw(), wrap)
}

fn slot<'a>(owner: &Owner, recovery_id: Id, secret: &'a SheetSecret, epoch: u32) -> WrapSlot<'a> {
    WrapSlot {
        kind: WrapKind::Sheet,
        epoch,
        org_id: owner.org_id,
        owner_id: owner.account_id,
        reference: recovery_id,
        psk: secret.expose_raw(),
    }
}
