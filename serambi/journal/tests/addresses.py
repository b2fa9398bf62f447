"""Example objects for addresses with arguments, for the harnesses in house/."""

import uuid


def examples(world) -> dict[str, dict]:
    return {"journal-staff:retry": {"task_id": uuid.UUID(int=1)}}
