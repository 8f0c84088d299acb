from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0005_one_request_a_document"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="returned_on",
            field=models.DateField(null=True),
        ),
    ]
