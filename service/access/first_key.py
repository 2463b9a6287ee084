"""A service without keys, until the first one is made."""

from service.access.key_store import KeyStore


class UntilFirstKey:
    """Keys that nobody needs as long as there is none; from the first one on everybody does, for good.

    It does not become open again when the last key ends: whoever revoked it wanted to shut somebody out.
    """

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys
        self._made = False

    def in_force(self) -> KeyStore | None:
        """The keys, or None as long as nobody needs one. Another process may make the first."""
        self._made = self._made or self._keys.any_valid()
        return self._keys if self._made else None

    def are_remembered(self) -> bool:
        """Whether what is asked now needs no look into the database, which can take its time."""
        return self._keys.are_remembered()
