from django.db.models import TextChoices


class PrincipalKind(TextChoices):
    PERSON = "person", "Người"
    POST = "post", "Vị trí"
    UNIT = "unit", "Đơn vị"
    BODY = "body", "Chủ thể ban hành"
    ROLE = "role", "Vai trò"
    GRANT = "grant", "Quyền đọc có thời hạn"
