"""The mappers of the standards in use, built once for a process."""

from collections import OrderedDict
from threading import Lock

from ksb_mapper.mapping.mapper import Mapper
from standards import Standard


def load_mapper(standard: Standard) -> Mapper:
    """The mapper of a standard, built at the first asking and kept. Raises `NothingToMapTo` for one without KSBs."""
    return _mappers.get(standard)


class _OfOneStandard:
    """The mapper of one standard: the first thread to ask builds it, and others who ask for it wait."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._mapper: Mapper | None = None

    def get(self, standard: Standard) -> Mapper:
        with self._lock:
            if self._mapper is None:
                self._mapper = Mapper(standard)
            return self._mapper


class _Mappers:
    """The mappers of the standards in use, the least recently used forgotten first. While one is built, those of other
    standards are given out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], _OfOneStandard] = OrderedDict()

    def get(self, standard: Standard) -> Mapper:
        # The statements are part of the key: two files may claim one reference and version.
        key = (standard.reference, standard.version, standard.ksbs, standard.methods)
        with self._lock:
            of_one = self._kept.setdefault(key, _OfOneStandard())
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return of_one.get(standard)


_mappers = _Mappers(most=32)
