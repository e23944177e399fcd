from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_keepers_and_book_duty")]
    operations = [migrations.RemoveField(model_name="seal", name="keeper_post")]
