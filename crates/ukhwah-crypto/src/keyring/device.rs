use crate::{BadSignature, DhPublicKey, Id, IdentitySigningKey, Owner, Signature, VerifyingKey};

/// What is known of a device before the person's key signs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDetails {
    /// The device.
    pub device_id: Id,
    /// `DSK`, what it logs in with.
    pub signing: VerifyingKey,
    /// `DDK`, what keys are wrapped for.
    pub dh: DhPublicKey,
    /// The device that added it; of the first one, itself; of one that came by the recovery sheet, the id of the sheet.
    pub added_by: Id,
    /// Days since 1970-01-01 UTC.
    pub added_day: u32,
    /// What the person calls it, at most 128 bytes; no server sees it.
    pub name: String,
}

/// A device in the keyring, signed by the person's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceEntry {
    /// `DSK`, what it logs in with.
    pub signing: VerifyingKey,
    /// `DDK`, what keys are wrapped for.
    pub dh: DhPublicKey,
    /// The device that added it.
    pub added_by: Id,
    /// Days since 1970-01-01 UTC.
    pub added_day: u32,
    /// What the person calls it.
    pub name: String,
    /// By `IK_s` over all of this, the device's id, the account and the organization.
    pub signature: Signature,
}

impl DeviceEntry {
    /// The length of the longest name in bytes.
    pub const MAX_NAME_LEN: usize = 128;

    /// Signs a device with the person's key.
    pub fn sign(details: DeviceDetails, owner: &Owner, identity: &IdentitySigningKey) -> Self {
        let signature = identity.sign(&details.transcript(owner));
        let DeviceDetails { signing, dh, added_by, added_day, name, .. } = details;
        Self { signing, dh, added_by, added_day, name, signature }
    }

    /// Verifies that the person's key signed this device.
    pub fn verify(&self, device_id: Id, owner: &Owner, identity: &VerifyingKey) -> Result<(), BadSignature> {
        identity.verify_strict(&self.details(device_id).transcript(owner), &self.signature)
    }

    /// What was signed.
    pub fn details(&self, device_id: Id) -> DeviceDetails {
        DeviceDetails {
            device_id,
            signing: self.signing,
            dh: self.dh,
            added_by: self.added_by,
            added_day: self.added_day,
            name: self.name.clone(),
        }
    }
}

impl DeviceDetails {
    /// `~/device ‖ org_id ‖ account_id ‖ device_id ‖ DSK ‖ DDK ‖ added_by ‖ u32 added_day ‖ name`: all parts but the
    /// last have a fixed length.
    fn transcript(&self, owner: &Owner) -> Vec<u8> {
        [
            &b"ukhwah/v1/device"[..],
            &owner.org_id,
            &owner.account_id,
            &self.device_id,
            &self.signing.to_bytes(),
            &self.dh.0,
            &self.added_by,
            &self.added_day.to_be_bytes(),
            self.name.as_bytes(),
        ]
        .concat()
    }
}
