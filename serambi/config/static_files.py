"""Static files named after their content and compressed once, when a library is set up."""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE = 85_000
"""Bytes; what the public pages load is smaller."""
QUICKER = 6


class QuickCompressor(Compressor):
    """The editor's large scripts take brotli's best effort most of a minute on a small computer, for a few per cent."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=QUICKER if len(data) > LARGE else 11)


class StaticFiles(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **options) -> Compressor:
        return QuickCompressor(**options)
