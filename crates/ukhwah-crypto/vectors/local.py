"""The formats of one installation: cards, key file, backup header, recovery code. See README.md, "Byte formats"."""

import hashlib
import hmac
import json
import struct
import unicodedata

from symmetric import argon2id, expand, extract, xchacha20poly1305


def context(name):
    return b"ukhwah/v1/local/" + name.encode()


def damage_check(name, data):
    return hashlib.sha256(context("damage/" + name) + data).digest()[:8]


def seal(key, purpose, bound, nonce, content):
    suite = b"\1"
    keys = expand(extract(context(purpose), key), context("seal") + suite, 64)
    head = suite + nonce + expand(keys[32:], context("commit") + nonce, 32)
    return head + xchacha20poly1305(keys[:32], nonce, head + bound, content)


def card(case):
    content = bytes.fromhex(case["content"])
    size = 1024
    while size < len(content) + 90:
        size *= 2
    padded = struct.pack(">I", len(content)) + content
    padded += bytes(size - 86 - len(padded))
    head = b"UK\xc1\1" + bytes([{"help": 1, "reminder": 2}[case["kind"]]])
    sealed = seal(
        bytes.fromhex(case["device_key"]), "card/" + case["kind"], head, bytes.fromhex(case["nonce"]), padded
    )
    return head + damage_check("card", head + sealed) + sealed


def typed(text):
    return unicodedata.normalize("NFKD", text).encode()


def cost_bytes(cost):
    return struct.pack(">III", cost["m_kib"], cost["t"], cost["p"])


def stretch(text, salt, cost):
    return argon2id(typed(text), salt, cost["m_kib"], cost["t"], cost["p"])


def recovery_key(seed, use, salt):
    prk = extract(context("recovery"), bytes.fromhex(seed))
    return expand(prk, context("recovery/" + use) + salt, 32)


def lock_slot(main_key, lock):
    salt, keychain = bytes.fromhex(lock["salt"]), lock["keychain_secret"]
    choice = bytes([{"pin": 1, "passphrase": 2}[lock["kind"]], keychain is not None])
    prk = extract(context("lock"), stretch(lock["typed"], salt, lock["argon2"]) + bytes.fromhex(keychain or ""))
    key = expand(prk, context("lock/slot") + choice, 32)
    bound = b"\1" + choice + cost_bytes(lock["argon2"]) + salt
    sealed = seal(key, "slot/lock", bound, bytes.fromhex(lock["nonce"]), main_key)
    return {
        "kind": lock["kind"],
        "uses_keychain": keychain is not None,
        "argon2": lock["argon2"],
        "salt": lock["salt"],
        "sealed": sealed.hex(),
        "check": damage_check("slot/lock", bound + sealed).hex(),
    }


def recovery_slot(main_key, recovery):
    salt = bytes.fromhex(recovery["salt"])
    bound = b"\1" + salt
    key = recovery_key(recovery["seed"], "slot", salt)
    sealed = seal(key, "slot/recovery", bound, bytes.fromhex(recovery["nonce"]), main_key)
    check = damage_check("slot/recovery", bound + sealed).hex()
    return {"salt": recovery["salt"], "sealed": sealed.hex(), "check": check}


def key_file(case):
    main_key = bytes.fromhex(case["main_key"])
    file = {
        "version": 1,
        "lock": lock_slot(main_key, case["lock"]),
        "recovery": recovery_slot(main_key, case["recovery"]),
    }
    return json.dumps(file, indent=2) + "\n"


def backup(case):
    salt, payload = bytes.fromhex(case["salt"]), bytes.fromhex(case["payload"])
    if case["kdf"] == "passphrase":
        kdf, cost = b"\1", cost_bytes(case["argon2"])
        root = stretch(case["typed"], salt, case["argon2"])
    else:
        kdf, cost = b"\2", bytes(12)
        root = recovery_key(case["seed"], "backup", salt)
    prk = extract(context("backup"), root)
    key = lambda name: expand(prk, context("backup/" + name), 32)
    header = b"UK\xb2\1" + kdf + salt + cost + struct.pack(">Q", len(payload)) + key("check")
    header += damage_check("backup", header)
    file = header + payload
    return key("database"), file + hmac.digest(key("mac"), file, "sha256")


def recovery_indices(case):
    """The 15 places in the BIP-39 list: 11 bits each of the seed and the first 5 bits of its SHA-256."""
    seed = bytes.fromhex(case["seed"])
    bits = int.from_bytes(seed, "big") << 5 | hashlib.sha256(seed).digest()[0] >> 3
    return [bits >> 11 * (14 - i) & 2047 for i in range(15)]


def backup_outputs(case):
    database_key, file = backup(case)
    return {"database_key": database_key.hex(), "file": file.hex()}


OUTPUTS = {
    "card": lambda case: {"file": card(case).hex()},
    "key-file": lambda case: {"json": key_file(case)},
    "backup": backup_outputs,
    "recovery-code": lambda case: {"indices": recovery_indices(case)},
}
