import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0004_documents_of_statements'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='statement',
            name='quotes',
        ),
        migrations.AddField(
            model_name='statement',
            name='quotes',
            field=models.ManyToManyField(related_name='quoted_by', through='figures.Citation', through_fields=('quoting', 'quoted'), to='figures.statement'),
        ),
        migrations.AlterField(
            model_name='request',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='figures.document'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.UniqueConstraint(fields=('correction', 'document'), name='one_request_for_a_document'),
        ),
    ]
