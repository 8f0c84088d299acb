from django.db import migrations
from django.db.models import F


def give_documents(apps, schema_editor):  # noqa: ANN001, ANN201 - as Django calls it
    """Each statement gets the document it stands in, each quotation its edge, each request its document.

    A document is an outlet, an address and a language; what was noted of it first gives its day. Our own statements stand
    in no document of others.
    """
    statements = apps.get_model("figures", "Statement").objects
    documents = apps.get_model("figures", "Document").objects
    citation = apps.get_model("figures", "Citation")
    request = apps.get_model("figures", "Request")
    known = {}
    for row in statements.exclude(key__startswith="ours-").order_by("stated_on", "pk").iterator():
        key = (row.source_url, row.language, row.outlet_id)
        if key not in known:
            known[key] = documents.create(
                url=row.source_url, language=row.language, outlet_id=row.outlet_id, published_on=row.stated_on,
                published_precision=row.stated_precision, came_by="record" if row.noted_by_id is None else "hand",
                noted_by_id=row.noted_by_id, noted_at=row.noted_at,
            ).pk
        statements.filter(pk=row.pk).update(document=known[key])
    citation.objects.bulk_create(
        [
            citation(quoting_id=pk, quoted_id=quoted, noted_by_id=by, noted_at=at)
            for pk, quoted, by, at in statements.exclude(quotes=None).exclude(quotes=F("pk")).values_list(
                "pk", "quotes", "noted_by", "noted_at"
            )
        ],
        batch_size=500,
    )
    seen = set()
    for row in request.objects.select_related("statement").order_by("-told_at", "pk"):
        key = (row.correction_id, row.statement.document_id)
        if key in seen or row.statement.document_id is None:  # two statements of one document: it is asked once
            row.delete()
            continue
        seen.add(key)
        request.objects.filter(pk=row.pk).update(document=row.statement.document_id)


class Migration(migrations.Migration):

    dependencies = [
        ('figures', '0003_documents'),
    ]

    operations = [
        migrations.RunPython(give_documents, migrations.RunPython.noop),
    ]
