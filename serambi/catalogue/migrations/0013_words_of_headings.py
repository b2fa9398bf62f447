import django.db.models.deletion
from django.db import migrations, models


def fill_words(apps, schema_editor):
    """Headings that are here already get the words by which they are found."""
    from serambi.catalogue.records.heading_words import words_in

    authority, word = apps.get_model("catalogue", "Authority"), apps.get_model("catalogue", "AuthorityWord")
    last = 0
    while piece := list(authority.objects.filter(pk__gt=last).order_by("pk").prefetch_related("variants")[:2000]):
        word.objects.bulk_create(
            (
                word(authority_id=each.pk, word=found)
                for each in piece
                for found in sorted(words_in(each.heading, each.display, *(one.text for one in each.variants.all())))
            ),
            batch_size=5000,
        )
        last = piece[-1].pk


def compare_by_character(apps, schema_editor):
    """As in 0002: a beginning of a word is sought between two words, character by character."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE "catalogue_authorityword" ALTER COLUMN "word" TYPE varchar(40) COLLATE "C"'
        )


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0012_merges'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorityWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='found_by', to='catalogue.authority')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('word', 'authority'), name='word_once_an_authority')],
            },
        ),
        migrations.AddIndex(
            model_name='authority',
            index=models.Index(fields=['sort', 'id'], name='authorities_of_every_kind'),
        ),
        migrations.RunPython(compare_by_character, migrations.RunPython.noop),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
    ]
