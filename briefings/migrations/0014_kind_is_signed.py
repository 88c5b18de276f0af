"""What kind of release it is belongs to what an approver signs. Every edition in hand
gets the digest of that, with a saved state that holds it; one that was approved without
it goes back to the approver."""

import hashlib
import json

from django.db import connection, migrations

NOTE = "What kind of release it is, is signed from now on."
IN_HAND = ("draft", "in_review", "changes_requested", "approved")
SIGN = """
    UPDATE briefings_edition SET digest = %s, approved_by_id = NULL,
        approved_digest = '', state = CASE state WHEN 'approved' THEN 'in_review'
        ELSE state END WHERE id = %s
"""


def digest_of(content):
    spelt = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(spelt.encode()).hexdigest()


def sign_kinds(apps, schema_editor):
    Edition = apps.get_model("briefings", "Edition")
    in_hand = Edition.objects.filter(state__in=(*IN_HAND, "discarded"))
    for edition in in_hand.select_related("release").iterator():
        last = edition.revisions.order_by("number").last()
        if last is None or "kind" in last.content:
            continue
        content = last.content | {"kind": edition.release.kind}
        before, digest = edition.state, digest_of(content)
        with connection.cursor() as cursor:
            cursor.execute(SIGN, [digest, edition.pk])
        edition.revisions.create(number=last.number + 1, content=content, digest=digest)
        if before == "approved":
            edition.transitions.create(
                move="reopen",
                from_state=before,
                to_state="in_review",
                note=NOTE,
                digest=digest,
            )


class Migration(migrations.Migration):
    dependencies = [("briefings", "0013_discarded_editions")]

    operations = [migrations.RunPython(sign_kinds, migrations.RunPython.noop)]
