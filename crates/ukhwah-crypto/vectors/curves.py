"""X25519 (RFC 7748), Ed25519 (RFC 8032) and HPKE in mode PSK (RFC 9180)."""

import hashlib
import struct

from symmetric import chacha20poly1305, expand, extract

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493

# --- X25519 ---


def clamp(scalar):
    number = int.from_bytes(scalar, "little")
    return number & ~7 & ~(1 << 255) | 1 << 254


def x25519(private, u):
    """The Montgomery ladder of RFC 7748, section 5."""
    k, x1 = clamp(private), int.from_bytes(u, "little") & (1 << 255) - 1
    x2, z2, x3, z3, swap = 1, 0, x1, 1, 0
    for t in range(254, -1, -1):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % P, b * b % P, d * a % P, c * b % P
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P, x1 * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


def x25519_public(private):
    return x25519(private, (9).to_bytes(32, "little"))


# --- Ed25519, on points in extended coordinates ---

D = -121665 * pow(121666, P - 2, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def recover_x(y, sign):
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x & 1 != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def compress(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def hash_number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def ed25519_public(seed):
    return compress(multiply(clamp(hashlib.sha512(seed).digest()[:32]), BASE))


def ed25519_sign(seed, message):
    digest = hashlib.sha512(seed).digest()
    scalar, public = clamp(digest[:32]), ed25519_public(seed)
    r = hash_number(digest[32:], message)
    big_r = compress(multiply(r, BASE))
    s = (r + hash_number(big_r, public, message) * scalar) % ORDER
    return big_r + s.to_bytes(32, "little")


# --- HPKE: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, mode PSK ---

KEM_SUITE = b"KEM" + struct.pack(">H", 0x0020)
HPKE_SUITE = b"HPKE" + struct.pack(">HHH", 0x0020, 0x0001, 0x0003)


def labeled_extract(suite, salt, label, material):
    return extract(salt, b"HPKE-v1" + suite + label + material)


def labeled_expand(suite, prk, label, info, length):
    return expand(prk, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


def derive_key_pair(material):
    prk = labeled_extract(KEM_SUITE, b"", b"dkp_prk", material)
    private = labeled_expand(KEM_SUITE, prk, b"sk", b"", 32)
    return private, x25519_public(private)


def hpke_seal_psk(to, info, psk, psk_id, authenticated, content, ephemeral):
    """Returns enc and ciphertext; `ephemeral` is the material of the ephemeral key."""
    private, enc = derive_key_pair(ephemeral)
    prk = labeled_extract(KEM_SUITE, b"", b"eae_prk", x25519(private, to))
    shared = labeled_expand(KEM_SUITE, prk, b"shared_secret", enc + to, 32)
    psk_id_hash = labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", psk_id)
    info_hash = labeled_extract(HPKE_SUITE, b"", b"info_hash", info)
    schedule = b"\1" + psk_id_hash + info_hash
    secret = labeled_extract(HPKE_SUITE, shared, b"secret", psk)
    key = labeled_expand(HPKE_SUITE, secret, b"key", schedule, 32)
    nonce = labeled_expand(HPKE_SUITE, secret, b"base_nonce", schedule, 12)
    return enc, chacha20poly1305(key, nonce, authenticated, content)


# --- Published answers ---


def check():
    unhex = bytes.fromhex
    assert x25519(
        unhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
        unhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
    ).hex() == "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", "RFC 7748, section 5.2"
    alice = unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    bob = unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
    assert x25519(alice, x25519_public(bob)).hex() == shared, "RFC 7748, section 6.1"
    assert x25519(bob, x25519_public(alice)).hex() == shared, "RFC 7748, section 6.1"
    seed = unhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
    assert ed25519_public(seed).hex() == (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    ), "RFC 8032, section 7.1, test 3"
    assert ed25519_sign(seed, b"\xaf\x82").hex() == (
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    ), "RFC 8032, section 7.1, test 3"
    private, to = derive_key_pair(unhex("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df"))
    assert private.hex() == (
        "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb"
    ), "RFC 9180, appendix A.2.1"
    assert to.hex() == "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a", "RFC 9180, appendix A.2.1"
    enc, ciphertext = hpke_seal_psk(
        unhex("13640af826b722fc04feaa4de2f28fbd5ecc03623b317834e7ff4120dbe73062"),
        b"Ode on a Grecian Urn",
        unhex("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82"),
        b"Ennyn Durin aran Moria",
        b"Count-0",
        b"Beauty is truth, truth beauty",
        unhex("35706a0b09fb26fb45c39c2f5079c709c7cf98e43afa973f14d88ece7e29c2e3"),
    )
    assert enc.hex() == "2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04", "RFC 9180, appendix A.2.2"
    assert ciphertext.hex() == (
        "4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d28fb073214525276f4a89608ff"
    ), "RFC 9180, appendix A.2.2"
