"""One group a role, with what each is trusted to do."""

from django.db import migrations

DUTIES = {
    "write_release": "Can write releases",
    "review_release": "Can approve releases or ask for changes",
    "issue_release": "Can issue, schedule and unschedule releases",
    "backdate_release": "Can enter releases issued before this record began",
    "take_down_release": "Can withdraw, reinstate and remove releases",
    "keep_commitments": "Can follow commitments to delivery",
}
ROLES = {
    "Writer": ["write_release"],
    "Approver": ["write_release", "review_release"],
    "Publisher": [
        "write_release",
        "issue_release",
        "backdate_release",
        "take_down_release",
    ],
    "Records officer": ["keep_commitments"],
    "Administrator": list(DUTIES),
}
SUBJECTS = [
    "person",
    "personname",
    "organisation",
    "organisationname",
    "role",
    "roleappointment",
    "topic",
    "place",
    "event",
    "contact",
]
RECORD = [
    "release",
    "edition",
    "quote",
    "commitment",
    "commitmentstatement",
    "commitmentupdate",
    "evidence",
    "figure",
    "suggestion",
    "transition",
    "revision",
    "commitmentrevision",
    "editorialnote",
    "withdrawal",
    "formeraddress",
    "importedfile",
    "involvement",
]
WRITERS = {"Writer", "Approver", "Publisher", "Administrator"}


def create_roles(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")

    def permission(model, codename, name):
        kind, _ = ContentType.objects.get_or_create(app_label="briefings", model=model)
        return Permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )[0]

    duties = {code: permission("release", code, name) for code, name in DUTIES.items()}

    def plain(model, *verbs):
        return [permission(model, f"{v}_{model}", f"Can {v} {model}") for v in verbs]

    views = [p for model in (*SUBJECTS, *RECORD) for p in plain(model, "view")]
    subjects = [p for model in SUBJECTS for p in plain(model, "add", "change")]
    notes = plain("editorialnote", "add")
    accounts = plain("user", "view", "add", "change")
    for name, codes in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        granted = [*views, *notes, *(duties[code] for code in codes)]
        if name in WRITERS:
            granted += subjects
        if name == "Administrator":
            granted += accounts
        group.permissions.set(granted)


class Migration(migrations.Migration):
    dependencies = [
        ("briefings", "0002_history_cannot_be_rewritten"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
