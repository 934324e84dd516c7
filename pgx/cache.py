"""The cache that goes on while its server is down: limits and used codes stay in memory then.

What reads through it (the limits on signing in, the codes of a second factor already used) must
neither fail nor be switched off with the server. So each process counts for itself meanwhile.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError  # noqa: A004

RETRY_SECONDS = 5
log = logging.getLogger(__name__)


def _steady(name: str) -> Any:
    """A method of the cache that turns to memory where the server cannot be reached."""

    def method(self: "SteadyCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= SteadyCache.down_until:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except (ConnectionError, TimeoutError) as error:
                SteadyCache.down_until = time.monotonic() + RETRY_SECONDS
                log.warning("The cache is down, memory stands in: %s", error)
        return getattr(self.memory, name)(*args, **kwargs)

    return method


class SteadyCache(RedisCache):
    """Django's cache on Redis; while that is down, this process's memory."""

    down_until = 0.0  # of this process: one failure spares every thread the wait

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.memory = LocMemCache("steady", {**params, "OPTIONS": {}})

    add = _steady("add")
    get = _steady("get")
    set = _steady("set")
    touch = _steady("touch")
    delete = _steady("delete")
    get_many = _steady("get_many")
    has_key = _steady("has_key")
    incr = _steady("incr")
    set_many = _steady("set_many")
    delete_many = _steady("delete_many")
    clear = _steady("clear")
