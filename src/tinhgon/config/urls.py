"""Every address of the office; each app names its own below it."""

from django.urls import include, path

from tinhgon.config.api import api

urlpatterns = [
    path("", include("tinhgon.desk.urls")),
    path("", include("tinhgon.operations.urls")),
    path("van-ban/", include("tinhgon.documents.urls")),
    path("nhiem-vu/", include("tinhgon.tasks.urls")),
    path("lich/", include("tinhgon.meetings.urls")),
    path("truc/", include("tinhgon.roster.urls")),
    path("to-chuc/", include("tinhgon.organisation.urls")),
    path("trang/", include("tinhgon.core.web.urls")),
    path("tai-khoan/", include("tinhgon.core.accounts.urls")),
    path("tai-khoan/", include("allauth.urls")),
    path("api/v1/", api.urls),
]

handler400 = "tinhgon.core.web.views.bad_request"
handler403 = "tinhgon.core.web.views.forbidden"
handler404 = "tinhgon.core.web.views.not_found"
handler500 = "tinhgon.operations.views.server_error"
