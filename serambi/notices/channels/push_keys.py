"""The key by which push services know this library. Made once; a new one would make every browser's consent void."""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from serambi.notices.channels.encryption import P256, pack, public_bytes, unpack


class NoKey(Exception):
    """The key cannot be read or kept."""


def private_key() -> ec.EllipticCurvePrivateKey:
    """From SERAMBI_PUSH_KEY, else from DATA/push.key, which is made when it is not there. Raises NoKey."""
    try:
        return _read(settings.SERAMBI_PUSH_KEY or _kept(Path(settings.DATA) / "push.key"))
    except (OSError, ValueError) as error:
        raise NoKey(str(error)) from None


def public_key() -> str:
    """What a browser is told when it subscribes."""
    return pack(public_bytes(private_key().public_key()))


@lru_cache(maxsize=4)
def _read(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(unpack(text.strip()), "big"), P256)


def _kept(path: Path) -> str:
    """The key's text. The file comes to be whole or not at all, whoever else makes it at the same moment."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = ec.generate_private_key(P256).private_numbers().private_value
        draft = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(pack(made.to_bytes(32, "big")))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
