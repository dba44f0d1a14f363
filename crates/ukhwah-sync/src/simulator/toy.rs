//! Keys that cost little: a keyed checksum instead of a cipher. Everything else is as with real ones.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

use minicbor::{Decode, Encode};
use rand_core::CryptoRng;
use ukhwah_protocol::error::RemovalNotice;
use ukhwah_protocol::id::{DeviceId, RecordId, Signature, SpaceId, VersionHash};
use ukhwah_protocol::message::{DeviceChange, DeviceRemoved, KeyringChange, KeyringState, SignedAct, Wrap, WrapKind};
use ukhwah_protocol::sealed::{FORMAT, HEADER, MAGIC, OVERHEAD, SUITE, Sealed, padded_size};

use crate::keychain::{CannotRotate, Keychain, KeyringRefusal, Removal, RotationTerms, TooLong, Unreadable};

pub(crate) const SPACE: SpaceId = SpaceId([7; 16]);
const KEYRING: RecordId = RecordId([0; 16]);

/// The keychain of a simulated device.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(crate) struct ToyKeychain {
    #[n(0)]
    device: DeviceId,
    /// The key that opens the keyring, and its epoch.
    #[n(1)]
    key: (u32, u64),
    #[n(2)]
    ring: Ring,
    /// The keyring as the server has it.
    #[n(3)]
    sealed: Sealed,
}

/// What a keyring holds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Ring {
    #[n(0)]
    revision: u64,
    #[n(1)]
    keys: BTreeMap<u32, u64>,
    #[cbor(n(2), with = "minicbor::bytes")]
    close_list: Option<[u8; 32]>,
    #[n(3)]
    devices: BTreeSet<DeviceId>,
}

impl ToyKeychain {
    /// The first keyring of a person with these devices: each device's keychain, and the keyring as a server has it.
    pub(crate) fn begin(devices: &[DeviceId], random: &mut impl CryptoRng) -> (Vec<Self>, Sealed) {
        let ring = Ring {
            revision: 1,
            keys: BTreeMap::from([(1, random.next_u64())]),
            close_list: None,
            devices: devices.iter().copied().collect(),
        };
        let sealed = Sealed::from_bytes(Vec::new());
        let mut first = Self { device: DeviceId([0; 16]), key: (1, random.next_u64()), ring, sealed };
        let sealed = first.seal_ring(random);
        (devices.iter().map(|device| Self { device: *device, ..first.clone() }).collect(), sealed)
    }

    pub(crate) fn from_kept(kept: &[u8]) -> Option<Self> {
        minicbor::decode(kept).ok()
    }

    /// The keyring as the server has it.
    pub(crate) const fn sealed(&self) -> &Sealed {
        &self.sealed
    }

    /// The same keys on another device.
    pub(crate) fn on(self, device: DeviceId) -> Self {
        Self { device, ..self }
    }

    fn seal_ring(&mut self, random: &mut impl CryptoRng) -> Sealed {
        let body = minicbor::to_vec(&self.ring).expect("writing to memory does not fail");
        self.sealed = seal(self.key, KEYRING, &body, random).expect("a keyring is short");
        self.sealed.clone()
    }

    fn wrap_for(&self, device: DeviceId) -> Wrap {
        let (epoch, key) = self.key;
        Wrap { kind: WrapKind::Device, reference: device.0, epoch, bytes: key.to_be_bytes().to_vec() }
    }
}

impl Keychain for ToyKeychain {
    fn device(&self) -> DeviceId {
        self.device
    }

    fn revision(&self) -> u64 {
        self.ring.revision
    }

    fn keyring_hash(&self) -> VersionHash {
        self.sealed.version_hash()
    }

    fn epoch(&self) -> u32 {
        self.ring.keys.last_key_value().map_or(0, |(epoch, _)| *epoch)
    }

    fn close_list(&self) -> Option<[u8; 32]> {
        self.ring.close_list
    }

    fn seal<R: CryptoRng>(&self, record: RecordId, body: &[u8], rng: &mut R) -> Result<Sealed, TooLong> {
        let (epoch, key) = self.ring.keys.last_key_value().ok_or(TooLong)?;
        seal((*epoch, *key), record, body, rng).ok_or(TooLong)
    }

    fn open(&self, record: RecordId, sealed: &Sealed) -> Result<Vec<u8>, Unreadable> {
        let header = sealed.header().map_err(|_| Unreadable::NotSealed)?;
        let key = self.ring.keys.get(&header.epoch).ok_or(Unreadable::UnknownEpoch)?;
        if header.record != record {
            return Err(Unreadable::OtherRecord);
        }
        open(*key, sealed).ok_or(Unreadable::OtherKey)
    }

    fn followed(&self, state: &KeyringState) -> Result<Option<Self>, KeyringRefusal> {
        if state.revision <= self.ring.revision {
            return if state.revision < self.ring.revision { Err(KeyringRefusal::Old) } else { Ok(None) };
        }
        let mut key = self.key;
        while key.0 < state.epoch {
            let wrap = state.wraps.iter().find(|wrap| wrap.epoch == key.0 + 1).ok_or(KeyringRefusal::WrapMissing)?;
            key = (wrap.epoch, u64::from_be_bytes(wrap.bytes[..].try_into().map_err(|_| KeyringRefusal::WrapBroken)?));
        }
        let body = open(key.1, &state.keyring).ok_or(KeyringRefusal::Broken)?;
        let ring: Ring = minicbor::decode(&body).map_err(|_| KeyringRefusal::Broken)?;
        if !ring.devices.contains(&self.device) {
            return Err(KeyringRefusal::NotListed);
        }
        Ok(Some(Self { device: self.device, key, ring, sealed: state.keyring.clone() }))
    }

    fn to_kept(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    fn lists(&self, device: DeviceId) -> bool {
        self.ring.devices.contains(&device)
    }

    fn begin_rotation<R: CryptoRng>(&self, removal: &Removal, rng: &mut R) -> Result<Self, CannotRotate> {
        let mut next = self.clone();
        if !next.ring.devices.remove(&removal.device) {
            return Err(CannotRotate::NotListed);
        }
        next.ring.revision += 1;
        next.ring.keys.insert(self.epoch() + 1, rng.next_u64());
        next.key = (self.key.0 + 1, rng.next_u64());
        Ok(next)
    }

    fn resume_rotation(&self, kept: &[u8]) -> Result<Self, CannotRotate> {
        Self::from_kept(kept).ok_or(CannotRotate::Damaged)
    }

    fn finish_rotation<R: CryptoRng>(
        &mut self,
        before: &Self,
        terms: &RotationTerms,
        rng: &mut R,
    ) -> Result<KeyringChange, CannotRotate> {
        self.ring.close_list = Some(terms.close_list);
        let act = SignedAct { revision: self.ring.revision, signature: Signature([0; 64]) };
        Ok(KeyringChange {
            base_revision: before.ring.revision,
            keyring: self.seal_ring(rng),
            epoch: self.key.0,
            wraps: self.ring.devices.iter().map(|device| self.wrap_for(*device)).collect(),
            device: Some(DeviceChange::Removed(DeviceRemoved {
                device: terms.removal.device,
                erase: terms.removal.erase,
                act,
                notice: Signature([1; 64]),
            })),
            identity: None,
            heads: vec![terms.head],
        })
    }

    fn verifies(&self, _notice: &RemovalNotice) -> bool {
        true
    }
}

fn seal((epoch, key): (u32, u64), record: RecordId, body: &[u8], random: &mut impl CryptoRng) -> Option<Sealed> {
    let size = padded_size(OVERHEAD + 4 + body.len())?;
    let mut bytes = Vec::with_capacity(size);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&[FORMAT, SUITE]);
    bytes.extend_from_slice(&SPACE.0);
    bytes.extend_from_slice(&record.0);
    bytes.extend_from_slice(&epoch.to_be_bytes());
    bytes.extend_from_slice(&random.next_u64().to_be_bytes());
    bytes.resize(HEADER, 0);
    bytes.extend_from_slice(&u32::try_from(body.len()).ok()?.to_be_bytes());
    bytes.extend_from_slice(body);
    bytes.resize(size - 8, 0);
    bytes.extend_from_slice(&checksum(key, &bytes).to_be_bytes());
    Some(Sealed::from_bytes(bytes))
}

fn open(key: u64, sealed: &Sealed) -> Option<Vec<u8>> {
    let (bytes, sum) = sealed.as_bytes().split_last_chunk::<8>()?;
    if checksum(key, bytes) != u64::from_be_bytes(*sum) {
        return None;
    }
    let (length, rest) = bytes.get(HEADER..)?.split_first_chunk::<4>()?;
    rest.get(..usize::try_from(u32::from_be_bytes(*length)).ok()?).map(<[u8]>::to_vec)
}

fn checksum(key: u64, bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write_u64(key);
    hasher.write(bytes);
    hasher.finish()
}
