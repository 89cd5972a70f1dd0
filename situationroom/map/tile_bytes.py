"""The bytes of one tile: unpacked, but never to more than a tile can have."""

import zlib

GZIP = b"\x1f\x8b"


def unpacked(data: bytes, most: int) -> bytes:
    """`data`, unpacked when it is gzip. Raises ValueError when damaged or larger than `most`."""
    if not data.startswith(GZIP):
        return data
    reader = zlib.decompressobj(wbits=31)
    try:
        plain = reader.decompress(data, most + 1)
    except zlib.error as error:
        raise ValueError("damaged") from error
    if len(plain) > most or not reader.eof:
        raise ValueError("too large, or cut off")
    return plain
