from django.db import migrations

# Sort keys are made to be compared character by character. SQLite does; PostgreSQL would follow the language of the
# database, where spaces and points hardly count and "813.2" stands before "813 HIR".
_COLUMNS = [
    ("catalogue_bibrecord", "call_sort", "varchar(120)"),
    ("catalogue_bibrecord", "match_key", "varchar(255)"),
    ("catalogue_authority", "sort", "varchar(255)"),
    ("catalogue_authority", "key", "varchar(255)"),
    ("catalogue_authorityvariant", "key", "varchar(255)"),
]


def compare_by_character(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column, kind in _COLUMNS:
        schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(compare_by_character, migrations.RunPython.noop)]
