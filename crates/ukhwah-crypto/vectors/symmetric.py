"""Hashes and ciphers: HKDF, ChaCha20-Poly1305, XChaCha20-Poly1305 and Argon2id."""

import hashlib
import hmac
import struct

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


# --- ChaCha20-Poly1305 and XChaCha20-Poly1305, RFC 8439 and draft-irtf-cfrg-xchacha ---


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


def chacha20poly1305(key, nonce_12, authenticated, content):
    stream = b"".join(chacha_block(key, 1 + i, nonce_12) for i in range((len(content) + 63) // 64))
    ciphertext = bytes(a ^ b for a, b in zip(content, stream))
    fill = lambda data: data + bytes(-len(data) % 16)
    lengths = struct.pack("<QQ", len(authenticated), len(ciphertext))
    tag = poly1305(chacha_block(key, 0, nonce_12)[:32], fill(authenticated) + fill(ciphertext) + lengths)
    return ciphertext + tag


def xchacha20poly1305(key, nonce_24, authenticated, content):
    return chacha20poly1305(hchacha(key, nonce_24[:16]), bytes(4) + nonce_24[16:], authenticated, content)


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


# --- Published answers, so that the two implementations do not agree by a common mistake ---


def check():
    assert argon2id(b"\1" * 32, b"\2" * 16, 32, 3, 4, 32, b"\3" * 8, b"\4" * 12).hex() == (
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    ), "RFC 9106, section 5.3"
    sunscreen = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
        b"sunscreen would be it."
    )
    authenticated = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    nonce = bytes.fromhex("070000004041424344454647")
    assert chacha20poly1305(bytes(range(0x80, 0xA0)), nonce, authenticated, sunscreen).hex() == (
        "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
        "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
        "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
        "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"
    ), "RFC 8439, section 2.8.2"
    sealed = xchacha20poly1305(bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), authenticated, sunscreen)
    assert sealed.hex() == (
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
        "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
    ), "draft-irtf-cfrg-xchacha, appendix A.3.1"
    prk = extract(bytes(range(13)), b"\x0b" * 22)
    assert expand(prk, bytes(range(0xF0, 0xFA)), 42).hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    ), "RFC 5869, appendix A.1"
