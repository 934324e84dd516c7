"""Another reading of the same file, before the start."""

from __future__ import annotations

from pgx.batches import storage
from pgx.batches.errors import WrongState
from pgx.batches.intake import understand
from pgx.batches.models import Batch, State
from pgx.batches.options import Options, checked
from pgx.knowledge import releases


def change(batch: Batch, options: Options) -> Batch:
    """Understand the file by other options. Raises FileRefused, QuestionRefused, WrongState."""
    knowledge = releases.find(batch.release_version)
    wanted = checked(knowledge, options)
    with storage.open_object(batch.upload) as file:
        understood = understand(file.file, wanted, knowledge)
    values = {"options": wanted.to_json(), "understood": understood.to_json()}
    waiting = Batch.objects.filter(pk=batch.pk, state=State.WAITING)
    if not waiting.update(**values):
        raise WrongState("The batch has been started.", "Upload the file again to read it anew.")
    batch.refresh_from_db()
    return batch
