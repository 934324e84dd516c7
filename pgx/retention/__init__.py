"""How long personal data is kept: each table that has some says so here, and a task keeps to it.

An app registers its sweeps in its AppConfig.ready; docs/privacy.md tells of each.
"""

from pgx.retention.sweeps import Sweep, register, registered, sweep_all

__all__ = ["Sweep", "register", "registered", "sweep_all"]
