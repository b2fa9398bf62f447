"""Whether a record asks to be kept from the public: 942 $n 1, "Suppress in OPAC", as Koha writes it."""

from serambi.catalogue.marc.record import DataField, Marc

TAG, CODE, YES = "942", "n", "1"


def is_suppressed(marc: Marc) -> bool:
    return any(
        field.tag == TAG and isinstance(field, DataField) and YES in map(str.strip, field.all(CODE))
        for field in marc.fields
    )


def suppression() -> DataField:
    """The field that asks for it."""
    return DataField(TAG, " ", " ", [(CODE, YES)])
