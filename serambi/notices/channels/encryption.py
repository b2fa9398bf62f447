"""Web push as the standards say: the payload for one browser (RFC 8291, aes128gcm of RFC 8188), our name (RFC 8292).

Built from the primitives of `cryptography`; the example of RFC 8291 is a test. The package pywebpush does the same and
brings a second and a third HTTP client with it (docs/decisions).
"""

import base64
import json
import os
import struct

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096
LARGEST = 3000
"""Services promise to take 4096 bytes with everything around."""
P256 = ec.SECP256R1()


def pack(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unpack(text: str) -> bytes:
    """Raises ValueError for what is no base64url."""
    if not text.isascii():
        raise ValueError("not ASCII")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def public_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def is_sound(p256dh: str, auth: str) -> bool:
    """Are these the keys of a browser?"""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(P256, unpack(p256dh))
        return len(unpack(p256dh)) == 65 and len(unpack(auth)) == 16
    except (ValueError, InvalidKey):
        return False


def sealed(plain: bytes, p256dh: str, auth: str, *, own: ec.EllipticCurvePrivateKey | None = None, salt=b"") -> bytes:
    """The body of the request: only the browser that made the keys can open it. `own` and `salt` are for the example.

    Raises ValueError for keys that are none, or for too much text.
    """
    if len(plain) > LARGEST:
        raise ValueError("too long")
    theirs_raw = unpack(p256dh)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(P256, theirs_raw)
    own, salt = own or ec.generate_private_key(P256), salt or os.urandom(16)
    own_raw = public_bytes(own.public_key())
    shared = own.exchange(ec.ECDH(), theirs)
    key = _derived(shared, unpack(auth), b"WebPush: info\0" + theirs_raw + own_raw, 32)
    content_key = _derived(key, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(key, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + struct.pack("!IB", RECORD, len(own_raw)) + own_raw
    return head + AESGCM(content_key).encrypt(nonce, plain + b"\x02", None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def signed_name(key: ec.EllipticCurvePrivateKey, *, audience: str, subject: str, until: int) -> str:
    """The Authorization header that says who sends: a JWT for one push service (VAPID)."""
    parts = [{"typ": "JWT", "alg": "ES256"}, {"aud": audience, "exp": until, "sub": subject}]
    text = ".".join(pack(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    signature = pack(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={text}.{signature}, k={pack(public_bytes(key.public_key()))}"
