//! The keyring as bytes: deterministic CBOR (RFC 8949, section 4.2.1).
//!
//! ```text
//! keyring = { 1: 1, 2: revision, 3: [IK_s seed, IK_d], 4: [* past], 5: inbox_id, 6: space_id, 7: [* space],
//!             8: [* [account_id, contact secret]], 9: [* device], 10: null / [recovery_id, RPK, RPSK],
//!             11: null / root fingerprint, 12: [* [kind: text, version]] }
//! past    = [IK_s public, IK_d public, signature]                         the oldest first
//! space   = [space_id, [+ [epoch, SK]], null / hash of the close list]    by id, keys by epoch
//! device  = [device_id, DSK, DDK, added_by, added_day, name: text, signature]    by id
//! ```

use std::collections::BTreeMap;
use std::convert::Infallible;

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use super::rules::{MAX_CONTACTS, MAX_DOCUMENTS, MAX_PAST, MAX_SPACES};
use super::{DeviceEntry, Identity, Keyring, PastIdentity, SpaceEntry};
use crate::{
    BodyBytes, ContactSecret, DhPublicKey, Id, IdentityDhKey, IdentitySigningKey, SheetRecipient, SheetSecret,
    Signature, SpaceKey, SpaceKeys, VerifyingKey,
};

const VERSION: u64 = 1;
const FIELDS: u64 = 12;

/// Why bytes are not a keyring in its one legal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecodeError {
    TooNew { version: u64 },
    Malformed,
    TooMany,
    NotCanonical,
}

impl From<minicbor::decode::Error> for DecodeError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// Why a part could not be read.
type Read<T> = Result<T, DecodeError>;
/// Writing into memory does not fail.
type Written = Result<(), minicbor::encode::Error<Infallible>>;
type Writer = Encoder<Vec<u8>>;

/// The bytes of a keyring.
pub(crate) fn encode(keyring: &Keyring) -> BodyBytes {
    // Reserved in full, so that no growing leaves a copy of the keys behind.
    let room = room_for(keyring);
    let mut writer = Encoder::new(Vec::with_capacity(room));
    write(&mut writer, keyring).expect("writing into memory does not fail");
    let bytes = writer.into_writer();
    debug_assert!(bytes.len() <= room, "{} bytes in room for {room}", bytes.len());
    BodyBytes::new(bytes)
}

/// At least as many bytes as the keyring takes, counting each number and each head of a part at its longest.
fn room_for(keyring: &Keyring) -> usize {
    let spaces: usize = keyring.spaces.values().map(|space| 80 + 44 * space.keys.iter().len()).sum();
    let names: usize = keyring.devices.values().map(|device| device.name.len()).sum();
    let kinds: usize = keyring.documents.keys().map(String::len).sum();
    400 + spaces
        + names
        + kinds
        + 136 * keyring.identity.past.len()
        + 56 * keyring.contacts.len()
        + 192 * keyring.devices.len()
        + 20 * keyring.documents.len()
}

fn write(writer: &mut Writer, keyring: &Keyring) -> Written {
    writer.map(FIELDS)?.u8(1)?.u64(VERSION)?.u8(2)?.u64(keyring.revision)?;
    let identity = &keyring.identity;
    writer.u8(3)?.array(2)?.bytes(identity.signing.expose_raw())?.bytes(identity.dh.expose_raw())?;
    write_list(writer.u8(4)?, &identity.past, |writer, past| {
        writer.array(3)?.bytes(&past.signing.to_bytes())?.bytes(&past.dh.0)?.bytes(&past.signature.0)?;
        Ok(())
    })?;
    writer.u8(5)?.bytes(&keyring.inbox_id)?.u8(6)?.bytes(&keyring.space_id)?;
    write_list(writer.u8(7)?, &keyring.spaces, write_space)?;
    write_list(writer.u8(8)?, &keyring.contacts, |writer, (account_id, secret)| {
        writer.array(2)?.bytes(account_id)?.bytes(secret.expose_raw())?;
        Ok(())
    })?;
    write_list(writer.u8(9)?, &keyring.devices, write_device)?;
    writer.u8(10)?;
    match &keyring.sheet {
        None => writer.null()?,
        Some(sheet) => {
            writer.array(3)?.bytes(&sheet.recovery_id)?.bytes(&sheet.public_key.0)?.bytes(sheet.secret.expose_raw())?
        }
    };
    write_hash(writer.u8(11)?, keyring.root_fingerprint.as_ref())?;
    write_list(writer.u8(12)?, &keyring.documents, |writer, (kind, version)| {
        writer.array(2)?.str(kind)?.u64(*version)?;
        Ok(())
    })
}

fn write_list<T>(
    writer: &mut Writer,
    list: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
    write: impl Fn(&mut Writer, T) -> Written,
) -> Written {
    let list = list.into_iter();
    writer.array(list.len() as u64)?;
    for item in list {
        write(writer, item)?;
    }
    Ok(())
}

fn write_space(writer: &mut Writer, (space_id, space): (&Id, &SpaceEntry)) -> Written {
    write_list(writer.array(3)?.bytes(space_id)?, space.keys.iter(), |writer, (epoch, key)| {
        writer.array(2)?.u32(epoch)?.bytes(key.expose_raw())?;
        Ok(())
    })?;
    write_hash(writer, space.close_list.as_ref())
}

fn write_device(writer: &mut Writer, (device_id, device): (&Id, &DeviceEntry)) -> Written {
    writer.array(7)?.bytes(device_id)?.bytes(&device.signing.to_bytes())?.bytes(&device.dh.0)?;
    writer.bytes(&device.added_by)?.u32(device.added_day)?.str(&device.name)?.bytes(&device.signature.0)?;
    Ok(())
}

fn write_hash(writer: &mut Writer, hash: Option<&[u8; 32]>) -> Written {
    match hash {
        None => writer.null()?,
        Some(hash) => writer.bytes(hash)?,
    };
    Ok(())
}

/// Reads a keyring, without holding it to the rules that go beyond its form.
pub(crate) fn decode(bytes: &[u8]) -> Read<Keyring> {
    let mut reader = Decoder::new(bytes);
    let keyring = read(&mut reader)?;
    // One form only: whatever differs from our own writing is refused.
    let is_canonical = reader.position() == bytes.len() && encode(&keyring).expose_bytes() == bytes;
    if is_canonical { Ok(keyring) } else { Err(DecodeError::NotCanonical) }
}

fn read(reader: &mut Decoder<'_>) -> Read<Keyring> {
    let fields = reader.map()?;
    let version = keyed(reader, 1, |r| Ok(r.u64()?))?;
    if version != VERSION {
        return Err(if version > VERSION { DecodeError::TooNew { version } } else { DecodeError::Malformed });
    }
    if fields != Some(FIELDS) {
        return Err(DecodeError::Malformed);
    }
    let revision = keyed(reader, 2, |r| Ok(r.u64()?))?;
    let (signing, dh) = keyed(reader, 3, |r| {
        tuple(r, 2)?;
        Ok((IdentitySigningKey::from_bytes(array(r)?), IdentityDhKey::from_bytes(array(r)?)))
    })?;
    let past = keyed(reader, 4, |r| list(r, MAX_PAST, read_past))?;
    Ok(Keyring {
        revision,
        identity: Identity { signing, dh, past },
        inbox_id: keyed(reader, 5, |r| array(r).copied())?,
        space_id: keyed(reader, 6, |r| array(r).copied())?,
        spaces: keyed(reader, 7, |r| list(r, MAX_SPACES, read_space))?,
        contacts: keyed(reader, 8, |r| list(r, MAX_CONTACTS, read_contact))?,
        devices: keyed(reader, 9, |r| list(r, Keyring::MAX_DEVICES, read_device))?,
        sheet: keyed(reader, 10, |r| optional(r, read_sheet))?,
        root_fingerprint: keyed(reader, 11, |r| optional(r, |r| array(r).copied()))?,
        documents: keyed(reader, 12, |r| list(r, MAX_DOCUMENTS, read_document))?,
    })
}

fn read_past(reader: &mut Decoder<'_>) -> Read<PastIdentity> {
    tuple(reader, 3)?;
    Ok(PastIdentity {
        signing: verifying_key(reader)?,
        dh: DhPublicKey(*array(reader)?),
        signature: Signature(*array(reader)?),
    })
}

fn read_space(reader: &mut Decoder<'_>) -> Read<(Id, SpaceEntry)> {
    tuple(reader, 3)?;
    let space_id = *array(reader)?;
    let keys: BTreeMap<_, _> = list(reader, SpaceKeys::MAX, |r| {
        tuple(r, 2)?;
        Ok((r.u32()?, SpaceKey::from_bytes(array(r)?)))
    })?;
    let keys = SpaceKeys::from_keys(keys).ok_or(DecodeError::Malformed)?;
    let close_list = optional(reader, |r| array(r).copied())?;
    Ok((space_id, SpaceEntry { keys, close_list }))
}

fn read_contact(reader: &mut Decoder<'_>) -> Read<(Id, ContactSecret)> {
    tuple(reader, 2)?;
    Ok((*array(reader)?, ContactSecret::from_bytes(array(reader)?)))
}

fn read_device(reader: &mut Decoder<'_>) -> Read<(Id, DeviceEntry)> {
    tuple(reader, 7)?;
    let device_id = *array(reader)?;
    let entry = DeviceEntry {
        signing: verifying_key(reader)?,
        dh: DhPublicKey(*array(reader)?),
        added_by: *array(reader)?,
        added_day: reader.u32()?,
        name: reader.str()?.to_owned(),
        signature: Signature(*array(reader)?),
    };
    Ok((device_id, entry))
}

fn read_sheet(reader: &mut Decoder<'_>) -> Read<SheetRecipient> {
    tuple(reader, 3)?;
    Ok(SheetRecipient {
        recovery_id: *array(reader)?,
        public_key: DhPublicKey(*array(reader)?),
        secret: SheetSecret::from_bytes(array(reader)?),
    })
}

fn read_document(reader: &mut Decoder<'_>) -> Read<(String, u64)> {
    tuple(reader, 2)?;
    Ok((reader.str()?.to_owned(), reader.u64()?))
}

fn keyed<'b, T>(reader: &mut Decoder<'b>, key: u8, read: impl FnOnce(&mut Decoder<'b>) -> Read<T>) -> Read<T> {
    if reader.u8()? == key { read(reader) } else { Err(DecodeError::Malformed) }
}

fn tuple(reader: &mut Decoder<'_>, length: u64) -> Read<()> {
    if reader.array()? == Some(length) { Ok(()) } else { Err(DecodeError::Malformed) }
}

/// Reads at most `max` items; out of order or twice, they are found out by writing them again.
fn list<'b, T, C: Extend<T> + Default>(
    reader: &mut Decoder<'b>,
    max: usize,
    read: impl Fn(&mut Decoder<'b>) -> Read<T>,
) -> Read<C> {
    let length = reader.array()?.ok_or(DecodeError::NotCanonical)?;
    if length > max as u64 {
        return Err(DecodeError::TooMany);
    }
    let mut items = C::default();
    for _ in 0..length {
        items.extend([read(reader)?]);
    }
    Ok(items)
}

fn optional<'b, T>(reader: &mut Decoder<'b>, read: impl FnOnce(&mut Decoder<'b>) -> Read<T>) -> Read<Option<T>> {
    if reader.datatype()? == Type::Null {
        reader.null()?;
        return Ok(None);
    }
    read(reader).map(Some)
}

fn array<'b, const N: usize>(reader: &mut Decoder<'b>) -> Read<&'b [u8; N]> {
    reader.bytes()?.try_into().map_err(|_| DecodeError::Malformed)
}

fn verifying_key(reader: &mut Decoder<'_>) -> Read<VerifyingKey> {
    VerifyingKey::from_bytes(array(reader)?).map_err(|_| DecodeError::Malformed)
}
