"""`manage.py write_schema`: the REST door's schema into docs/openapi.yaml."""

from typing import Any

from django.core.management.base import BaseCommand

from pgx.api.schema.snapshot import FILE, as_yaml, contract_hash, snapshot


class Command(BaseCommand):
    """Write the snapshot, and say the line that CHANGELOG.md needs."""

    help = "Write the OpenAPI schema of the REST door into docs/openapi.yaml."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        schema = snapshot()
        FILE.write_bytes(as_yaml(schema))
        self.stdout.write(f"{FILE.name} is written: REST contract `{contract_hash(schema)}`.")
