"""Persons closed with a password inside a page: AES-256-GCM, opened by the browser's WebCrypto."""

import os
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

ROUNDS = 600_000
"""PBKDF2-HMAC-SHA-256, as OWASP's Password Storage Cheat Sheet advises since 2023."""


def closed(plain: bytes, password: str) -> dict[str, str | int]:
    """Salt, nonce and ciphertext in base64, and the rounds the key was made with."""
    salt, nonce = os.urandom(16), os.urandom(12)
    key = PBKDF2HMAC(SHA256(), 32, salt, ROUNDS).derive(password.encode("utf-8"))
    text = AESGCM(key).encrypt(nonce, plain, None)
    return {
        "salt": b64encode(salt).decode("ascii"),
        "iv": b64encode(nonce).decode("ascii"),
        "text": b64encode(text).decode("ascii"),
        "rounds": ROUNDS,
    }
