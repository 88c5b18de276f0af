"""Releases that editors group under a title."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0066_editions_say_when_they_were_delivered"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("slug", models.SlugField(max_length=150, unique=True)),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, for lists and under the title.",
                    ),
                ),
                (
                    "body",
                    models.TextField(
                        blank=True,
                        help_text="What the collection is about, in Markdown.",
                    ),
                ),
                ("body_html", models.TextField(blank=True, editable=False)),
                (
                    "opened_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="Since when readers have its page even without a public release.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["title", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")),
                        name="collections_have_a_title",
                        violation_error_message="Give the collection a title.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.FloatField(editable=False)),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        help_text="Of a heading or a link; a release has its headline.",
                        max_length=200,
                        verbose_name="title",
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, max_length=500, verbose_name="address"),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="briefings.collection",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collected",
                        to="briefings.release",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "collection entries",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["collection", "position"],
                        name="collections_in_their_order",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("collection", "release"),
                        name="a_release_is_in_a_collection_once",
                        violation_error_message="This release is in the collection already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("release__isnull", False), ("url", ""), ("words", "")
                            ),
                            models.Q(("release", None), ("words__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="an_entry_is_a_release_or_has_words",
                        violation_error_message="Give it a title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("url", ""),
                            ("url__startswith", "https://"),
                            _connector="OR",
                        ),
                        name="links_of_collections_are_safe",
                        violation_error_message="Give an address that begins with https://.",
                    ),
                ],
            },
        ),
    ]
