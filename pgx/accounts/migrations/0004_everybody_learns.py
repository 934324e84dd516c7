"""Accounts that were there before are learners too, as every new one is."""

from django.db import migrations


def make_learners(apps, schema_editor):
    learner = apps.get_model("auth", "Group").objects.get(name="learner")
    for user in apps.get_model("accounts", "User").objects.exclude(groups=learner):
        user.groups.add(learner)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_token")]

    operations = [migrations.RunPython(make_learners, migrations.RunPython.noop)]
