#!/usr/bin/env python3
"""A second implementation of the byte formats of ukhwah-crypto, in nothing but Python's standard library.

    check.py          computes every frozen vector from its inputs and compares
    check.py --make   writes the vectors anew; only for a format that has not been released

It is slow and not constant-time: it exists to disagree with the Rust code.
"""

import hashlib
import hmac
import json
import pathlib
import struct
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
MASK32 = 0xFFFFFFFF
MASK64 = 0xFFFFFFFFFFFFFFFF


# --- HKDF-SHA256, RFC 5869 ---


def extract(salt, material):
    return hmac.digest(salt, material, "sha256")


def expand(prk, info, length):
    output, block = b"", b""
    while len(output) < length:
        block = hmac.digest(prk, block + info + bytes([len(output) // 32 + 1]), "sha256")
        output += block
    return output[:length]


# --- XChaCha20-Poly1305, RFC 8439 and draft-irtf-cfrg-xchacha ---


def quarter_round(s, a, b, c, d):
    for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = (s[x] + s[y]) & MASK32
        s[z] ^= s[x]
        s[z] = ((s[z] << turn) | (s[z] >> (32 - turn))) & MASK32


def chacha_rounds(key, last_16):
    start = list(struct.unpack("<4I", b"expand 32-byte k") + struct.unpack("<8I", key) + struct.unpack("<4I", last_16))
    state = start[:]
    for _ in range(10):
        for column in range(4):
            quarter_round(state, column, column + 4, column + 8, column + 12)
        for diagonal in range(4):
            quarter_round(
                state, diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4
            )
    return start, state


def chacha_block(key, counter, nonce_12):
    start, state = chacha_rounds(key, struct.pack("<I", counter) + nonce_12)
    return struct.pack("<16I", *((a + b) & MASK32 for a, b in zip(start, state)))


def hchacha(key, nonce_16):
    _, state = chacha_rounds(key, nonce_16)
    return struct.pack("<8I", *state[:4], *state[12:])


def poly1305(key, message):
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(message), 16):
        total = (total + int.from_bytes(message[at : at + 16] + b"\1", "little")) * r % (2**130 - 5)
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def xchacha20poly1305(key, nonce_24, authenticated, content):
    subkey, nonce = hchacha(key, nonce_24[:16]), bytes(4) + nonce_24[16:]
    stream = b"".join(chacha_block(subkey, 1 + i, nonce) for i in range((len(content) + 63) // 64))
    ciphertext = bytes(a ^ b for a, b in zip(content, stream))
    fill = lambda data: data + bytes(-len(data) % 16)
    lengths = struct.pack("<QQ", len(authenticated), len(ciphertext))
    tag = poly1305(chacha_block(subkey, 0, nonce)[:32], fill(authenticated) + fill(ciphertext) + lengths)
    return ciphertext + tag


# --- Argon2id version 0x13, RFC 9106 ---


def long_hash(data, length):
    data = struct.pack("<I", length) + data
    if length <= 64:
        return hashlib.blake2b(data, digest_size=length).digest()
    block = hashlib.blake2b(data).digest()
    output = block[:32]
    while length - len(output) > 64:
        block = hashlib.blake2b(block).digest()
        output += block[:32]
    return output + hashlib.blake2b(block, digest_size=length - len(output)).digest()


def mix(v, a, b, c, d):
    for x, y, z, turn in ((a, b, d, 32), (c, d, b, 24), (a, b, d, 16), (c, d, b, 63)):
        v[x] = (v[x] + v[y] + 2 * (v[x] & MASK32) * (v[y] & MASK32)) & MASK64
        v[z] ^= v[x]
        v[z] = ((v[z] >> turn) | (v[z] << (64 - turn))) & MASK64


def permute(v, at):
    for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
        mix(v, at[a], at[b], at[c], at[d])
    for a, b, c, d in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
        mix(v, at[a], at[b], at[c], at[d])


def compress(left, right):
    r = [a ^ b for a, b in zip(left, right)]
    q = r[:]
    for row in range(8):
        permute(q, range(16 * row, 16 * row + 16))
    for column in range(8):
        permute(q, [16 * row + 2 * column + half for row in range(8) for half in (0, 1)])
    return [a ^ b for a, b in zip(r, q)]


def argon2id(password, salt, m, t, p, length=32, secret=b"", data=b""):
    le = lambda number: struct.pack("<I", number)
    lp = lambda part: le(len(part)) + part
    first = hashlib.blake2b(
        b"".join(map(le, (p, length, m, t, 0x13, 2))) + lp(password) + lp(salt) + lp(secret) + lp(data)
    ).digest()
    columns = m // (4 * p) * 4
    segment = columns // 4
    count = columns * p
    words = lambda block: list(struct.unpack("<128Q", block))
    memory = [[None] * columns for _ in range(p)]
    for lane in range(p):
        for column in (0, 1):
            memory[lane][column] = words(long_hash(first + le(column) + le(lane), 1024))
    for turn in range(t):
        for part in range(4):
            for lane in range(p):
                fill_segment(memory, turn, part, lane, (columns, segment, count, t, p))
    last = memory[0][-1]
    for lane in range(1, p):
        last = [a ^ b for a, b in zip(last, memory[lane][-1])]
    return long_hash(struct.pack("<128Q", *last), length)


def fill_segment(memory, turn, part, lane, shape):
    columns, segment, count, t, p = shape
    independent = turn == 0 and part < 2
    zero, addresses = [0] * 128, None
    for index in range(segment):
        if independent and (addresses is None or index % 128 == 0):
            counter = [turn, lane, part, count, t, 2, index // 128 + 1] + [0] * 121
            addresses = compress(zero, compress(zero, counter))
        if turn == 0 and part == 0 and index < 2:
            continue
        column = part * segment + index
        previous = memory[lane][(column - 1) % columns]
        chosen = addresses[index % 128] if independent else previous[0]
        j1, j2 = chosen & MASK32, chosen >> 32
        from_lane = lane if turn == 0 and part == 0 else j2 % p
        if turn == 0:
            area, start = part * segment, 0
        else:
            area, start = columns - segment, (part + 1) * segment % columns
        if from_lane == lane:
            area += index - 1
        elif index == 0:
            area -= 1
        position = area - 1 - ((area * ((j1 * j1) >> 32)) >> 32)
        block = compress(previous, memory[from_lane][(start + position) % columns])
        if turn > 0:
            block = [a ^ b for a, b in zip(block, memory[lane][column])]
        memory[lane][column] = block


# --- The formats of this crate; see its README ---


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


# --- The vectors ---


def check_primitives():
    """Published answers, so that the two implementations do not agree by a common mistake."""
    assert argon2id(b"\1" * 32, b"\2" * 16, 32, 3, 4, 32, b"\3" * 8, b"\4" * 12).hex() == (
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    ), "RFC 9106, section 5.3"
    sunscreen = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    sealed = xchacha20poly1305(
        bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), bytes.fromhex("50515253c0c1c2c3c4c5c6c7"), sunscreen
    )
    assert sealed.hex() == (
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
        "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
    ), "draft-irtf-cfrg-xchacha, appendix A.3.1"
    prk = extract(bytes(range(13)), b"\x0b" * 22)
    assert expand(prk, bytes(range(0xF0, 0xFA)), 42).hex().startswith("3cb25f25faacd57a90434f64d0362f2a"), "RFC 5869"


def outputs(name, case):
    if name == "card":
        return {"file": card(case).hex()}
    if name == "key-file":
        return {"json": key_file(case)}
    if name == "backup":
        database_key, file = backup(case)
        return {"database_key": database_key.hex(), "file": file.hex()}
    return {"indices": recovery_indices(case)}


def main():
    check_primitives()
    failures = 0
    for name in ("card", "key-file", "backup", "recovery-code"):
        path = HERE / f"{name}-v1.json"
        cases = json.loads(path.read_text())
        for case in cases:
            computed = outputs(name, case)
            same = all(case.get(field) == value for field, value in computed.items())
            failures += not same
            print(f"{'same' if same else 'DIFFERENT'}  {path.name}  {case['name']}")
            case.update(computed)
        if "--make" in sys.argv:
            path.write_text(json.dumps(cases, indent=2, ensure_ascii=False) + "\n")
    return 1 if failures and "--make" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
