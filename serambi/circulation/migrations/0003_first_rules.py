"""The rules a library begins with. Whoever lends otherwise changes them at /staff/rules/.

A category goes before a format, so that each category with a length of its own says what films and short loans are.
Nothing about money: fines need a regulation of the city.
"""

from datetime import UTC, datetime

from django.db import migrations

WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
RULES = (
    # what, code of the category, material, lending category, value
    ("loan_days", "", "", "", "14"),
    ("loan_days", "", "film", "", "7"),
    ("loan_days", "", "", "short", "3"),
    ("loan_days", "anak", "", "", "7"),
    ("loan_days", "anak", "", "short", "3"),
    ("loan_days", "sementara", "", "", "7"),
    ("loan_days", "sementara", "", "short", "3"),
    ("loan_days", "guru", "", "", "28"),
    ("loan_days", "guru", "film", "", "7"),
    ("loan_days", "guru", "", "short", "3"),
    ("loan_days", "lembaga", "", "", "30"),
    ("loan_days", "lembaga", "film", "", "7"),
    ("loan_days", "lembaga", "", "short", "3"),
    ("limit", "", "", "", "5"),
    ("limit", "", "film", "", "2"),
    ("limit", "anak", "", "", "3"),
    ("limit", "sementara", "", "", "2"),
    ("limit", "guru", "", "", "10"),
    ("limit", "lembaga", "", "", "30"),
    ("limit", "lembaga", "film", "", "10"),
    ("lend", "", "", "reference", "in_house"),
    ("lend", "", "", "special", "in_house"),
    ("lend", "", "newspaper", "", "in_house"),
    ("lend", "", "manuscript", "", "in_house"),
    ("hold", "", "", "reference", "no"),
    ("hold", "", "", "special", "no"),
    ("hold", "", "newspaper", "", "no"),
    ("hold", "", "manuscript", "", "no"),
    ("renewals", "", "", "short", "0"),
    ("hold_limit", "guru", "", "", "5"),
    ("hold_limit", "lembaga", "", "", "10"),
)


def lay(apps, schema_editor):
    rule = apps.get_model("circulation", "Rule")
    categories = dict(apps.get_model("patrons", "Category").objects.values_list("code", "pk"))
    for what, code, material, lending, value in RULES:
        category = categories.get(code)
        if code and category is None:
            continue  # the library has other categories
        rule.objects.get_or_create(
            key=f"{what}||{category or ''}|{material}|{lending}",
            defaults={
                "what": what, "category_id": category, "material": material, "lending": lending, "value": value,
                "changed_at": WRITTEN,
            },
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("circulation", "0002_initial"), ("patrons", "0002_first_rules")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
