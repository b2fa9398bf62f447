import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_shelf_order")]
    operations = [
        migrations.AddField(
            model_name="serialissue",
            name="imported_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="created_issues",
                to="catalogue.importbatch",
            ),
        ),
    ]
