from django.db import migrations


def renew_words(apps, schema_editor):
    """Years no longer count as decoration of what is no person: "Geschichte 1500-1600" is not "Geschichte"."""
    from serambi.catalogue.records.authorities import words_of

    authority = apps.get_model("catalogue", "Authority")
    others, last = authority.objects.exclude(kind="person").order_by("pk").only("pk", "heading", "kind", "words"), 0
    while piece := list(others.filter(pk__gt=last)[:2000]):
        last = piece[-1].pk
        changed = [each for each in piece if each.words != words_of(each.heading, each.kind)]
        for each in changed:
            each.words = words_of(each.heading, each.kind)
        authority.objects.bulk_update(changed, ["words"])


class Migration(migrations.Migration):

    dependencies = [("catalogue", "0013_words_of_headings")]
    operations = [migrations.RunPython(renew_words, migrations.RunPython.noop)]
