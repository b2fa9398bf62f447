from django.db import migrations, models

STATES = [
    ("staging", "Reading the file"),
    ("review", "Ready for review"),
    ("committing", "Being added to the catalogue"),
    ("committed", "In the catalogue"),
    ("reverting", "Being taken back"),
    ("reverted", "Taken back"),
    ("cancelled", "Cancelled"),
    ("failed", "Stopped by an error"),
    ("empty", "Nothing can come in"),
]


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_issues_of_imports")]
    operations = [
        migrations.AddField("importbatch", "branches", models.JSONField(blank=True, null=True)),
        migrations.AlterField(
            "importbatch", "state", models.CharField(choices=STATES, default="staging", max_length=12)
        ),
        migrations.AlterField("importbatch", "stopped_in", models.CharField(blank=True, choices=STATES, max_length=12)),
    ]
