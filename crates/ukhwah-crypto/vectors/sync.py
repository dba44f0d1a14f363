"""The formats that travel: envelope, wraps, keyring, sheet, pairing. See README.md, "Byte formats"."""

import hashlib
import struct

from curves import derive_key_pair, ed25519_public, ed25519_sign, hpke_seal_psk, x25519_public
from local import stretch
from symmetric import expand, extract, xchacha20poly1305


def context(name):
    return b"ukhwah/v1/" + name.encode()


def unhex(case, *fields):
    parts = [bytes.fromhex(case[field]) for field in fields]
    return parts[0] if len(parts) == 1 else parts


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# --- Envelope ---


def padded_size(least):
    if least <= 16 * 1024:
        size = 1024
        while size < least:
            size *= 2
        return size
    exponent = least.bit_length() - 1
    step = 2 ** (exponent - exponent.bit_length())
    return -(-least // step) * step


def envelope(kind, key, org_id, place, epoch, nonce, body):
    """`place` is space and record; of a keyring, account and zeros."""
    keys = expand(extract(context(kind), key), context("rec") + place + struct.pack(">I", epoch), 64)
    commitment = expand(keys[32:], context("commit") + nonce, 32)
    header = b"UK\1\1" + place + struct.pack(">I", epoch) + nonce + commitment
    padded = struct.pack(">I", len(body)) + body
    padded += bytes(padded_size(len(padded) + 112) - 112 - len(padded))
    return header + xchacha20poly1305(keys[:32], nonce, header + org_id, padded)


def record(case):
    key, org_id, space_id, record_id, nonce, body = unhex(
        case, "space_key", "org_id", "space_id", "record_id", "nonce", "body"
    )
    body += b"x" * case["filled_with"]
    sealed = envelope("space", key, org_id, space_id + record_id, case["epoch"], nonce, body)
    # Long ones are named by their hash alone.
    shown = sealed.hex() if len(sealed) <= 2048 else None
    return {"length": len(sealed), "version_hash": sha256(sealed).hex(), "envelope": shown}


# --- Wraps ---


def wrap(kind, epoch, place, to, psk, content, ephemeral):
    """`place` is organization, owner and reference, 16 bytes each."""
    number, psk_id = {"device": (1, "kk"), "pairing": (2, "pairing"), "sheet": (3, "sheet")}[kind]
    head = struct.pack(">BBI", 1, number, epoch)
    enc, ciphertext = hpke_seal_psk(
        to, context("wrap/" + kind), psk, context("psk/" + psk_id), head + place, content, ephemeral
    )
    return head + enc + ciphertext


def wrap_outputs(case):
    org_id, account_id, key, ephemeral = unhex(case, "org_id", "account_id", "key", "ephemeral")
    if case["kind"] == "device":
        reference, psk = unhex(case, "device_id", "previous_key")
        to = x25519_public(unhex(case, "private"))
    else:
        keys = sheet(unhex(case, "seed"))
        reference, psk, to = keys["recovery_id"], keys["secret"], keys["public_key"]
    place = org_id + account_id + reference
    return {"wrap": wrap(case["kind"], case["epoch"], place, to, psk, key, ephemeral).hex()}


# --- Recovery sheet ---


def sheet(seed, passphrase=None, cost=None):
    material = seed
    if passphrase is not None:
        material += stretch(passphrase, sha256(context("sheet/salt"), seed)[:16], cost)
    prk = extract(context("sheet"), material)
    key = lambda name, length: expand(prk, context("sheet/" + name), length)
    return {
        "recovery_id": key("id", 16),
        "login": ed25519_public(key("login", 32)),
        "public_key": derive_key_pair(key("dh", 32))[1],
        "secret": key("psk", 32),
    }


def sheet_outputs(case):
    keys = sheet(unhex(case, "seed"), case["passphrase"], case["argon2"])
    return {name: value.hex() for name, value in keys.items()}


# --- Pairing ---


def pairing_outputs(case):
    signing, dh, nonce, rendezvous, secret = unhex(case, "signing", "dh", "nonce", "rendezvous", "secret")
    to = x25519_public(dh)
    keys = ed25519_public(signing) + to
    slot_0 = keys + nonce
    qr = b"UK\1" + sha256(keys) + rendezvous + secret
    reply_nonce, account_id, device_id, key, keyring_hash, set_hash, root = unhex(
        case, "reply_nonce", "account_id", "device_id", "key", "keyring_hash", "set_hash", "root_fingerprint"
    )
    org_id = root[:16]
    slot_1 = reply_nonce + org_id
    prk = extract(context("pair"), secret)
    number = expand(prk, context("pair/code") + sha256(qr, slot_0, slot_1), 8)
    bundle = account_id + device_id + struct.pack(">I", case["epoch"]) + key + keyring_hash + set_hash + root
    place = org_id + rendezvous + bytes(16)
    slot_2 = wrap("pairing", case["epoch"], place, to, secret, bundle, unhex(case, "ephemeral"))
    return {
        "qr": qr.hex(),
        "slot_0": slot_0.hex(),
        "slot_1": slot_1.hex(),
        "code": f"{int.from_bytes(number, 'big') % 10**6:06}",
        "slot_2": slot_2.hex(),
    }


# --- Keyring ---


def cbor(value):
    """Deterministic CBOR, RFC 8949, section 4.2.1, of what a keyring holds."""
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return cbor_head(0, value)
    if isinstance(value, bytes):
        return cbor_head(2, len(value)) + value
    if isinstance(value, str):
        return cbor_head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return cbor_head(4, len(value)) + b"".join(map(cbor, value))
    pairs = sorted((cbor(key), cbor(item)) for key, item in value.items())
    return cbor_head(5, len(pairs)) + b"".join(key + item for key, item in pairs)


def cbor_head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for extra, (form, limit) in enumerate((("B", 8), ("H", 16), ("I", 32), ("Q", 64))):
        if number < 1 << limit:
            return bytes([major << 5 | 24 + extra]) + struct.pack(">" + form, number)
    raise OverflowError(number)


def public_keys(identity):
    return [ed25519_public(bytes.fromhex(identity["signing"])), x25519_public(bytes.fromhex(identity["dh"]))]


def past_identities(owner, identities):
    """Every identity but the last, with its signature over the next one."""
    past = []
    for old, new in zip(identities, identities[1:]):
        signed = context("identity") + owner + b"".join(public_keys(new))
        past.append(public_keys(old) + [ed25519_sign(bytes.fromhex(old["signing"]), signed)])
    return past


def device(owner, identity, case):
    device_id, added_by = unhex(case, "device_id", "added_by")
    signing, dh = public_keys(case)
    signed = context("device") + owner + device_id + signing + dh + added_by
    signed += struct.pack(">I", case["added_day"]) + case["name"].encode()
    signature = ed25519_sign(bytes.fromhex(identity["signing"]), signed)
    return [device_id, signing, dh, added_by, case["added_day"], case["name"], signature]


def space(case):
    keys = [[epoch, bytes.fromhex(key)] for epoch, key in sorted(case["keys"])]
    return [unhex(case, "space_id"), keys, optional(case["close_list"])]


def optional(text):
    return None if text is None else bytes.fromhex(text)


def keyring_outputs(case):
    org_id, account_id = unhex(case, "org_id", "account_id")
    owner, identity = org_id + account_id, case["identities"][-1]
    recipient = None
    if case["sheet_seed"] is not None:
        keys = sheet(unhex(case, "sheet_seed"))
        recipient = [keys["recovery_id"], keys["public_key"], keys["secret"]]
    body = cbor(
        {
            1: 1,
            2: case["revision"],
            3: list(unhex(identity, "signing", "dh")),
            4: past_identities(owner, case["identities"]),
            5: unhex(case, "inbox_id"),
            6: unhex(case, "space_id"),
            7: sorted(space(entry) for entry in case["spaces"]),
            8: sorted(list(map(bytes.fromhex, pair)) for pair in case["contacts"]),
            9: sorted(device(owner, identity, entry) for entry in case["devices"]),
            10: recipient,
            11: optional(case["root_fingerprint"]),
            12: sorted(case["documents"]),
        }
    )
    key, nonce = unhex(case, "key", "nonce")
    sealed = envelope("keyring", key, org_id, account_id + bytes(16), case["epoch"], nonce, body)
    return {"body": body.hex(), "envelope": sealed.hex()}


# --- Set hash ---


def set_hash_outputs(case):
    rows = sorted(tuple(map(bytes.fromhex, row)) for row in case["records"])
    return {
        "set_hash": sha256(*(record_id + version for record_id, version in rows)).hex(),
        "close_list_hash": sha256(*(record_id + version[:16] for record_id, version in rows)).hex(),
    }


OUTPUTS = {
    "envelope": record,
    "wrap": wrap_outputs,
    "sheet": sheet_outputs,
    "pairing": pairing_outputs,
    "keyring": keyring_outputs,
    "set-hash": set_hash_outputs,
}


def check():
    """RFC 8949, appendix A."""
    for value, encoded in (
        (23, "17"),
        (24, "1818"),
        (1000, "1903e8"),
        (1000000000000, "1b000000e8d4a51000"),
        (None, "f6"),
        (bytes([1, 2, 3, 4]), "4401020304"),
        ("\u00fc", "62c3bc"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
        ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
    ):
        assert cbor(value).hex() == encoded, "RFC 8949, appendix A"
